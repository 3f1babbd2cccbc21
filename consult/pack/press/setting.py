"""Blocks laid out by WeasyPrint 70.0, each as if it were alone on an endless sheet, and taken apart."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from typing import Any, NamedTuple

from weasyprint import CSS, HTML, VERSION
from weasyprint.anchors import gather_anchors
from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import _add_break_values
from weasyprint.text.fonts import FontConfiguration

from consult.pack.press.containers import around
from consult.pack.press.cutting import Block
from consult.pack.press.drawing import Drawing
from consult.pack.press.elements import Tree
from consult.pack.press.ink import ARTIFACT, Pen
from consult.pack.press.marks import marked
from consult.pack.press.own_files import OwnFiles
from consult.pack.press.parts import NOTHING, Backdrop, Bookmark, Ink, Line, Link, Part, ShellStyle, packed
from consult.pack.press.rows import run_of_rows
from consult.pack.press.unknown import Unknown
from consult.pack.press.wishes import strongest

KNOWN = "70.0"  # the WeasyPrint whose inner parts are used here
_ENDLESS = 1_000_000  # px
_DUMMY = b'<p data-press="">x</p>'
_SHEET = b'<div style="position:absolute;top:0;left:0;right:0">'
Box = Any


class Setter:
    """Lays blocks out, with the styles and fonts of the page they come from."""

    def __init__(self, style_sheet: str, html: str, body: str, fonts: MutableMapping[bytes, bytes]) -> None:
        if VERSION != KNOWN:
            raise Unknown(f"WeasyPrint {VERSION}, not {KNOWN}")
        self._fetcher = OwnFiles(fonts)
        self.fonts = FontConfiguration()
        self._styles = [self._css(marked(style_sheet))]
        self.page_rules = self._styles[0].page_rules
        self._html, self._body = html, body
        self.width = 0.0
        self.faces: dict[int, Any] = {}
        self.pen = Pen(self.faces)

    def _css(self, text: str) -> CSS:
        return CSS(string=text, url_fetcher=self._fetcher, font_config=self.fonts, media_type="print")

    def rendered(self, content: str, more: str = "") -> Any:
        """WeasyPrint's document of some content of the page's body."""
        markup = f"<!DOCTYPE html>{self._html}{self._body}{content}</body></html>"
        source = HTML(string=markup, url_fetcher=self._fetcher, media_type="print")
        for element in source.etree_element.iter():
            if "attachment" in element.get("rel", "").lower():
                del element.attrib["rel"]
        styles = [*self._styles, self._css(more)] if more else self._styles
        return source.render(font_config=self.fonts, stylesheets=styles)

    def laid_out(self, blocks: Sequence[Block]) -> list[Part | str]:
        """A part for each block, or the kind of a container around it that cannot be cut.

        Raises:
            Unknown: a block can only be printed the plain way.
        """
        found = self._laid(b"".join(_sheet(block, _without_box) for block in blocks))
        return [self._part(block, sheet, found.page) for block, sheet in zip(blocks, found.sheets, strict=True)]

    def _laid(self, sheets: bytes) -> "_Laid":
        document = self.rendered(sheets.decode(), f"@page {{ size: {self.width}px {_ENDLESS}px }}")
        if len(document.pages) != 1:
            raise Unknown("A page break is forced inside a block")
        page = document.pages[0]._page_box
        return _Laid(page, [getattr(sheet, "_box", sheet) for sheet in page.children[0].children[0].children])

    def shells(self, blocks: Sequence[Block]) -> list[tuple[ShellStyle, ...] | str]:
        """What the containers around each block do to it, or the kind of one that has to be laid out as a block.

        Raises:
            Unknown: a container has no box of its own.
        """
        sheets = (_sheet(block._replace(before=b"", markup=_DUMMY), _plainly) for block in blocks)
        found = self._laid(b"".join(sheets))
        return [around(list(_path(sheet)), sheet, block) for block, sheet in zip(blocks, found.sheets, strict=True)]

    def _part(self, block: Block, sheet: Box, page: Box) -> Part | str:
        path = list(_path(sheet))
        if not path or path[-1].element.get("data-press") is None:
            return NOTHING
        box = path[-1]
        if block.role and box.get_wrapped_table().style["table_layout"] != "fixed":
            return block.shells[-1].kind  # its columns are as wide as all its rows together want them
        return _Taking(self.pen, self.faces, page, block).part(box)


class _Laid(NamedTuple):
    """An endless page, and the sheets on it."""

    page: Box
    sheets: list[Box]


def _sheet(block: Block, opened: Callable[[bytes], bytes]) -> bytes:
    opening = b"".join(shell.before + opened(shell.opening) for shell in block.shells)
    closing = "".join(f"</{shell.tag}>" for shell in reversed(block.shells) if shell.tag).encode()
    return b"".join((_SHEET, opening, block.before, block.markup, closing, b"</div>"))


def _plainly(opening: bytes) -> bytes:
    return opening


def _without_box(opening: bytes) -> bytes:
    """A container that styles what is in it and has no box: what it does to its blocks is known already."""
    if b" style=" in opening:
        raise Unknown("A container with a style of its own")
    return opening[:-1] + b' style="display: contents">' if opening else b""


def _path(sheet: Box) -> Iterator[Box]:
    """The boxes from a sheet's first container to its block."""
    box = sheet
    while box.children:
        inner = [child for child in box.children if isinstance(child, boxes.BlockLevelBox)]
        if len(inner) != 1 or len(box.children) != 1:
            return
        box = inner[0]
        yield box
        if box.element.get("data-press") is not None:
            return


