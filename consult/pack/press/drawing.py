"""A laid-out block taken apart: its lines of words, what lies behind them, and where a page may part it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import block_level_page_break

from consult.pack.press import painting
from consult.pack.press.ink import ARTIFACT, Drawn, Pen
from consult.pack.press.parts import AVOIDED, DIRE, FREE, Backdrop, Cut, Line
from consult.pack.press.unknown import Unknown

Box = Any
_AVOIDS = {"avoid", "avoid-page"}
_NO_CUTS = -1
NEAR = 0.01  # px: two edges so near are one


class Drawing:
    """What one block draws. Call `take` with its box; then read `lines`, `backdrops`, `cuts` and `headers`."""

    def __init__(self, pen: Pen, page: Box, runs: dict[Any, int]) -> None:
        self._pen, self._page, self._runs = pen, page, runs
        self.lines: list[Line] = []
        self.backdrops: list[Backdrop] = []
        self.cuts: list[Cut] = []
        self.headers: list[tuple[float, float]] = []
        self._around: list[Box] = []
        self._bodies: list[tuple[float, float, int]] = []

    def take(self, box: Box) -> None:
        """Draws a block and finds where it may be parted."""
        self._box(box, FREE)
        free = [cut for cut in self.cuts if not self._crossed(cut)]
        ends = sorted(cut.end for cut in free)
        for gap in _gaps([(line.top, line.bottom) for line in self.lines], DIRE):
            at = bisect_left(ends, gap.end - NEAR)
            if at == len(ends) or ends[at] > gap.start + NEAR:
                free.append(gap._replace(header=self._header_above(gap.end)))
        self.cuts = sorted(free, key=lambda cut: (cut.end, cut.start))

    def _header_above(self, y: float) -> int:
        """The header of the table whose rows are at a height, -1 for none."""
        return next((header for top, bottom, header in self._bodies if top + NEAR < y < bottom - NEAR), -1)

    def _crossed(self, cut: Cut) -> bool:
        return any(line.top < cut.end - NEAR and line.bottom > cut.start + NEAR for line in self.lines)

    def _box(self, box: Box, level: int) -> None:
        box = getattr(box, "_box", box)
        if box.style["break_inside"] in _AVOIDS and level == FREE:
            level = AVOIDED
        self._around.append(box)
        self._kind_of(box, level)
        self._around.pop()

    def _kind_of(self, box: Box, level: int) -> None:
        if box.is_floated() or box.is_absolutely_positioned() or _stands_apart(box):
            self._whole(box)
        elif isinstance(box, boxes.TableBox):
            self._table(box, level)
        elif isinstance(box, boxes.ReplacedBox):
            self._behind(box)
            self._line(box.border_box_y(), box.border_box_y() + box.border_height(), painting.picture, box)
        elif isinstance(box, (boxes.FlexContainerBox, boxes.GridContainerBox)):
            self._beside(box, level)
        elif isinstance(box, boxes.BlockContainerBox):
            self._behind(box)
            self._flow(box, level)
        else:
            raise Unknown(f"A box of the kind {type(box).__name__}")

    def _flow(self, box: Box, level: int) -> None:
        if box.style["column_count"] != "auto" or box.style["column_width"] != "auto":
            raise Unknown("Words in columns")
        lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
        before: Box | None = None
        for child in box.children:
            if isinstance(child, boxes.LineBox):
                self._words(child)
                continue
            if child.is_in_normal_flow():
                if before is not None:
                    self._cut_between(before, child, level)
                before = child
            self._box(child, level)
        for number in range(1, len(lines)) if level != _NO_CUTS else ():
            line = lines[number]
            if number >= line.style["orphans"] and len(lines) - number >= line.style["widows"]:
                self.cuts.append(Cut(level, _bottom(lines[number - 1]), line.position_y, -1))

    def _cut_between(self, before: Box, after: Box, level: int, header: int = -1) -> None:
        asked = block_level_page_break(before, after)
        if asked not in {"auto", "avoid", "avoid-page", "column", "avoid-column"}:
            raise Unknown("A page break is forced inside a block")
        if level != _NO_CUTS:
            wanted = max(level, AVOIDED) if asked in _AVOIDS else level
            self.cuts.append(Cut(wanted, _bottom(before), _top(after), header))

    def _beside(self, box: Box, level: int) -> None:
        """Boxes side by side are parted where a row of them ends."""
        self._behind(box)
        for child in box.children:
            self._box(child, _NO_CUTS)
        if level != _NO_CUTS:
            rows = [(_top(child), _bottom(child)) for child in box.children if child.is_in_normal_flow()]
            self.cuts += _gaps(rows, level)

    def _table(self, table: Box, level: int) -> None:
        self._behind_table(table)
        header = -1
        before: Box | None = None
        reaches = 0
        for group in table.children:
            if group.is_header:
                header = len(self.headers)
                self.headers.append((group.position_y, group.position_y + group.height))
                self._bodies.append((self.headers[-1][1], _bottom(table), header))
            for row in group.children:
                if before is not None and not group.is_header and not reaches:
                    self._cut_between(before, row, level, header)
                for cell in row.children:
                    for child in cell.children:
                        self._words(child) if isinstance(child, boxes.LineBox) else self._box(child, _NO_CUTS)
                reaches = max([reaches - 1, *(cell.rowspan - 1 for cell in row.children), 0])
                before = None if group.is_header else row

    def _behind_table(self, table: Box) -> None:
        """As `weasyprint.draw.draw_table` does it, a row's own backgrounds and borders each for itself."""
        columns = [column for group in table.column_groups for column in (group, *group.children)]
        rows = [part for group in table.children for part in (group, *group.children)]
        collapsed = table.style["border_collapse"] == "collapse"
        cells = [
            cell
            for group in table.children
            for row in group.children
            for cell in row.children
            if collapsed or cell.style["empty_cells"] == "show" or not cell.empty
        ]
        for box in (table, *columns, *rows, *cells):
            self._backdrop(box, draw.draw_background, box.background)
        if collapsed:
            self.backdrops += _collapsed_borders(self._pen, table)
        else:
            for box in (table, *cells):
                self._backdrop(box, draw.draw_border, box)

    def _behind(self, box: Box) -> None:
        self._backdrop(box, painting.behind, box)

    def _backdrop(self, box: Box, paint: Any, *arguments: Any) -> None:
        drawn = self._pen.drawn({}, paint, *arguments)
        if drawn:
            top = box.position_y if isinstance(box, boxes.TableRowBox) else _top(box)
            self.backdrops.append(Backdrop(top, _bottom(box), b"\n".join(_only_artifacts(drawn))))

    def _words(self, line: Box) -> None:
        self._line(*_reach(line), painting.line, line, self._page)

    def _whole(self, box: Box) -> None:
        """A box that is drawn with all in it, and never parted: a float, or one with a layer of its own."""
        top = box.position_y
        self._line(top, top + box.margin_height(), painting.whole, box, self._page)

    def _line(self, top: float, bottom: float, paint: Any, box: Box, *arguments: Any) -> None:
        self._pen.slots_of(box, self._around)
        drawn = self._pen.drawn(self._runs, paint, box, *arguments)
        if drawn:
            self.lines.append(Line(top, bottom, drawn))


