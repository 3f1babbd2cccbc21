"""Page numbers found among the words of a laid-out block, made into slots (see `numbering`)."""

import re
from collections.abc import Callable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.line_break import split_first_line

from consult.pack.press.marks import FIGURES, PAGE, PAGES, TARGET
from consult.pack.press.numbering import Slot
from consult.pack.press.unknown import Unknown

Draw = Callable[[Any, Any], tuple[bytes, Any]]
Box = Any

_MARKS = (TARGET, PAGE, PAGES)
_PLACE = re.compile(rb"(?<=1 0 0 -1 )([\d.-]+)(?= [\d.-]+ Tm)")
_CODES = re.compile(rb"<((?:[0-9a-f]{4})+)>")
_GENERATED = ("::", "@")  # pseudo-elements, and boxes in a page's margins
_STANDS = {"right": 1.0, "end": 1.0, "center": 0.5}


def is_slot(box: Box) -> bool:
    """Whether a box of words holds a mark that the style sheet has put there."""
    if not isinstance(box, boxes.TextBox) or not any(mark in box.text for mark in _MARKS):
        return False
    return box.element is None or any(sign in (box.element_tag or "") for sign in _GENERATED)


class Slots:
    """Makes slots of boxes; remembers how the figures of each type are drawn."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._figures: dict[tuple[object, ...], tuple[tuple[bytes, float], ...]] = {}

    def made(self, box: Box, target: str, stands: float) -> tuple[Slot, str]:
        """The slot of a box of words, and the font of it.

        Raises:
            Unknown: its figures cannot be told from what stands around them.
        """
        if box.style["text_decoration_line"] != "none" or box.style["letter_spacing"] not in ("normal", 0):
            raise Unknown("A page number is underlined or spaced")
        drawn, font = self._draw(box, None)
        figures = self._figures_of(box, font)
        place = _PLACE.search(drawn)
        if place is None:
            raise Unknown("A page number is not drawn as words are")
        pieces = [drawn[: place.start()]]
        rest = drawn[place.end() :]
        marks = [mark for mark in _MARKS if mark in box.text]
        for mark in sorted(marks, key=box.text.index):
            before, found, after = rest.partition(b"".join(figures[int(figure)][0] for figure in mark))
            if not found:
                raise Unknown("A page number is not drawn figure by figure")
            pieces.append(before)
            rest = after
        size = float(box.style["font_size"])
        kept = tuple(sorted(marks, key=box.text.index))
        return (target, stands, float(place[1]), size, (*pieces, rest), kept, figures), font.hash

    def _figures_of(self, box: Box, font: Any) -> tuple[tuple[bytes, float], ...]:
        style = box.style
        names = (
            "font_family",
            "font_size",
            "font_style",
            "font_weight",
            "font_variant_numeric",
            "font_feature_settings",
        )
        key = (font.hash, *(str(style[name]) for name in names))
        if key not in self._figures:
            layout, _, _, width, _, baseline = split_first_line(FIGURES, style, None, None, 0)
            sample = box.copy()
            sample.text, sample.pango_layout, sample.width, sample.baseline = FIGURES, layout, width, baseline
            drawn, _ = self._draw(sample, None)
            codes = b"".join(_CODES.findall(drawn))
            if len(codes) != 4 * len(FIGURES):
                raise Unknown("Figures are not drawn one by one")
            singles = [codes[at : at + 4] for at in range(0, len(codes), 4)]
            self._figures[key] = tuple((code, float(font.widths[int(code, 16)])) for code in singles)
        return self._figures[key]


def how_it_stands(ancestors: list[Box]) -> float:
    """From which side a box's words are set, by the boxes around it, outermost first."""
    for box in reversed(ancestors):
        if box.is_floated():
            return 1.0 if box.style["float"] == "right" else 0.0
        if isinstance(box, boxes.BlockContainerBox):
            return _STANDS.get(box.style["text_align_all"], 0.0)
    return 0.0
