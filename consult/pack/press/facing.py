"""The faces WeasyPrint has drawn with, as they are kept."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with WeasyPrint

from consult.pack.press.fonts import Face
from consult.pack.press.widths import Widths

# Letters of plain text: what an answer is likely to be written in.
_PLAIN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2027), range(0x2030, 0x203B), (0x20AC,))


def faces(fonts: Iterable[Any]) -> Iterator[Face]:
    """Each of WeasyPrint's fonts as a face."""
    done: set[str] = set()
    for font in fonts:
        if isinstance(font.widths, Widths) and font.hash not in done:
            done.add(font.hash)
            yield _face(font)


def _face(font: Any) -> Face:
    widths: Widths = font.widths
    with TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True) as opened:
        letters = opened.getBestCmap() or {}
        numbers = sorted({opened.getGlyphID(letters[code]) for some in _PLAIN for code in some if code in letters})
    return Face(
        font.name,
        font.family,
        font.flags,
        font.italic_angle,
        round(widths.ascent * 1000 / widths.upem),
        round(widths.descent * 1000 / widths.upem),
        font.index,
        bool(font.png or font.svg or font.colr),
        tuple(numbers),
        widths.all(),
        font.file_content,
    )
