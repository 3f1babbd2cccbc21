"""Blocks put on pages: what each page draws, with the words of every element marked."""

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, NamedTuple

from consult.pack.press.frames import Frame
from consult.pack.press.marks import TARGET
from consult.pack.press.numbering import Slot, filled
from consult.pack.press.parts import Ink
from consult.pack.press.tree import Place

SCALE = 0.75  # points in a CSS pixel
_NEAR = 0.5  # px: a border may stick out by half its width
_WIDE = 10_000  # px: wider than any page

PageOf = Callable[[str], int]
"""The number, from 1, of the page with an anchor. Raises Unknown where there is none."""


class Slice(NamedTuple):
    """Some of a block on a page: what begins between `low` and `high` of it, drawn `by` further down than it was laid
    out (px). Backgrounds are cut off at `start` and `end`."""

    page: int
    start: float
    end: float
    low: float
    high: float
    by: float
    header: int
    header_by: float


class Sheet:
    """A page that is being filled."""

    def __init__(self, number: int, frame: Frame) -> None:
        self.number, self.frame = number, frame
        self.drawn: list[bytes] = []
        self.identifiers = 0
        self.annotations: list[int] = []

    def ground(self, drawn: bytes) -> None:
        """Draws what stands on every page."""
        self._moved(0.0, [drawn])

    def put(self, ink: Ink, piece: Slice, runs: list[list[Place]], page_of: PageOf) -> None:
        """Draws a slice of a block, and notes where its runs of words are."""
        if piece.header >= 0:
            self._moved(piece.header_by, [ink.headers[piece.header]])
        content = list(_behind(ink, piece))
        writer = _Writer(self, content, runs, page_of)
        for top, _, drawn in ink.lines:
            if piece.low <= top < piece.high:
                writer.take(drawn)
        writer.close()
        self._moved(piece.by, content)

    def _moved(self, by: float, content: list[bytes]) -> None:
        f = self.frame.height * SCALE - SCALE * by
        self.drawn.append(b"q %g 0 0 %g 0 %.4f cm" % (SCALE, -SCALE, f))
        self.drawn += content
        self.drawn.append(b"Q")

    def box(self, piece: Slice, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """A box of a block in the page's own points: left, bottom, right, top."""
        left, top, right, bottom = box
        up = self.frame.height - piece.by
        return SCALE * left, SCALE * (up - bottom), SCALE * right, SCALE * (up - top)


class _Writer:
    """Marks what is drawn: the same element's words in a row are marked once."""

    def __init__(self, sheet: Sheet, content: list[bytes], runs: list[list[Place]], page_of: PageOf) -> None:
        self._sheet, self._content, self._runs, self._page_of = sheet, content, runs, page_of
        self._run = -1

    def take(self, drawn: tuple[tuple[int, Any], ...]) -> None:
        for run, what in drawn:
            if run != self._run:
                self.close()
                if run >= 0:
                    self._begin(run)
            self._content.append(what if isinstance(what, bytes) else self._with_numbers(what))

    def close(self) -> None:
        if self._run >= 0:
            self._content.append(b"EMC")
        self._run = -1

    def _begin(self, run: int) -> None:
        identifier = self._sheet.identifiers
        self._sheet.identifiers += 1
        self._runs[run].append((self._sheet.number, identifier))
        self._content.append(b"/Span <</MCID %d>> BDC" % identifier)
        self._run = run

    def _with_numbers(self, pieces: tuple[bytes | Slot, ...]) -> bytes:
        return b"\n".join(
            piece if isinstance(piece, bytes) else filled(piece, {TARGET: self._page_of(piece[0])}) for piece in pieces
        )


def _behind(ink: Ink, piece: Slice) -> Iterator[bytes]:
    """The backgrounds and borders of a slice, cut off where it is."""
    start = piece.start if piece.low > -inf else -inf
    end = piece.end if piece.high < inf else inf
    for top, bottom, drawn in ink.backdrops:
        if top == bottom:  # a line between rows goes with the row above it
            if start + _NEAR < top <= end + _NEAR:
                yield drawn
        elif top >= start - _NEAR and bottom <= end + _NEAR:
            yield drawn
        elif top < end - _NEAR and bottom > start + _NEAR:
            upper, lower = max(start, top - _NEAR), min(end, bottom + _NEAR)
            yield b"q 0 %.4f %d %.4f re W n\n%s\nQ" % (upper, _WIDE, lower - upper, drawn)
