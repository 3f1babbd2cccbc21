"""Lists as spreadsheets: registers that open well in Excel, print well, and hold nothing but what they show."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from consult.pack import office
from consult.pack.workbooks import (
    DAY,
    ENTRY,
    FORMULA,
    HEADING,
    LINK,
    cell_at,
    finished,
    new_book,
    put_text,
    set_height,
    set_page,
    tab_name,
)

LONGEST_CELL = 32_767
"""The most an Excel cell holds, in UTF-16 units: characters beyond the Basic Multilingual Plane (emoji) count twice."""

_CONTINUES, _CONTINUED = " … (continued in the next row)", "(continued) … "
_PART = LONGEST_CELL - len(_CONTINUES) - len(_CONTINUED)
_FIRST_DAY = date(1900, 3, 1)  # Excel believes that 29 February 1900 existed
_LONGEST_ADDRESS = 2_079
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)


class ColumnKind(StrEnum):
    """How the values of a column are shown: a datetime in a column of dates as its day, a text among links as an address."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `width` is about that many characters of body text."""

    heading: str
    width: float = 20
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Link:
    """A web address (http, https or mailto) behind some words. Any other address is left out; the words stay."""

    text: str
    address: str


Value = str | int | float | date | datetime | Link | None
"""What a cell holds. An aware datetime is written as its own clock shows it: convert it to the readers' zone first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list, with a value for each column in each row. Its title becomes the tab's name as far as Excel allows."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def workbook(
    sheets: Sequence[Sheet], *, title: str, made_at: datetime, language: str = "en-GB", head: str = ""
) -> bytes:
    """An .xlsx of one or more sheets; the same sheets and `made_at` (aware) give the same bytes.

    No text becomes a formula, whatever it begins with. Control characters that XML cannot hold are left out. A text longer
    than a cell can hold goes on in rows beneath, marked, with the row's other cells repeated so that it is sorted and
    filtered with them. `head` is printed above every page. Raises ValueError where a row has more or fewer values than there
    are columns.
    """
    book = new_book(title=title, made_at=made_at, language=language)
    for sheet in sheets:
        tab = book.create_sheet(tab_name(sheet.title, book.sheetnames))
        _fill(tab, sheet)
        set_page(tab, foot=title if sheet.title in title else f"{title}: {sheet.title}", head=head)
    return finished(book)


def csv_text(sheet: Sheet) -> bytes:
    """The list as CSV: UTF-8 with a byte order mark, lines ended by CRLF, every text in quotation marks.

    A text that a spreadsheet would take for a formula gets an apostrophe before it, which is then part of the file. Days
    are written 2021-03-15, times 2021-03-15 10:00; of a link only the words are given.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([_in_csv(column.heading, ColumnKind.TEXT) for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_in_csv(value, column.kind) for column, value in zip(sheet.columns, row, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _fill(tab: Worksheet, sheet: Sheet) -> None:
    widths = [column.width + 2 for column in sheet.columns]
    for n, column in enumerate(sheet.columns, 1):
        tab.column_dimensions[get_column_letter(n)].width = widths[n - 1]
        heading = cell_at(tab, 1, n, HEADING)
        put_text(heading, column.heading)
        if column.kind is ColumnKind.NUMBER:
            heading.alignment = Alignment(wrap_text=True, vertical="top", horizontal="right")
    # A heading leaves room for the button of the filter.
    set_height(tab, 1, [(column.heading, width - 4) for column, width in zip(sheet.columns, widths, strict=True)])
    rows = [part for row in sheet.rows for part in _parts(row)]
    for at, row in enumerate(rows, 2):
        for n, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            _put(cell_at(tab, at, n, ENTRY), _shown(value, column.kind))
        set_height(
            tab, at, [(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)]
        )
    tab.freeze_panes = "A2"
    tab.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(rows) + 1}"


def _parts(row: Sequence[Value]) -> Iterator[list[Value]]:
    """The row, or as many as its longest text takes."""
    cut = [_pieces(office.plain(value)) if isinstance(value, str) else [value] for value in row]
    most = max(map(len, cut), default=1)
    for n in range(most):
        yield [pieces[n] if n < len(pieces) else (pieces[0] if len(pieces) == 1 else "") for pieces in cut]


def _pieces(text: str) -> list[str]:
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_CELL:
        return [text]
    pieces, rest = [], text
    while len(rest.encode("utf-16-le")) > 2 * _PART:
        kept = rest.encode("utf-16-le")[: 2 * _PART].decode("utf-16-le", "ignore")  # never half a character
        pieces.append(kept)
        rest = rest[len(kept) :]
    pieces.append(rest)
    last = len(pieces) - 1
    return [f"{_CONTINUED if n else ''}{piece}{_CONTINUES if n < last else ''}" for n, piece in enumerate(pieces)]


def _shown(value: Value, kind: ColumnKind) -> Value:
    """The value as the column shows it: with no zone, no parts of a minute, and no day that Excel does not know."""
    if isinstance(value, str) and kind is ColumnKind.LINK:
        return Link(value, value)
    if isinstance(value, datetime):
        value = value.date() if kind is ColumnKind.DATE else value.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, date) and value.timetuple()[:3] < _FIRST_DAY.timetuple()[:3]:
        return _in_words(value)
    return value


def _in_words(day: date | datetime) -> str:
    return f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else day.isoformat()


def _put(cell: Cell, value: Value) -> None:
    match value:
        case str():
            put_text(cell, value)
        case Link():
            if len(value.address) <= _LONGEST_ADDRESS and _SAFE_ADDRESS.fullmatch(value.address):
                cell.style = LINK
                cell.hyperlink = value.address
            put_text(cell, value.text)
        case datetime():
            cell.style, cell.value, cell.number_format = DAY, value, "d mmm yyyy hh:mm"
        case date():
            cell.style, cell.value, cell.number_format = DAY, value, "d mmm yyyy"
        case _:
            cell.value = value


def _in_csv(value: Value, kind: ColumnKind) -> str | int | float:
    value = value.text if isinstance(value, Link) else value
    if isinstance(value, datetime) and kind is ColumnKind.DATE:
        value = value.date()
    if isinstance(value, date):
        return _in_words(value)
    text = office.plain(value) if isinstance(value, str) else ("" if value is None else value)
    return f"'{text}" if isinstance(text, str) and FORMULA.match(text) else text
