"""The fonts of a paper: each face once, cut down to the glyphs that are drawn.

The cut keeps every glyph's number, so that what was drawn stays as it is. Letters of plain text are always kept: a new
answer then seldom needs a new cut.
"""

import zlib
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from pydyf import String

from consult.pack.press.subsetting import cut_down, emptied

_FIXED_PITCH, _STEM = 1, 80
_WORD_JOINER = "\u2060"  # said by a glyph that has nothing to say: readers may be given no empty text


class Face(NamedTuple):
    """What a PDF says of a face, the widths of its glyphs by number (thousandths of an em), and the face itself."""

    name: bytes
    family: str
    flags: int
    italic_angle: float
    ascent: int
    descent: int
    number: int  # of the face in its file
    pictured: bool  # its glyphs are pictures (emoji), which are drawn beside it: it stays empty
    letters: tuple[int, ...]  # the glyphs of plain text, which are always kept
    widths: tuple[float, ...]
    content: bytes


Store = Callable[[bytes, Callable[[], bytes]], bytes]
"""Gives what is kept under a key, and makes and keeps it where nothing is."""


def glyphs_of(parts: Iterable[Mapping[str, Mapping[int, str]]]) -> dict[str, dict[int, str]]:
    """What every glyph of every face says: where two blocks disagree, what the first says."""
    found: dict[str, dict[int, str]] = {}
    for fonts in reversed(list(parts)):
        for name, glyphs in fonts.items():
            found.setdefault(name, {}).update(glyphs)
    return {name: dict(sorted(found[name].items())) for name in sorted(found)}


def dictionary(
    glyphs: Mapping[str, Mapping[int, str]],
    face: Callable[[str], Face],
    add: Callable[[bytes], int],
    add_stream: Callable[[bytes, bytes], int],
    store: Store,
) -> bytes:
    """The font dictionary of a resource dictionary; its objects are added with `add` and `add_stream`."""
    named = (
        b"/%s %d 0 R" % (name.encode(), _font(face(name), said, add, add_stream, store))
        for name, said in glyphs.items()
    )
    return b"<<%s>>" % b"".join(named)


def _font(
    face: Face,
    said: Mapping[int, str],
    add: Callable[[bytes], int],
    add_stream: Callable[[bytes, bytes], int],
    store: Store,
) -> int:
    program = _program(face, said, store)
    kind = b"3" if program[:4] == b"OTTO" else b"2"
    extra = b"/Subtype/OpenType" if kind == b"3" else b"/Length1 %d" % len(program)
    file = add_stream(extra, program)
    widths = {glyph: face.widths[min(glyph, len(face.widths) - 1)] for glyph in said}
    flags = face.flags + (_FIXED_PITCH if len(widths) > 1 and len(set(widths.values())) == 1 else 0)
    descriptor = add(
        b"<</Type/FontDescriptor/FontName%s/FontFamily%s/Flags %d/FontBBox[0 %d %s %d]/ItalicAngle %s/Ascent %d/Descent %d"
        b"/CapHeight %d/StemV %d/StemH %d/FontFile%s %d 0 R>>"
        % (
            face.name, String(face.family).data, flags, face.descent, _number(max(widths.values(), default=0)), face.ascent,
            _number(face.italic_angle), face.ascent, face.descent, face.ascent, _STEM, _STEM, kind, file,
        )
    )  # fmt: skip
    inner = add(
        b"<</Type/Font/Subtype/CIDFontType%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/CIDToGIDMap/Identity/W[%s]/FontDescriptor %d 0 R>>"
        % (b"0" if kind == b"3" else b"2", face.name, _runs(widths), descriptor)
    )
    unicode_map = add_stream(b"", _unicode_map(said))
    return add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (face.name, inner, unicode_map)
    )


def _program(face: Face, said: Mapping[int, str], store: Store) -> bytes:
    wanted = sorted({0, *said, *face.letters})
    key = sha256(b"subset" + sha256(face.content).digest() + repr((face.number, wanted)).encode()).digest()

    def made() -> bytes:
        program = cut_down(face.content, face.number, wanted)
        return zlib.compress(emptied(program) if face.pictured else program, 9)

    return zlib.decompress(store(key, made))


def _runs(widths: Mapping[int, float]) -> bytes:
    parts: list[bytes] = []
    last: int | None = None
    for glyph in sorted(widths):
        if last is None or glyph != last + 1:
            parts.append(b"%s%d[" % (b"]" if parts else b"", glyph))
        parts.append(_number(widths[glyph]) + b" ")
        last = glyph
    return b"".join(parts) + (b"]" if parts else b"")


def _number(value: float) -> bytes:
    return f"{value:.4f}".rstrip("0").rstrip(".").encode()


def _unicode_map(said: Mapping[int, str]) -> bytes:
    lines = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe)\n"
        b"/Ordering (UCS)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange"
    ]
    items = list(said.items())
    for at in range(0, len(items), 100):
        some = items[at : at + 100]
        lines.append(b"%d beginbfchar" % len(some))
        lines += [
            f"<{glyph:04x}> <{(text or _WORD_JOINER).encode('utf-16-be').hex()}>".encode() for glyph, text in some
        ]
        lines.append(b"endbfchar")
    lines.append(b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
    return b"\n".join(lines)
