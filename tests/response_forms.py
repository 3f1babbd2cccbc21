"""A draft to hand out forms of, and ways to fill them in as people do."""

import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.document import Document
from docx.table import Table
from openpyxl.workbook import Workbook

from consult.domain.response_form import (
    COLUMNS,
    COMMENTS_SHEET,
    EXTRA_ROW,
    FilledRow,
    Form,
    FormParagraph,
    FormSection,
    Layout,
)
from consult.importing import read_draft
from consult.pack.response_forms import response_form

AT = datetime(2021, 2, 1, 10, 0, tzinfo=UTC)
_DRAFT = Path(__file__).parents[1] / "consult" / "demo" / "refresh.md"


def _key(*of: object) -> str:
    return hashlib.md5(repr(of).encode(), usedforsecurity=False).hexdigest()


def whole_draft() -> Form:
    """The demonstration's refresh, as it would be published."""
    sections = []
    for n, section in enumerate(read_draft(_DRAFT.read_bytes(), "refresh.md").sections):
        paragraphs = [FormParagraph(_key(n, m), p.label, p.text) for m, p in enumerate(section.paragraphs)]
        sections.append(FormSection(_key(n), section.heading, tuple(paragraphs), section.number, section.level))
    return Form(
        slug="refresh-2025",
        title="Community safety strategy: annual refresh",
        version=3,
        sections=tuple(sections),
        whole=True,
        panel="Norfolk Countywide Community Safety Partnership Scrutiny Sub-Panel",
        closes="noon on Friday 26 February 2021",
        contact="Committee Officer, 01603 000000",
    )


def one_section(n: int = 1) -> Form:
    """A form of one section of it."""
    draft = whole_draft()
    return replace(draft, sections=draft.sections[n : n + 1], whole=False)


def made(form: Form, layout: Layout = Layout.RESPONSE, kind: str = "xlsx") -> bytes:
    """A form as it is handed out."""
    return response_form(form, layout, kind, made_at=AT)


Cells = Mapping[int, Mapping[str, Any]]
"""What is typed: by the row's number, by the column's name."""


def at(layout: Layout, name: str) -> int:
    """A column's position, from 0."""
    return [column.name for column in COLUMNS[layout]].index(name)


def in_excel(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after somebody did something to it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def in_word(data: bytes, change: Callable[[Document], object]) -> bytes:
    """The document after somebody did something to it."""
    document = docx.Document(io.BytesIO(data))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def typing(cells: Cells, layout: Layout = Layout.RESPONSE) -> Callable[[Workbook], None]:
    """Types into a workbook as people do: what is text to them is text in the cell."""

    def change(book: Workbook) -> None:
        for row, said in cells.items():
            for name, words in said.items():
                cell = book[COMMENTS_SHEET].cell(row, at(layout, name) + 1)
                cell.value = words
                if isinstance(words, str):
                    cell.data_type = "s"

    return change


def form_table(document: Document) -> Table:
    """The table that is filled in."""
    return document.tables[-1]


def writing(cells: Cells, layout: Layout = Layout.RESPONSE) -> Callable[[Document], None]:
    """Writes into a Word form's table; rows that are not there are added at its end."""

    def change(document: Document) -> None:
        table = form_table(document)
        for row, said in cells.items():
            while len(table.rows) < row:
                table.add_row()
            for name, words in said.items():
                table.rows[row - 1].cells[at(layout, name)].text = words

    return change


def filled(cells: Cells, layout: Layout = Layout.RESPONSE, kind: str = "xlsx", form: Form | None = None) -> bytes:
    """A form handed out and filled in."""
    data = made(form or one_section(), layout, kind)
    return in_excel(data, typing(cells, layout)) if kind == "xlsx" else in_word(data, writing(cells, layout))


def further_rows(form: Form) -> int:
    """The number of the first row for a further comment."""
    return sum(1 + len(section.paragraphs) for section in form.sections) + form.whole + 2


def cells_of(rows: Sequence[FilledRow], layout: Layout = Layout.RESPONSE) -> dict[int, dict[str, str]]:
    """What was typed, by row and column."""
    ours = {column.name for column in COLUMNS[layout] if not column.fixed}
    found = {}
    for row in rows:
        names = ours | ({"section", "paragraph"} if row.cells.get("row") == EXTRA_ROW else set())
        if said := {name: text for name, text in row.cells.items() if name in names}:
            found[row.row] = said
    return found
