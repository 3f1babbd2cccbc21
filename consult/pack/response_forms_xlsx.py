"""Response forms as workbooks: a guide, the sheet to fill in, and a hidden sheet that says which form it is."""

from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from consult.domain.dispositions import Stance
from consult.domain.response_form import (
    COLUMNS,
    COMMENTS_SHEET,
    EXTRA_HINT,
    EXTRA_ROW,
    GUIDE_SHEET,
    IDENTITY_SHEET,
    LONGEST_TEXT,
    Column,
    Form,
    Layout,
    form_rows,
    identity_of,
)
from consult.pack import form_guides
from consult.pack.workbooks import (
    BRAND,
    FONT,
    HEADING,
    INK,
    TINT,
    cell_at,
    finished,
    new_book,
    put_text,
    set_height,
    set_page,
    solid,
    style_of,
)  # fmt: skip

_FIXED, _INPUT, _TITLE, _NAME, _WORDS = "Draft", "To fill in", "Form title", "Fact name", "Guide"
_EXTRA_ROWS = 20
_ISO_ROWS = 30
_LAST_ROW = 2_000  # of the cells one may write in
_TEXT = "@"  # Excel then leaves alone what looks like a date, a number or a formula


def write(form: Form, layout: Layout, *, made_at: datetime, language: str) -> bytes:
    """The form's bytes."""
    guide = form_guides.guide(form, layout, "xlsx")
    book = new_book(title=f"{guide.title}: {form.title}", made_at=made_at, language=language)
    for style in _styles():
        book.add_named_style(style)
    _write_guide(book, guide)
    tab = book.create_sheet(COMMENTS_SHEET)
    _write_headings(tab, layout)
    last = _write_iso(tab, form) if layout is Layout.ISO else _write_rows(tab, form)
    _finish(tab, layout, last, f"{guide.title}: {form.title}, version {form.version}")
    _write_identity(book, form, layout)
    book.active = 0
    return finished(book)


def _styles() -> list[NamedStyle]:
    body = Font(name=FONT, size=11, color=INK)
    writable = style_of(_INPUT, font=body)
    writable.protection, writable.number_format = Protection(locked=False), _TEXT
    return [
        style_of(_FIXED, font=body, fill=solid(TINT)),
        writable,
        style_of(_TITLE, font=Font(name=FONT, size=20, bold=True, color=BRAND), ruled=False),
        style_of(_NAME, font=Font(name=FONT, size=11, bold=True, color=INK), ruled=False),
        style_of(_WORDS, font=body, ruled=False),
    ]


def _write_guide(book: Workbook, guide: form_guides.Guide) -> None:
    tab = book.create_sheet(GUIDE_SHEET)
    tab.sheet_view.showGridLines = False
    tab.column_dimensions["A"].width, tab.column_dimensions["B"].width = 18, 82
    put_text(cell_at(tab, 1, 1, _TITLE), guide.title)
    tab["A1"].alignment = Alignment(wrap_text=False, vertical="top")
    tab.row_dimensions[1].height = 34
    lines = [*guide.facts, ("", ""), ("How to fill it in", "")]
    lines += [(f"{n}.", step) for n, step in enumerate(guide.steps, 1)]
    lines += [("", ""), ("Please note", guide.notice)]
    for row, (name, words) in enumerate(lines, 2):
        put_text(cell_at(tab, row, 1, _NAME), name)
        put_text(cell_at(tab, row, 2, _WORDS), words)
        set_height(tab, row, [(words, 80)], least=20)
        tab.row_dimensions[row].height = (tab.row_dimensions[row].height or 0) + 4
    tab.protection.sheet = True
    set_page(tab, foot=guide.title, heading_row=None, landscape=False)


def _write_headings(tab: Worksheet, layout: Layout) -> None:
    for n, column in enumerate(COLUMNS[layout], 1):
        dimension = tab.column_dimensions[get_column_letter(n)]
        dimension.width = column.width + 1
        put_text(cell_at(tab, 1, n, HEADING), column.heading)
    set_height(tab, 1, [(column.heading, column.width - 2) for column in COLUMNS[layout]])


