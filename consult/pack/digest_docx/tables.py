"""Tables of the page as Word tables: fixed widths, header rows that are repeated, and words for those who hear it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from consult.domain.typed_numbers import number_in
from consult.pack import office
from consult.pack.digest_docx.cursor import Cursor
from consult.pack.digest_docx.inline import Line
from consult.pack.digest_docx.paper import Paper
from consult.pack.digest_docx.styles import CELL, CELL_HEAD, CELL_NUMBER, GUTTER, ROOM
from consult.pack.draft_docx_tables import Placed, placed, widths
from consult.pack.wordml import borders, w
from consult.pack.workbooks import BRAND, RULE

_TO_WRITE = "1100"  # twentieths of a point: the height of a row to be filled in by hand
_TWIPS = 56.7  # twentieths of a point in a millimetre
_BLOCKS = {"p", "ul", "ol", "div"}


Starts = Mapping[HtmlElement, int]
"""Where the words of an element begin, among those that comments are anchored in."""


@dataclass(frozen=True, slots=True)
class _Cell:
    element: HtmlElement
    columns: int
    rows: int

    @property
    def is_header(self) -> bool:
        return str(self.element.tag) == "th"


def table(
    paper: Paper, source: HtmlElement, cursor: Cursor, starts: Starts, *, indented: bool
) -> etree._Element | None:
    """The table; None where it has no cells. `cursor` knows the comments, which count by `starts`."""
    rows = [(row, cells) for row in source.iter("tr") if (cells := _cells_of(row))]
    if not rows:
        return None
    grid = _Grid(list(placed([cells for _, cells in rows])), ROOM - GUTTER if indented else ROOM)
    columns = w("tblGrid", *(w("gridCol", w=str(one)) for one in grid.widths))
    made = w("tbl", _properties(source, sum(grid.widths), GUTTER if indented else 0), columns)
    heads = next((n for n, (_, cells) in enumerate(rows) if not all(cell.is_header for cell in cells)), 0)
    for n, (row, _) in enumerate(rows):
        shape = w("trPr", w("cantSplit"), *([w("tblHeader")] if n < heads else []))
        if "blank" in (source.get("class") or "").split() and n >= heads:
            shape.insert(1, w("trHeight", val=_TO_WRITE, hRule="atLeast"))
        made.append(w("tr", shape, *_Row(paper, cursor, starts, grid).cells(n, row.get("id") or "")))
    return made


def _cells_of(row: HtmlElement) -> list[_Cell]:
    return [_Cell(one, _span(one, "colspan"), _span(one, "rowspan")) for one in row if one.tag in ("th", "td")]


def _span(cell: HtmlElement, name: str) -> int:
    return max(1, min(number_in(cell.get(name)) or 1, 1_000))


class _Grid:
    """Which cells stand in which row, and how wide the columns are."""

    def __init__(self, cells: Sequence[Placed[_Cell]], room: float) -> None:
        columns = max(right for *_, right, _ in cells) + 1
        texts = ((left, "".join(one.element.itertext())) for _, left, _, right, one in cells if left == right)
        self.widths = [round(_TWIPS * share) for share in widths(texts, columns, room)]
        self.rows: dict[int, list[Placed[_Cell]]] = {}
        for one in sorted(cells, key=lambda cell: cell[1]):
            for row in range(one[0], one[2] + 1):
                self.rows.setdefault(row, []).append(one)


@dataclass(frozen=True, slots=True)
class _Row:
    paper: Paper
    cursor: Cursor
    starts: Starts
    grid: _Grid

    def cells(self, at: int, anchor: str) -> Iterator[etree._Element]:
        """The row's cells; the first that has words bears the row's anchor."""
        wide, through = self.grid.widths, 0
        for top, left, bottom, right, cell in self.grid.rows.get(at, []):
            if left > through:
                yield _blank(wide[through:left])
            shape = w("tcPr", w("tcW", w=str(sum(wide[left : right + 1])), type="dxa"))
            if right > left:
                shape.append(w("gridSpan", val=str(right - left + 1)))
            if bottom > top:
                shape.append(w("vMerge", val="restart" if at == top else "continue"))
            lines = self._lines(cell) if at == top else [Line(self.paper, CELL)]
            if anchor:
                lines[0].bookmark(anchor)
                anchor = ""
            yield w("tc", shape, *(line.finished() for line in lines))
            through = right + 1
        if through < len(wide):
            yield _blank(wide[through:])

    def _lines(self, cell: _Cell) -> list[Line]:
        """The cell's words: a paragraph for each there is on the page, else one."""
        classes = (cell.element.get("class") or "").split()
        heads_column = cell.is_header and cell.element.get("scope") != "row"
        style = CELL_NUMBER if "amount" in classes else CELL_HEAD if heads_column else CELL
        inner = [child for child in cell.element if child.tag in _BLOCKS]
        found = inner if inner and not (cell.element.text or "").strip() else [cell.element]
        return [self._line(element, style) for element in found]

    def _line(self, element: HtmlElement, style: str) -> Line:
        self.cursor.position = self.starts.get(element, self.cursor.position)
        return Line(self.paper, style, self.cursor).walk(element)


def _blank(wide: Sequence[int]) -> etree._Element:
    """Where a row has no cell."""
    span = [w("gridSpan", val=str(len(wide)))] if len(wide) > 1 else []
    return w("tc", w("tcPr", w("tcW", w=str(sum(wide)), type="dxa"), *span), w("p"))


def _properties(source: HtmlElement, width: int, indent: float) -> etree._Element:
    caption = source.find("caption")
    words = "" if caption is None else " ".join(office.plain("".join(caption.itertext())).split())
    thin = borders("x", ("bottom", "insideH"), RULE[2:])
    return w(
        "tblPr",
        w("tblW", w=str(width), type="dxa"),
        w("tblInd", w=str(round(_TWIPS * indent)), type="dxa"),
        w("tblBorders", *borders("x", ("top",), BRAND[2:], eighths=8), *thin),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w="0", type="dxa"), w("right", w="113", type="dxa")),
        w("tblLook", val="00A0", firstRow="1", firstColumn="1", noHBand="1", noVBand="1"),
        *([w("tblCaption", val=words)] if words else []),
    )
