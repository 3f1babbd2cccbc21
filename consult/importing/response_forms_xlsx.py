"""A response form that was filled in as a workbook: every cell of it read, and all that is wrong told row by row."""

from collections.abc import Iterator, Mapping, Sequence

from consult.domain.response_form import (
    COLUMNS,
    COMMENTS_SHEET,
    GUIDE_SHEET,
    IDENTITY_SHEET,
    Column,
    FilledForm,
    FilledRow,
    Layout,
    RowReport,
    in_quotes,
    same_words,
)
from consult.importing import response_forms_workbook as workbook
from consult.importing.errors import Unreadable
from consult.importing.package import Package
from consult.importing.response_forms_identity import identity
from consult.importing.response_forms_workbook import Book, Cell, Row, Tab, letters

_REMEDIES = {
    workbook.FORMULA: "Write the words themselves; put an apostrophe (') before a sign such as = or -.",
    workbook.DATE: "Format the cell as text and type the words again.",
    workbook.NUMBER: "Format the cell as text and type the words again.",
    workbook.ERROR: "Write the words themselves.",
}
_BACK = "Put the columns back as they were, or download the form again and copy your comments into it."


def read(data: bytes) -> FilledForm:
    """The form; raises Unreadable for a workbook that is none, or does not say which."""
    tabs = Book(Package(data, "Excel")).tabs()
    if IDENTITY_SHEET not in tabs and COMMENTS_SHEET not in tabs:
        raise Unreadable("This workbook is not one of the forms. Download the form, fill it in and send that.")
    said = _pairs(tabs.get(IDENTITY_SHEET))
    who = identity(said, f"its hidden sheet “{IDENTITY_SHEET}” is")
    if COMMENTS_SHEET not in tabs:
        named = ", ".join(f"“{name}”" for name in tabs if name not in (IDENTITY_SHEET, GUIDE_SHEET)) or "none"
        raise Unreadable(f"There is no sheet “{COMMENTS_SHEET}” (there is {named}). Give the sheet its name back.")
    tab, columns = tabs[COMMENTS_SHEET], COLUMNS[who.layout]
    faults = [*_other_sheets(tabs), *_about_sheet(tab), *_headings(tab, columns)]
    if any(fault.row == 1 for fault in faults):
        return FilledForm(who, tab.name, (), tuple(faults))
    body = [row for row in tab.rows if row.number > 1]
    faults += [fault for row in body for fault in _row_faults(tab, columns, row)]
    keys = dict(said) if who.layout is Layout.RESPONSE else {}
    rows = tuple(_filled(columns, row, keys) for row in body if any(c.column < len(columns) for c in row.cells))
    return FilledForm(who, tab.name, rows, tuple(faults))


def _pairs(tab: Tab | None) -> list[tuple[str, str]]:
    """What stands in the first two columns of each row."""
    held = [{cell.column: cell.text for cell in row.cells} for row in (tab.rows if tab else ())]
    return [(cells.get(0, ""), cells.get(1, "")) for cells in held]


def _other_sheets(tabs: Mapping[str, Tab]) -> Iterator[RowReport]:
    for name, tab in tabs.items():
        if name not in (COMMENTS_SHEET, GUIDE_SHEET, IDENTITY_SHEET) and tab.rows:
            wrong = "This sheet does not belong to the form, and nothing on it is read."
            yield RowReport(
                None, name[:31], "", wrong, f"Move what is on it to “{COMMENTS_SHEET}” and delete the sheet."
            )


def _about_sheet(tab: Tab) -> Iterator[RowReport]:
    for area in tab.merged:
        yield RowReport(
            None, tab.name, "", f"The cells {area} were merged.", "Unmerge them, so that each row stands for itself."
        )
    if tab.notes:
        wrong = "There are notes or comments fixed to cells, which are not read."
        yield RowReport(None, tab.name, "", wrong, "Write them into the cells, and delete them.")


def _headings(tab: Tab, columns: Sequence[Column]) -> Iterator[RowReport]:
    """The headings as they were handed out, or what became of each."""
    first = next((row for row in tab.rows if row.number == 1), None)
    found = {cell.column: cell.text for cell in first.cells} if first else {}
    for n, column in enumerate(columns):
        if not same_words(found.get(n, ""), column.heading):
            here = f"is headed {in_quotes(found[n])}" if n in found else "has no heading"
            wrong = f"Column {letters(n)} {here}, where the form has “{column.heading}”."
            yield RowReport(1, tab.name, column.heading, wrong, _BACK)
    for n in sorted(set(found) - set(range(len(columns)))):
        wrong = f"Column {letters(n)} ({in_quotes(found[n])}) was added to the form."
        yield RowReport(1, tab.name, letters(n), wrong, "Move what is in it to the form’s own columns, and delete it.")


def _row_faults(tab: Tab, columns: Sequence[Column], row: Row) -> Iterator[RowReport]:
    for cell in row.cells:
        if cell.column >= len(columns):
            wrong = "There is something in a column that the form does not have."
            yield RowReport(row.number, tab.name, letters(cell.column), wrong, "Move it to one of the form’s columns.")
        elif cell.problem:
            heading = columns[cell.column].heading
            yield RowReport(row.number, tab.name, heading, cell.problem, _REMEDIES[cell.problem])
    if row.hidden and any(_is_input(columns, cell) for cell in row.cells):
        wrong = "The row is hidden, and something is filled in."
        yield RowReport(row.number, tab.name, "", wrong, "Show all rows, and empty those you do not mean to send.")


def _is_input(columns: Sequence[Column], cell: Cell) -> bool:
    return cell.column < len(columns) and not columns[cell.column].fixed


def _filled(columns: Sequence[Column], row: Row, keys: Mapping[str, str]) -> FilledRow:
    cells = {columns[cell.column].name: cell.text for cell in row.cells if cell.column < len(columns)}
    spoilt = frozenset(columns[cell.column].name for cell in row.cells if cell.problem and cell.column < len(columns))
    key = keys.get(f"row {cells.get('row', '').strip()}", "")
    return FilledRow(row.number, {name: text for name, text in cells.items() if name not in spoilt}, key, spoilt)