def _write_rows(tab: Worksheet, form: Form) -> int:
    columns = COLUMNS[Layout.RESPONSE]
    lines = [(str(r.number), r.section, r.paragraph, r.text) for r in form_rows(form)]
    lines += [(EXTRA_ROW, "", "", EXTRA_HINT)] * _EXTRA_ROWS
    for at, fixed in enumerate(lines, 2):
        for n, column in enumerate(columns, 1):
            typed = fixed[0] == EXTRA_ROW and column.name in ("section", "paragraph")
            cell = cell_at(tab, at, n, _FIXED if column.fixed and not typed else _INPUT)
            if n <= len(fixed) and fixed[n - 1]:
                put_text(cell, fixed[n - 1])
        set_height(tab, at, [(words, column.width) for words, column in zip(fixed, columns, strict=False)], least=46)
    return len(lines) + 1


def _write_iso(tab: Worksheet, form: Form) -> int:
    for at in range(2, _ISO_ROWS + 2):
        for n, column in enumerate(COLUMNS[Layout.ISO], 1):
            cell = cell_at(tab, at, n, _FIXED if column.fixed else _INPUT)
            if column.name == "council" and form.council:
                put_text(cell, form.council)
        tab.row_dimensions[at].height = 46
    return _ISO_ROWS + 1


def _finish(tab: Worksheet, layout: Layout, last: int, foot: str) -> None:
    """What helps in filling in: lists to choose from, hints, what is locked, and headings that stay in sight."""
    columns = COLUMNS[layout]
    for n, column in enumerate(columns, 1):
        if not column.fixed:
            validation = _validation(column)
            tab.add_data_validation(validation)
            validation.add(
                f"{get_column_letter(n)}2:{get_column_letter(n)}{_LAST_ROW if layout is Layout.ISO else last}"
            )
            if layout is Layout.ISO:
                below = tab.column_dimensions[get_column_letter(n)]  # beneath the rows that are there
                below.protection, below.number_format = Protection(locked=False), _TEXT
                below.alignment = Alignment(wrap_text=True, vertical="top")
    tab.freeze_panes = "E2" if layout is Layout.RESPONSE else "A2"
    tab.protection.sheet = True
    # False means that one may: rows grow with what is written, and columns can be made wider.
    tab.protection.formatRows = tab.protection.formatColumns = False
    set_page(tab, foot=foot)


def _validation(column: Column) -> DataValidation:
    lists = {"stance": [one.wording for one in Stance], "type": ["ge", "te", "ed"]}
    if column.name in lists:
        found = DataValidation("list", formula1=f'"{",".join(lists[column.name])}"', allow_blank=True)
        found.errorTitle, found.error = column.heading, column.hint
    else:
        found = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(LONGEST_TEXT))
        found.errorTitle, found.error = "Too long", f"{LONGEST_TEXT:,} characters is the most that is taken."
    found.promptTitle, found.prompt = column.heading[:32], column.hint
    found.showInputMessage = found.showErrorMessage = True
    return found


def _write_identity(book: Workbook, form: Form, layout: Layout) -> None:
    """Plain to see for whoever shows hidden sheets, and nothing in it that is not in the form's address."""
    tab = book.create_sheet(IDENTITY_SHEET)
    tab.sheet_state = "hidden"
    said = identity_of(form, layout)
    lines = [
        ("This sheet says which form this is. Leave it as it is.", ""),
        ("form", said.form),
        ("layout", said.layout.value),
        ("consultation", said.slug),
        ("version", str(said.version)),
        ("whole", "yes" if said.whole else "no"),
        ("digest", said.digest),
        *(("section", key) for key in said.sections),
        *((f"row {row.number}", row.key) for row in form_rows(form) if layout is Layout.RESPONSE),
    ]
    for at, (name, value) in enumerate(lines, 1):
        put_text(cell_at(tab, at, 1, _NAME), name)
        put_text(cell_at(tab, at, 2, _WORDS), value)
    tab.column_dimensions["A"].width, tab.column_dimensions["B"].width = 50, 80
    tab.protection.sheet = True
