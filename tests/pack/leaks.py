"""Is a word in a file? Everything the file holds is opened: to whoever has it, nothing in it is hidden.

`found_in(data, needles)` gives those of the needles that are in there, whatever the kind of file: in its bytes as they are;
in streams unpacked; in what is drawn, through the fonts; in strings, names and metadata; in files inside it, and in those
inside them. A word is recognised whatever its case, and also where white space, marks or markup divide it.
"""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile
from zlib import decompress
from zlib import error as not_packed

import pikepdf

_NOT_LETTERS = re.compile(r"[\W_]+")
_TAGS = re.compile(r"<[^>]*>")
_DATA_URI = re.compile(r"data:[^,\"'\s)]*;base64,([A-Za-z0-9+/=]+)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
_MAPPINGS = re.compile(rb"beginbfchar(.*?)endbfchar", re.S)
_MAPPING = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_SHOWING = {"Tj", "TJ", "'", '"'}


def found_in(data: bytes, needles: Iterable[str]) -> frozenset[str]:
    """Those of the needles, words of letters and digits, that the file holds anywhere."""
    haystack = "\n".join(_bare(text) for text in texts(data))
    return frozenset(needle for needle in needles if _bare(needle) in haystack)


def texts(data: bytes) -> Iterator[str]:
    """Everything that can be read in the file, in every way in which it could be read."""
    yield from _plain(data)
    if data.startswith(b"PK"):
        yield from _packed(data)
    elif data.startswith(b"%PDF"):
        yield from _pdf(data)
    elif data[:1] in b"{[":
        yield from _json(json.loads(data))


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _plain(data: bytes) -> Iterator[str]:
    """The bytes as text, in every encoding that one of our formats uses."""
    for encoding in ("utf-8", "latin-1", "utf-16-be", "utf-16-le"):
        yield data.decode(encoding, "ignore")
    yield data[1:].decode("utf-16-be", "ignore")
    text = data.decode("utf-8", "ignore")
    if "<" in text:
        yield unescape(text)
        yield unescape(_TAGS.sub("", text))
    if "%" in text:
        yield unquote(text)
    for found in _DATA_URI.findall(text):
        try:
            yield from texts(b64decode(found))
        except NotBase64:
            continue


def _packed(data: bytes) -> Iterator[str]:
    with ZipFile(BytesIO(data)) as archive:
        yield archive.comment.decode("latin-1")
        for member in archive.infolist():
            yield member.filename
            yield member.comment.decode("latin-1")
            yield from texts(archive.read(member))


def _json(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, held in value.items():
            yield name
            yield from _json(held)
    elif isinstance(value, list):
        for held in value:
            yield from _json(held)


def _pdf(data: bytes) -> Iterator[str]:
    for found in _HEX.findall(data):
        yield from _plain(bytes.fromhex(found.translate(None, b" \t\r\n\f").decode()[: len(found) // 2 * 2]))
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):  # also what no object points to any more
        try:
            yield from _plain(decompress(packed))
        except not_packed:
            continue
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in [pdf.trailer, *pdf.objects]:
            yield from _object(item)
            if isinstance(item, pikepdf.Stream):
                yield from _stream(item)
        for page in pdf.pages:
            yield from _drawn(page, page.Resources)
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                yield from _drawn(item, item.get("/Resources", pdf.pages[0].Resources))


def _object(item: object) -> Iterator[str]:
    """Names and strings of an object and of those directly inside it."""
    if isinstance(item, pikepdf.String):
        yield str(item)
        yield from _plain(bytes(item))
    elif isinstance(item, pikepdf.Name):
        yield str(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, held in item.items():
            yield name
            if not getattr(held, "is_indirect", False):
                yield from _object(held)
    elif isinstance(item, pikepdf.Array):
        for held in item:
            if not getattr(held, "is_indirect", False):
                yield from _object(held)


def _stream(item: pikepdf.Object) -> Iterator[str]:
    if item.get("/Subtype") == "/Image" or "/Length1" in item:
        return
    content = item.read_bytes()
    yield from texts(content) if item.get("/Type") == "/EmbeddedFile" else _plain(content)


def _drawn(stream: pikepdf.Object, resources: pikepdf.Object) -> Iterator[str]:
    """What is drawn, in the order in which it is drawn, and names and strings beside it."""
    meanings = {name: _meanings(font) for name, font in resources.get("/Font", {}).items() if "/ToUnicode" in font}
    drawn: list[str] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(stream):
        if str(operator) == "Tf":
            font = meanings.get(str(operands[0]), {})
        elif str(operator) in _SHOWING:
            parts = operands[0] if str(operator) == "TJ" else operands
            drawn += [_shown(bytes(part), font) for part in parts if isinstance(part, pikepdf.String)]
        else:
            for operand in operands:
                yield from _object(operand)
    yield "".join(drawn)


def _meanings(font: pikepdf.Object) -> dict[bytes, str]:
    """What a font's glyphs mean."""
    listed = b"".join(_MAPPINGS.findall(font.ToUnicode.read_bytes()))
    return {
        bytes.fromhex(glyph.decode()): bytes.fromhex(said.decode()).decode("utf-16-be", "ignore")
        for glyph, said in _MAPPING.findall(listed)
    }


def _shown(glyphs: bytes, meanings: dict[bytes, str]) -> str:
    wide = max(map(len, meanings), default=1)
    return "".join(meanings.get(glyphs[at : at + wide], "") for at in range(0, len(glyphs), wide))
