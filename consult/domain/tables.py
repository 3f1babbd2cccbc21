"""A table of a draft as rows of cells.

For tables as the importer leaves them: one `<table>`, a caption before the rows, cells of inline markup.
"""

from dataclasses import dataclass

from consult.domain import markup
from consult.domain.marked_words import Bit, bits


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its start tag with attributes, and what is in it."""

    tag: str
    held: tuple[Bit, ...]

    @property
    def text(self) -> str:
        return "".join(bit.text for bit in self.held)


@dataclass(frozen=True, slots=True)
class Row:
    """A row, of the head of the table or of its body."""

    head: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells."""

    caption: tuple[Bit, ...]
    rows: tuple[Row, ...]


def table(html: str) -> Table:
    """Reads a table. White space between rows and cells is no part of it."""
    caption: tuple[Bit, ...] = ()
    rows: list[Row] = []
    head, inside, opened = False, "", ""
    held: list[str] = []
    cells: list[Cell] = []
    for token in markup.tokens(html):
        name = markup.tag_name(token) if token.startswith("<") else ""
        closing = token.startswith("</")
        if inside and not (closing and name == inside):
            held.append(token)
        elif inside == "caption":
            caption, inside = bits("".join(held)), ""
        elif inside:
            cells.append(Cell(opened, bits("".join(held))))
            inside = ""
        elif name in ("td", "th", "caption") and not closing:
            inside, opened, held = name, token, []
        elif name == "thead":
            head = not closing
        elif name == "tr" and closing:
            rows.append(Row(head, tuple(cells)))
            cells = []
    return Table(caption, tuple(rows))
