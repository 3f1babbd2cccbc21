"""Containers: what they do to the blocks in them, and which may be cut."""

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf.tags import _get_pdf_tag

from consult.pack.press.cutting import Block
from consult.pack.press.parts import ShellStyle
from consult.pack.press.unknown import Unknown

Box = Any


def around(path: Sequence[Box], sheet: Box, block: Block) -> tuple[ShellStyle, ...] | str:
    """What the containers on a block's path do to it, or the kind of the first that may not be cut.

    Raises:
        Unknown: a container has no box of its own.
    """
    kinds = [shell for shell in block.shells if shell.tag]
    if len(kinds) != len(path) - 1:
        raise Unknown("A container has no box of its own")
    for box, shell in zip(path, kinds, strict=False):
        if not _may_be_cut(box, sheet):
            return shell.kind
    return tuple(_shell(box) for box in path[:-1])


def _may_be_cut(box: Box, sheet: Box) -> bool:
    """Whether a container cannot be seen, and neither narrows its blocks nor keeps them together."""
    style = box.style
    edges = ("padding_top", "padding_bottom", "border_top_width", "border_bottom_width")
    return (
        type(box) is boxes.BlockBox
        and not any(getattr(box, edge) for edge in edges)
        and (box.background is None or not box.background.layers)
        and (box.content_box_x(), box.width) == (sheet.content_box_x(), sheet.width)
        and style["break_inside"] == "auto"
        and style["position"] == "static"
        and style["float"] == "none"
        and style["overflow"] == "visible"
        and style["height"] == "auto"
        and not box.establishes_formatting_context()
    )


def _shell(box: Box) -> ShellStyle:
    style = box.style
    tag = _get_pdf_tag(box.element_tag)
    before, after = style["break_before"], style["break_after"]
    named = "" if tag in ("NonStruct", "Span") else tag
    return ShellStyle(float(box.margin_top), float(box.margin_bottom), before, after, named)
