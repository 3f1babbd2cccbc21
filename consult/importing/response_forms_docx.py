"""A response form that was filled in as a Word document: the cells of its table, as they read with all changes accepted."""

from collections.abc import Iterator, Sequence

from lxml import etree

from consult.domain.response_form import (
    COLUMNS,
    PROPERTY,
    Column,
    FilledForm,
    FilledRow,
    Layout,
    RowReport,
    in_quotes,
    same_words,
)
from consult.importing.errors import Unreadable
from consult.importing.package import Package, is_on, qn, value
from consult.importing.response_forms_identity import identity

TABLE = "Table"
_PASSED_OVER = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tcPr", "sdtPr")
) | {qn("mc:Fallback")}
_CHARACTERS = {
    qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}  # fmt: skip
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_BACK = "Put the columns back as they were, or download the form again and copy your comments into it."


def read(data: bytes) -> FilledForm:
    """The form; raises Unreadable for a document that is none, or does not say which."""
    package = Package(data)
    root = package.xml(package.main)
    if root is None or next(root.iter(qn("w:tbl")), None) is None:
        raise Unreadable("This Word document is not one of the forms. Download the form, fill it in and send that.")
    who = identity(_properties(package), "its properties are")
    columns = COLUMNS[who.layout]
    tables = [_Table(one, columns) for one in root.iter(qn("w:tbl"))]
    table = max(tables, key=lambda one: one.likeness)
    faults = [*_about_document(root, table, tables), *table.heading_faults()]
    if any(fault.row == 1 for fault in faults):
        return FilledForm(who, TABLE, (), tuple(faults))
    rows = []
    for number, row in enumerate(table.rows[1:], 2):
        faults += table.row_faults(number, row)
        filled = table.filled(number, row, keyed=who.layout is Layout.RESPONSE)
        rows += [filled] if any(text.strip() for text in filled.cells.values()) else []
    return FilledForm(who, TABLE, tuple(rows), tuple(faults))


def _properties(package: Package) -> list[tuple[str, str]]:
    root = package.xml("docProps/custom.xml")
    found = []
    for one in root if root is not None else ():
        name = one.get("name", "") if isinstance(one.tag, str) else ""
        if name.startswith(PROPERTY):
            found.append((name.removeprefix(PROPERTY), "".join(str(piece) for piece in one.itertext())))
    return sorted(found, key=lambda pair: (len(pair[0]), pair[0]))  # "sections 2" before "sections 10"


class _Table:
    """A table that may be the form's."""

    def __init__(self, element: etree._Element, columns: Sequence[Column]) -> None:
        self.element, self.columns = element, columns
        self.rows = [row for row in element.iter(qn("w:tr")) if _nearest(row, "w:tbl") is element]
        self.headings = [_first_line(cell) for cell in self.cells(self.rows[0])] if self.rows else []
        own = [column.heading for column in columns]
        self.likeness = sum(any(same_words(one, other) for other in own) for one in self.headings)

    def cells(self, row: etree._Element) -> list[etree._Element]:
        """The cells of a row; not those of tables inside them."""
        return [cell for cell in row.iter(qn("w:tc")) if _nearest(cell, "w:tr") is row]

    def heading_faults(self) -> Iterator[RowReport]:
        """The headings as they were handed out, or what became of each."""
        for n, column in enumerate(self.columns):
            here = self.headings[n] if n < len(self.headings) else ""
            if not same_words(here, column.heading):
                is_headed = f"is headed {in_quotes(here)}" if here.strip() else "has no heading"
                wrong = f"Column {n + 1} {is_headed}, where the form has “{column.heading}”."
                yield RowReport(1, TABLE, column.heading, wrong, _BACK)
        for n, heading in enumerate(self.headings[len(self.columns) :], len(self.columns) + 1):
            wrong = f"Column {n} ({in_quotes(heading)}) was added to the form."
            yield RowReport(1, TABLE, "", wrong, "Move what is in it to the form’s own columns, and delete it.")

    def row_faults(self, number: int, row: etree._Element) -> Iterator[RowReport]:
        """What is wrong with a row whatever it says."""
        cells = self.cells(row)
        merged = [
            cell for cell in cells for name in ("w:gridSpan", "w:vMerge") if cell.find(f".//{qn(name)}") is not None
        ]
        if merged or len(cells) != len(self.columns):
            wrong = "Cells of this row were merged or split, or are missing."
            yield RowReport(number, TABLE, "", wrong, "Give the row one cell for each column.")
        for cell, column in zip(cells, self.columns, strict=False):
            if next(cell.iter(*_PICTURES), None) is not None:
                wrong = "There is a picture or an object in this cell, which cannot be taken."
                yield RowReport(number, TABLE, column.heading, wrong, "Take it out, and say in words what it shows.")

    def filled(self, number: int, row: etree._Element, *, keyed: bool) -> FilledRow:
        """What stands in a row."""
        cells = self.cells(row)
        said = {column.name: _text(cell) for cell, column in zip(cells, self.columns, strict=False)}
        key = _hidden(cells[0]) if keyed and cells else ""
        return FilledRow(number, {name: text for name, text in said.items() if text}, key)


def _about_document(root: etree._Element, table: _Table, tables: Sequence[_Table]) -> Iterator[RowReport]:
    if any(one is not table and one.likeness >= len(table.columns) // 2 for one in tables):
        yield RowReport(None, TABLE, "", "The table is in more than one piece.", "Join the pieces to one table.")
    if next(root.iter(qn("w:commentReference")), None) is not None:
        wrong = "There are comments in the margin, which are not read."
        yield RowReport(None, "", "", wrong, "Write them into the table, and delete them.")
    if next(root.iter(qn("w:altChunk")), None) is not None:
        yield RowReport(None, "", "", "A file was inserted into this one, which is not read.", "Copy its text in.")
    beneath = [p for p in table.element.itersiblings(qn("w:p")) if _text(p).strip()]
    if beneath:
        wrong = f"There is text beneath the table, which is not read (“{_text(beneath[0]).strip()[:60]}”)."
        yield RowReport(None, TABLE, "", wrong, "Write it into a row of the table.")


def _nearest(element: etree._Element, name: str) -> etree._Element | None:
    return next(element.iterancestors(qn(name)), None)


def _first_line(cell: etree._Element) -> str:
    """A heading's own words: a hint stands beneath them."""
    return next((_text(paragraph) for paragraph in cell.iter(qn("w:p"))), "")


def _text(element: etree._Element) -> str:
    """The words as they are read with all changes accepted: paragraphs and lines ended by LF, no hidden text."""
    paragraphs = [element] if element.tag == qn("w:p") else list(element.iter(qn("w:p")))
    return "\n".join(_bullet(paragraph) + "".join(_pieces(paragraph)) for paragraph in paragraphs)


def _bullet(paragraph: etree._Element) -> str:
    """A list's numbers are not in its words; that it is a list should not be lost."""
    number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return "• " if value(number) not in (None, "0") and "".join(_pieces(paragraph)).strip() else ""


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _PASSED_OVER or _is_hidden(child):
            continue
        if child.tag in (qn("w:t"), qn("m:t")):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag != qn("w:p"):  # one in a box, which is read by itself
            yield from _pieces(child)


def _is_hidden(run: etree._Element) -> bool:
    return run.tag == qn("w:r") and is_on(run.find(f"{qn('w:rPr')}/{qn('w:vanish')}"))


def _hidden(cell: etree._Element) -> str:
    """The key that a row of the form carries unseen."""
    return "".join(t.text or "" for run in cell.iter(qn("w:r")) if _is_hidden(run) for t in run.iter(qn("w:t"))).strip()
