"""What stands on every page whatever its content: the running header, the page number, the page's own background."""

import re
from typing import Any

from weasyprint import draw
from weasyprint.formatting_structure import boxes
from weasyprint.stacking import StackingContext

from consult.pack.press.frames import Frame
from consult.pack.press.setting import Setter
from consult.pack.press.unknown import Unknown

_TWO_PAGES = '<div style="break-after: page">1</div><div>2</div>'
Box = Any


def furniture(setter: Setter, name: str) -> tuple[Frame, Frame]:
    """The first page's, and that of all others.

    Raises:
        Unknown: left and right pages differ, or pages have names.
    """
    for _, selectors, _ in setter.page_rules:
        for _, _, kind in selectors:
            if kind.side or kind.blank or kind.index or kind.name:
                raise Unknown("Pages that differ by their side, their number or a name")
    document = setter.rendered(_TWO_PAGES)
    first, other = (_furniture(setter, page._page_box, f"{name}{number}") for number, page in enumerate(document.pages))
    if (first.width, first.left) != (other.width, other.left):
        raise Unknown("The first page is not as wide as the others")
    return first, other


def _furniture(setter: Setter, page: Box, name: str) -> Frame:
    pen = setter.pen
    for face in setter.faces.values():
        face.to_unicode, face.missing = {}, {}
    pen.begin(name)
    drawn: list[object] = list(_as_artifacts(pen.drawn({}, _paint_ground, page)))
    for box in page.children:
        if isinstance(box, boxes.MarginBox):
            pen.slots_of(box, [], "")
            drawn += _as_artifacts(pen.drawn({}, _paint, box, page))
    return Frame(
        float(page.margin_width()),
        float(page.margin_height()),
        float(page.content_box_x()),
        float(page.content_box_y()),
        float(page.height),
        tuple(drawn),
        pen.said(setter.faces.values()),
        pen.ink.resources(),
    )


def _paint_ground(ink: Any, page: Box) -> None:
    draw.draw_background(ink, page.background, clip_box=False, bleed=page.bleed, marks=page.style["marks"])
    draw.draw_background(ink, page.canvas_background, clip_box=False)
    draw.draw_border(ink, page)


def _paint(ink: Any, box: Box, page: Box) -> None:
    draw.draw_stacking_context(ink, StackingContext.from_box(box, page))


def _as_artifacts(drawn: tuple[tuple[int, Any], ...]) -> list[object]:
    """Everything drawn, words as pagination artifacts."""
    found: list[object] = []
    for marked, content in _told_apart(drawn):
        pieces = content if isinstance(content, tuple) else (content,)
        found += [b"/Artifact <</Type/Pagination>> BDC", *pieces, b"EMC"] if marked else list(pieces)
    return found


def _told_apart(drawn: tuple[tuple[int, Any], ...]) -> list[tuple[bool, Any]]:
    """Words, which WeasyPrint would have marked, have a text object; grounds and lines have none."""
    return [(bool(re.search(rb"\bBT\b", _sample(content))), content) for _, content in drawn]


def _sample(content: Any) -> bytes:
    return b"BT" if isinstance(content, tuple) else bytes(content)