def _stands_apart(box: Box) -> bool:
    style = box.style
    layered = style["position"] != "static" and style["z_index"] != "auto"
    return bool(layered or style["opacity"] < 1 or style["transform"] or style["overflow"] != "visible")


def _reach(line: Box) -> tuple[float, float]:
    """From where to where a line is drawn, with what floats in it."""
    top, bottom = line.position_y, _bottom(line)
    for child in line.children:
        child = getattr(child, "_box", child)
        if not isinstance(child, boxes.TextBox) and (child.is_floated() or child.is_absolutely_positioned()):
            bottom = max(bottom, child.position_y + child.margin_height())
    return top, bottom


def _collapsed_borders(pen: Pen, table: Box) -> Iterator[Backdrop]:
    """The lines of a table one by one: they stand between rows, and go with the row above."""
    reaches: list[tuple[float, float]] = []
    paint_line = draw.draw_line

    def noted(ink: Any, x1: float, y1: float, x2: float, y2: float, *arguments: Any) -> None:
        reaches.append((y1, y2))
        paint_line(ink, x1, y1, x2, y2, *arguments)

    draw.draw_line = noted
    try:
        pen.ink.fresh()
        draw.draw_collapsed_borders(pen.ink, table)
    finally:
        draw.draw_line = paint_line
    singles = pen.singles()
    if len(singles) != len(reaches):
        raise Unknown("The lines of a table are not drawn one by one")
    for (top, bottom), drawn in zip(reaches, singles, strict=True):
        yield Backdrop(top, bottom, drawn)


def _only_artifacts(drawn: Drawn) -> Iterator[bytes]:
    for run, content in drawn:
        if run != ARTIFACT or not isinstance(content, bytes):
            raise Unknown("Words stand in a background")
        yield content


def _top(box: Box) -> float:
    return float(box.position_y if isinstance(box, (boxes.TableRowBox, boxes.LineBox)) else box.border_box_y())


def _bottom(box: Box) -> float:
    if isinstance(box, (boxes.TableRowBox, boxes.TableRowGroupBox, boxes.LineBox)):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())


def _gaps(reaches: Sequence[tuple[float, float]], level: int) -> Iterator[Cut]:
    """Where nothing of all that lies so is parted."""
    deepest: float | None = None
    for top, bottom in sorted(reaches):
        if deepest is not None and top >= deepest - NEAR:
            yield Cut(level, deepest, max(top, deepest), -1)
        deepest = bottom if deepest is None else max(deepest, bottom)
