"""Finding the manifest inside a PDF, also one that was damaged, cut or written anew by another program."""

import json
import re
import zlib

from consult.domain.manifest import FORMAT, Manifest, from_json

_STREAM = re.compile(rb"\bstream\r?\n")
_MARK = FORMAT.encode()
_BEGINS = (b'{\n "chain"', b'{"chain"')
_MOST = 20_000_000
"""Bytes of a manifest: that of 100,000 items; a stream that unpacks to more is none of ours."""

_ENOUGH = 1024
"""Packed bytes that surely give the first words: the code they are packed by alone can take hundreds."""

_MADE_HERE = re.compile(rb"<xmp:CreatorTool>consult\b")


def manifest_in(pdf: bytes) -> Manifest | None:
    """The manifest a PDF carries; None where it has none, or it cannot be read.

    The file's own lists of its parts are not trusted: whoever altered it may have broken them. Every stream is looked at.
    """
    for text in _candidates(pdf):
        try:
            return from_json(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return None


def made_here(pdf: bytes) -> bool:
    """Whether the file says that it was made by this program, though its manifest is gone or cannot be read."""
    return bool(_MADE_HERE.search(pdf)) or any(_MARK in text for text in _candidates(pdf))


def _candidates(pdf: bytes) -> list[bytes]:
    found = (_unpacked(pdf, match.end()) for match in _STREAM.finditer(pdf))
    return [text for text in found if text]


def _unpacked(pdf: bytes, start: int) -> bytes:
    """A stream that begins as a manifest does, as far as it can be unpacked; b"" for any other."""
    if pdf.startswith(_BEGINS, start):
        return pdf[start : pdf.find(b"endstream", start)].rstrip(b"\r\n") + b"\n"
    unpacking, text = zlib.decompressobj(), b""
    try:
        text = unpacking.decompress(pdf[start : start + _ENOUGH], 64)
        if not text.startswith(_BEGINS):
            return b""
        unpacking = zlib.decompressobj()
        text = b""
        for at in range(start, len(pdf), 256):  # piece by piece, so that what stands before a damage is kept
            text += unpacking.decompress(pdf[at : at + 256])
            if unpacking.eof or len(text) > _MOST:
                break
    except zlib.error:
        pass
    return text if text.startswith(_BEGINS) else b""
