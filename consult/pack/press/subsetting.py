"""A font cut down to some of its glyphs, which keep their numbers: by HarfBuzz where it is installed, else by fontTools.

The HarfBuzz of `libharfbuzz-subset` is some fifty times faster; WeasyPrint asks for it too.
"""

import ctypes
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO

_LIBRARIES = (
    ("libharfbuzz.so.0", "libharfbuzz-subset.so.0"),
    ("libharfbuzz.0.dylib", "libharfbuzz-subset.0.dylib"),
    ("libharfbuzz-0.dll", "libharfbuzz-subset-0.dll"),
)
# hb-subset.h, as of HarfBuzz 4.1
_NO_HINTING, _RETAIN_GIDS, _DESUBROUTINIZE, _NOTDEF_OUTLINE = 0x1, 0x2, 0x4, 0x40
_DROP_TABLES = 3
_READ_ONLY = 1
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "GDEF", "JSTF", "LTSH", "PCLT", "SVG ")


def cut_down(font: bytes, index: int, glyphs: Sequence[int]) -> bytes:
    """The font (of a collection, the one of that number) with no other glyphs than these."""
    libraries = _harfbuzz()
    made = _by_harfbuzz(*libraries, font, index, glyphs) if libraries else None
    return made or _by_fonttools(font, index, glyphs)


@cache
def _harfbuzz() -> tuple[ctypes.CDLL, ctypes.CDLL] | None:
    for names in _LIBRARIES:
        with suppress(OSError, AttributeError):
            harfbuzz, subset = (ctypes.CDLL(name) for name in names)
            for library, functions in (
                (harfbuzz, ("hb_blob_create", "hb_face_create", "hb_face_reference_blob", "hb_blob_get_data")),
                (subset, ("hb_subset_input_create_or_fail", "hb_subset_input_glyph_set", "hb_subset_input_set")),
                (subset, ("hb_subset_or_fail",)),
            ):
                for function in functions:
                    getattr(library, function).restype = ctypes.c_void_p
            return harfbuzz, subset
    return None


def _by_harfbuzz(
    harfbuzz: ctypes.CDLL, subset: ctypes.CDLL, font: bytes, index: int, glyphs: Sequence[int]
) -> bytes | None:
    """None where HarfBuzz cannot: then nothing is lost but time."""
    blob = ctypes.c_void_p(harfbuzz.hb_blob_create(font, len(font), _READ_ONLY, None, None))
    face = ctypes.c_void_p(harfbuzz.hb_face_create(blob, index))
    wanted = ctypes.c_void_p(subset.hb_subset_input_create_or_fail())
    made = ctypes.c_void_p(None)
    try:
        if not wanted:
            return None
        kept = ctypes.c_void_p(subset.hb_subset_input_glyph_set(wanted))
        for glyph in glyphs:
            harfbuzz.hb_set_add(kept, glyph)
        dropped = ctypes.c_void_p(subset.hb_subset_input_set(wanted, _DROP_TABLES))
        for tag in _DROPPED:
            harfbuzz.hb_set_add(dropped, int.from_bytes(tag.encode(), "big"))
        subset.hb_subset_input_set_flags(wanted, _NO_HINTING | _RETAIN_GIDS | _DESUBROUTINIZE | _NOTDEF_OUTLINE)
        made = ctypes.c_void_p(subset.hb_subset_or_fail(face, wanted))
        return _content(harfbuzz, made) if made else None
    finally:
        for destroy, thing in (
            (harfbuzz.hb_face_destroy, made),
            (subset.hb_subset_input_destroy, wanted),
            (harfbuzz.hb_face_destroy, face),
            (harfbuzz.hb_blob_destroy, blob),
        ):
            if thing:
                destroy(thing)


def _content(harfbuzz: ctypes.CDLL, face: ctypes.c_void_p) -> bytes | None:
    blob = ctypes.c_void_p(harfbuzz.hb_face_reference_blob(face))
    length = ctypes.c_uint()
    data = harfbuzz.hb_blob_get_data(blob, ctypes.byref(length))
    try:
        return ctypes.string_at(data, length.value) if data and length.value else None
    finally:
        harfbuzz.hb_blob_destroy(blob)


def _by_fonttools(font: bytes, index: int, glyphs: Sequence[int]) -> bytes:
    from fontTools import subset  # type: ignore[import-untyped]  # a third of a second to import
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options(
        retain_gids=True, passthrough_tables=True, ignore_missing_glyphs=True, hinting=False, desubroutinize=True,
        notdef_outline=True,
    )  # fmt: skip
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "SVG"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(gids=glyphs)
    opened = TTFont(BytesIO(font), fontNumber=index)
    subsetter.subset(opened)
    made = BytesIO()
    opened.save(made)
    return made.getvalue()


def emptied(font: bytes) -> bytes:
    """A font of pictures without them: its glyphs draw nothing, and still say what they stand for."""
    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

    opened = TTFont(BytesIO(font))
    glyphs = newTable("glyf")
    glyphs.glyphOrder = opened.getGlyphOrder()
    glyphs.glyphs = {name: Glyph() for name in glyphs.glyphOrder}
    opened["glyf"], opened["loca"] = glyphs, newTable("loca")
    for name in ("CBDT", "CBLC", "SVG ", "COLR", "CPAL", "sbix"):
        if name in opened:
            del opened[name]
    made = BytesIO()
    opened.save(made)
    return made.getvalue()
