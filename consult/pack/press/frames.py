"""An empty page, as it was laid out: what is drawn on every page whatever its content."""

from collections.abc import Mapping
from typing import NamedTuple

from consult.pack.press import pictures
from consult.pack.press.marks import PAGE, PAGES
from consult.pack.press.numbering import filled


class Frame(NamedTuple):
    """An empty page: its size and the area for content (px), and what is drawn on it, all of it artifacts."""

    width: float
    height: float
    left: float
    top: float
    room: float  # the height of the content area
    drawn: tuple[object, ...]
    fonts: dict[str, dict[int, str]]
    resources: pictures.Resources


def on_page(held: Frame, number: int, of: int) -> bytes:
    """What stands on page `number` of `of`."""
    numbers: Mapping[str, int] = {PAGE: number, PAGES: of}
    return b"\n".join(piece if isinstance(piece, bytes) else filled(piece, numbers) for piece in held.drawn)  # type: ignore[arg-type]