class _Taking:
    """Takes one block apart."""

    def __init__(self, pen: Pen, faces: dict[int, Any], page: Box, block: Block) -> None:
        self._pen, self._faces, self._page, self._block = pen, faces, page, block

    def part(self, box: Box) -> Part:
        self._begin()
        links, anchors, bookmarks = self._reached(box)
        tree = Tree({id(getattr(link[3], "_box", link[3])): number for number, link in enumerate(links)})
        nodes = tree.of(box)
        drawing = Drawing(self._pen, self._page, tree.runs)
        drawing.take(box)
        ink = Ink(
            tuple(drawing.lines),
            tuple(drawing.backdrops),
            tuple(_header(drawing, reach) for reach in drawing.headers),
            nodes,
            tree.number_of_runs,
            tuple(_link(link) for link in links),
        )
        part = Part(
            top=float(box.border_box_y()),
            bottom=float(box.border_box_y() + box.border_height()),
            margins_above=tuple(_margins(box, "top")),
            margins_below=tuple(_margins(box, "bottom")),
            before=strongest(list(_add_break_values(box, "before"))),
            after=strongest(list(_add_break_values(box, "after"))),
            shells=(),
            cuts=tuple(drawing.cuts),
            heads=tuple(drawing.headers),
            anchors=tuple((name, float(place[0]), float(place[1])) for name, place in anchors.items()),
            bookmarks=bookmarks,
            fonts=self._pen.said(self._faces.values()),
            resources=self._pen.ink.resources(),
            ink=b"",
        )
        part, ink = run_of_rows(part, ink, self._block.role)
        return part._replace(ink=packed(ink))

    def _begin(self) -> None:
        for face in self._faces.values():
            face.to_unicode, face.missing = {}, {}
        self._pen.begin(self._block.key.hex()[:12])

    def _reached(self, box: Box) -> tuple[list[Any], dict[str, Any], tuple[Bookmark, ...]]:
        anchors: dict[str, Any] = {}
        links: list[Any] = []
        bookmarks: list[Any] = []
        forms: dict[Any, list[Any]] = {None: []}
        gather_anchors(box, anchors, links, bookmarks, forms)
        if forms != {None: []}:
            raise Unknown("A form")
        for inner in _all_in(box):
            if inner.string_set or inner.style["page"] not in ("auto", ""):
                raise Unknown("A block that changes the running header or its page")
        marks = (
            Bookmark(level, label, float(x), float(y), state != "closed") for level, label, (x, y), state in bookmarks
        )
        return links, anchors, tuple(marks)


def _all_in(box: Box) -> Iterator[Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _all_in(getattr(child, "_box", child))


def _margins(box: Box, side: str) -> Iterator[float]:
    """The margins that meet at an edge of a block: its own, and those of its first or last child that reach it."""
    yield float(getattr(box, f"margin_{side}"))
    closed = getattr(box, f"padding_{side}") or getattr(box, f"border_{side}_width")
    if closed or type(box) is not boxes.BlockBox or box.establishes_formatting_context() or box.is_table_wrapper:
        return
    if side == "bottom" and box.style["height"] != "auto":
        return
    flowing = [child for child in box.children if child.is_in_normal_flow()]
    if flowing and not isinstance(flowing[0], boxes.LineBox):
        yield from _margins(flowing[0 if side == "top" else -1], side)


def _link(held: Any) -> Link:
    kind, target, (left, top, right, bottom), _ = held
    return Link(kind != "internal", target, (float(left), float(top), float(right), float(bottom)))


def _header(drawing: Drawing, reach: tuple[float, float]) -> bytes:
    """A table's head as it is drawn again: all of it an artifact."""
    drawn = [backdrop.drawn for backdrop in drawing.backdrops if _within(backdrop, reach)]
    for line in drawing.lines:
        if _within(line, reach):
            drawn += [_as_artifact(run, content) for run, content in line.drawn]
    return b"\n".join(drawn)


def _as_artifact(run: int, content: object) -> bytes:
    if not isinstance(content, bytes):
        raise Unknown("A page number in a table's head")
    return content if run == ARTIFACT else b"\n".join((b"/Artifact <</Type/Pagination>> BDC", content, b"EMC"))


def _within(piece: Line | Backdrop, reach: tuple[float, float]) -> bool:
    return piece.top >= reach[0] - 1 and piece.bottom <= reach[1] + 1
