"""Boxes drawn with WeasyPrint's own hands, one at a time."""

from typing import Any

from weasyprint import draw
from weasyprint.stacking import StackingContext, _dispatch_children

Box = Any


def behind(ink: Any, box: Box) -> None:
    """A box's own background and border."""
    draw.set_mask_border(ink, box)
    draw.draw_background(ink, box.background)
    draw.draw_border(ink, box)


def picture(ink: Any, box: Box) -> None:
    """A picture, as the content of its element."""
    with ink.marked(box, "Figure"):
        draw.draw_replacedbox(ink, box)


def whole(ink: Any, box: Box, page: Box) -> None:
    """A box with all that is in it."""
    draw.draw_stacking_context(ink, StackingContext.from_box(box, page))


def line(ink: Any, box: Box, page: Box) -> None:
    """A line of words, and what floats or lies in it."""
    layers: list[Any] = []
    floats: list[Any] = []
    flat = _dispatch_children(box, page, layers, [], floats, {})
    draw.draw_inline_level(ink, page, flat)
    for context in (*floats, *layers):
        draw.draw_stacking_context(ink, context)
