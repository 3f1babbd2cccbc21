"""How we write Excel workbooks: our look, text that stays text, pages that print, and the same bytes for the same contents."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from consult.pack import office

FONT = "Arial"
INK, BRAND, TINT, RULE = "FF14202B", "FF14505C", "FFE4EEF0", "FFC9D2D9"  # as static/tokens.css has them
HEADING, ENTRY, DAY, LINK = "Heading row", "Entry", "Day", "Link"

# What a spreadsheet takes for a formula; the wide signs are formulas to Excel in East Asia.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")

Horizontal = Literal["left", "right", "center"]

_LINE, _TALLEST = 14.4, 409.0  # points: a line of body text, and the tallest row there can be
_NAME_FORBIDS = re.compile(r"[\[\]:*?/\\]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads _x0041_ as A
_IGNORED = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>'


def new_book(*, title: str, made_at: datetime, language: str) -> Workbook:
    """A workbook without sheets, with its properties (`made_at` is aware) and our styles."""
    book = Workbook()
    for sheet in book.worksheets:
        book.remove(sheet)
    properties = book.properties
    properties.title, properties.language, properties.creator = office.plain(title), language, "consult"
    properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    for style in (
        style_of(HEADING, font=Font(name=FONT, size=11, bold=True, color="FFFFFFFF"), fill=solid(BRAND)),
        style_of(ENTRY, font=Font(name=FONT, size=11, color=INK)),
        style_of(DAY, font=Font(name=FONT, size=11, color=INK), horizontal="left"),
        style_of(LINK, font=Font(name=FONT, size=11, color=BRAND, underline="single")),
    ):
        book.add_named_style(style)
    return book


def finished(book: Workbook) -> bytes:
    """The workbook's bytes, with no time in them but that of its properties."""
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)).save()
    names = [sheet.path.lstrip("/") for sheet in book.worksheets]
    return office.sealed(out.getvalue(), dict.fromkeys(names, _eased))


def _eased(sheet: bytes) -> bytes:
    """What openpyxl cannot say: rows go on growing as one types in them, and "12" as text deserves no green triangle."""
    return sheet.replace(b' customHeight="1"', b"").replace(b"</worksheet>", _IGNORED)


def put_text(cell: Cell, text: str) -> None:
    """Writes text as text, whatever it looks like; no more of it than a cell holds."""
    kept = office.plain(text)
    cell.value = _ESCAPE.sub("_x005F_", kept)
    cell.data_type = "s"
    if FORMULA.match(kept):
        cell.quotePrefix = True


def cell_at(tab: Worksheet, row: int, column: int, style: str) -> Cell:
    """The cell, in one of the workbook's styles."""
    cell = tab.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - it is a merged one only beside the first of a merged range
    cell.style = style
    return cell


def style_of(
    name: str, *, font: Font, fill: PatternFill | None = None, ruled: bool = True, horizontal: Horizontal | None = None
) -> NamedStyle:
    """A named style for wrapped text at the top of its cell."""
    side = Side(style="thin", color=RULE)
    border = Border(left=side, right=side, top=side, bottom=side) if ruled else Border()
    top = Alignment(wrap_text=True, vertical="top", horizontal=horizontal)
    return NamedStyle(name, font=font, fill=fill or PatternFill(), border=border, alignment=top)


def set_height(tab: Worksheet, row: int, texts: Iterable[tuple[str, float]], *, least: float = 0) -> None:
    """Makes a row as tall as its texts need, given each with its column's width: not every program does so by itself."""
    lines = max((_lines(text, width) for text, width in texts), default=1)
    tab.row_dimensions[row].height = min(max(lines * _LINE + 2, least), _TALLEST)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column, words kept whole; widths are in those of the digit 0, as Excel has them."""
    found = 0
    for line in text.split("\n"):
        found, used = found + 1, 0.0
        for word in line.split(" "):
            length = sum(map(_width, word))
            if used and used + length > width:
                found, used = found + 1, 0.0
            found, used = found + int((used + length) // (width + 1)), (used + length) % (width + 1) + 0.5
    return found


def _width(character: str) -> float:
    if character in "iljtfr.,;:'|!()[]-":
        return 0.6
    return 1.9 if character > "\u2e7f" else 1.25 if character.isupper() or character in "mw@%" else 0.93


def solid(colour: str) -> PatternFill:
    """A cell's ground in one colour."""
    return PatternFill("solid", fgColor=colour)


def set_page(tab: Worksheet, *, foot: str, head: str = "", heading_row: int | None = 1, landscape: bool = True) -> None:
    """A4, as wide as the paper, the heading row on every page; at its head and foot some words, and the page's number."""
    tab.page_setup.orientation, tab.page_setup.paperSize = ("landscape" if landscape else "portrait"), 9  # A4
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = 1, 0
    tab.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    tab.page_margins = PageMargins(left=0.5, right=0.5, top=0.5, bottom=0.7, header=0.3, footer=0.3)
    footer = HeaderFooterItem()
    footer.left.text = _running(foot, 120)
    footer.right.text = "Page &P of &N"
    tab.HeaderFooter.oddFooter = footer
    if head:
        header = HeaderFooterItem()
        header.center.text, header.center.font = _running(head, 240), "Arial,Bold"
        tab.HeaderFooter.oddHeader = header
    if heading_row:
        tab.print_title_rows = f"{heading_row}:{heading_row}"


def _running(words: str, longest: int) -> str:
    """One line, in which & is nothing but itself; Excel takes 255 characters with its own signs."""
    return " ".join(office.plain(words).split())[:longest].replace("&", "&&")


def tab_name(title: str, taken: Sequence[str] = ()) -> str:
    """The title as Excel allows it on a tab: 31 characters, none of []:*?/\\, and like no other's, whatever the capitals."""
    name = " ".join(_NAME_FORBIDS.sub(" ", office.plain(title)).split())[:31].strip(" '") or "Sheet"
    if name.casefold() == "history":  # Excel keeps that name for itself
        name = "History list"
    used = {one.casefold() for one in taken}
    tries = (name if n == 1 else f"{name[:26]} ({n})" for n in range(1, len(used) + 2))
    return next(one for one in tries if one.casefold() not in used)
