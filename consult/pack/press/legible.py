"""Characters that cannot be drawn, or would deceive, replaced before a page is laid out.

PDF/A and PDF/UA allow no glyph that stands for "this font has none" (19005-3, 6.2.11.8; 14289-1, 7.21.8), and the words
around one are lost to whoever has the page read aloud.
"""

import ctypes
import re
from contextlib import suppress
from functools import cache
from unicodedata import category, normalize

from consult.resources import STATIC

REPLACEMENT = "\ufffd"
# Latin letters and the usual punctuation: our own fonts draw all of these.
_OUTSIDE_OUR_OWN = re.compile("[^\t\n\r -~\xa0-\u017f\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u20ac]")
# Bullets and ticks that Word keeps in the private places of its symbol fonts, as they arrive when text is pasted.
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "•", "\uf076": "•", "\uf0fc": "✓", "\uf0e0": "→", "\uf02d": "-"}
_PRIVATE = "Co"  # no two fonts mean the same by these
_INVISIBLE = {"Cf", "Zs", "Zl", "Zp"}  # joiners, marks of direction, spaces
_FORMATS = (b"TrueType", b"CFF")  # the kinds of font that Pango shapes
_OVERRIDES = "\u202d\u202e"  # letters turned round: what is seen would not be what is read aloud
_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll", "fontconfig")


def legible(page: str) -> str:
    """The page with U+FFFD, or a question mark where no font has that, for every character that no font here can draw.

    Marks that turn letters round against their nature are left out.
    """
    odd = {character: _drawn_as(character) for character in set(_OUTSIDE_OUR_OWN.findall(page))}
    table = {ord(character): drawn for character, drawn in odd.items() if drawn != character}
    return page.translate(table) if table else page


def _drawn_as(character: str) -> str:
    kind = category(character)
    if character in _OVERRIDES:
        return ""
    if character in _SYMBOLS:
        return _drawn_as(_SYMBOLS[character])
    if kind in _INVISIBLE or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return character
    if kind != _PRIVATE and _can_be_drawn(character):
        return character
    return REPLACEMENT if _can_be_drawn(REPLACEMENT) else "?"


@cache
def _can_be_drawn(character: str) -> bool:
    """By one font, whole or from its parts: shaping puts letters and accents together."""
    return all(
        part <= "\u017f" or _installed(ord(part)) or ord(part) in _our_own() for part in normalize("NFD", character)
    )


@cache
def _our_own() -> frozenset[int]:
    """The characters of the sans serif: text set in the other falls back to it."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # comes with WeasyPrint; rarely needed here

    with TTFont(STATIC / "fonts" / "SourceSans3-Regular.ttf.woff2", lazy=True) as font:
        return frozenset(font.getBestCmap())


class _FontSet(ctypes.Structure):
    _fields_ = (("number", ctypes.c_int), ("room", ctypes.c_int), ("fonts", ctypes.c_void_p))


@cache
def _fontconfig() -> ctypes.CDLL:
    for name in _LIBRARIES:
        with suppress(OSError):
            library = ctypes.CDLL(name)
            for function in ("FcPatternCreate", "FcCharSetCreate", "FcObjectSetCreate"):
                getattr(library, function).restype = ctypes.c_void_p
            library.FcFontList.restype = ctypes.POINTER(_FontSet)
            return library
    raise OSError("Fontconfig is not installed")


def _installed(code_point: int) -> bool:
    """Whether a font of this machine has the character."""
    return any(_listed(code_point, kind) for kind in _FORMATS)


def _listed(code_point: int, kind: bytes) -> bool:
    library = _fontconfig()
    pattern, characters = (ctypes.c_void_p(make()) for make in (library.FcPatternCreate, library.FcCharSetCreate))
    wanted = ctypes.c_void_p(library.FcObjectSetCreate())
    try:
        library.FcCharSetAddChar(characters, ctypes.c_uint32(code_point))
        library.FcPatternAddCharSet(pattern, b"charset", characters)
        library.FcPatternAddString(pattern, b"fontformat", kind)
        found = library.FcFontList(None, pattern, wanted)
        number: int = found.contents.number
        library.FcFontSetDestroy(found)
        return number > 0
    finally:
        library.FcObjectSetDestroy(wanted)
        library.FcPatternDestroy(pattern)
        library.FcCharSetDestroy(characters)
