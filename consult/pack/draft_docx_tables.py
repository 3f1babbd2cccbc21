"""The tables of a draft as Word tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table

from consult.domain import markup
from consult.domain.draft import Paragraph
from consult.pack.draft_docx_text import Cell, Writer, rows_of

_WIDTH = 160  # millimetres between the margins
_NARROWEST = 14


class Spanning(Protocol):
    """A cell that may cover more than one column and row."""

    @property
    def columns(self) -> int: ...
    @property
    def rows(self) -> int: ...


Of = TypeVar("Of", bound=Spanning)
Placed = tuple[int, int, int, int, Of]  # row and column where it begins, row and column where it ends


def write_table(document: Document, writer: Writer, paragraph: Paragraph) -> None:
    """Adds the table at the end of the document, its header rows repeated on each page."""
    caption, rows = rows_of(paragraph.html)
    if caption:
        writer.write(document.add_paragraph(style="Caption"), caption)
    cells = list(placed(rows))
    if not cells:
        return
    width = max(right for _, _, _, right, _ in cells) + 1
    table = document.add_table(len(rows), width, "Table Grid")
    grid = table._cells  # asked for once: the document is searched each time
    for top, left, bottom, right, cell in cells:
        place = grid[top * width + left]
        if (top, left) != (bottom, right):
            place = place.merge(grid[bottom * width + right])
        writer.write(place.paragraphs[0], cell.html, bold=cell.is_header)
    _set_rows(table, rows)
    _set_widths(table, cells, width)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def placed(rows: Sequence[Sequence[Of]]) -> Iterator[Placed[Of]]:
    """Each cell with the places it covers, as a browser lays them out; one that would cover another's is cut back."""
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in taken:
                left += 1
            right = left
            while right < left + cell.columns - 1 and (top, right + 1) not in taken:
                right += 1
            bottom = min(top + cell.rows, len(rows)) - 1
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            yield top, left, bottom, right, cell
            left = right + 1


def _set_rows(table: Table, rows: Sequence[Sequence[Cell]]) -> None:
    for made, row in zip(table.rows, rows, strict=True):
        properties = made._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if all(cell.is_header for cell in row):
            properties.append(OxmlElement("w:tblHeader"))
    for place in table._cells:
        for line in place.paragraphs:
            line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)


def _set_widths(table: Table, cells: Sequence[Placed[Cell]], width: int) -> None:
    texts = ((left, markup.text_of(cell.html)) for _, left, _, right, cell in cells if left == right)
    table.autofit = False
    for n, share in enumerate(widths(texts, width, _WIDTH)):
        own = Mm(share)
        table.columns[n].width = own
        for row in table._tbl.tr_lst:
            for place in row.tc_lst:
                if place.grid_offset == n and place.grid_span == 1:
                    place.width = own


def widths(texts: Iterable[tuple[int, str]], columns: int, room: float) -> list[float]:
    """How wide each column is, in millimetres: by the root of its longest text, so that a long text does not take all.

    `texts` are those of the cells that cover one column, each with its column.
    """
    weights = [1.0] * columns
    for column, text in texts:
        longest = max((len(word) for word in text.split()), default=0)
        weights[column] = max(weights[column], len(text) ** 0.5, longest / 2)
    spare = max(0.0, room - _NARROWEST * columns)
    return [_NARROWEST + spare * one / sum(weights) if spare else room / columns for one in weights]
