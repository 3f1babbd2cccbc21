"""What is in an office file: every part of it, as it stands and as it reads."""

import io
import re
import zipfile
from html import unescape

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of the package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def everything(data: bytes) -> str:
    """All that can be found in a file: in an office file, each part as written, and its words without the tags between."""
    if not data.startswith(b"PK"):
        return data.decode()
    written = [held.decode(errors="replace") for held in parts(data).values()]
    return "\n".join([*written, *(unescape(re.sub(r"<[^>]*>", "", source)) for source in written)])


def xml(data: bytes, name: str) -> etree._Element:
    """A part as XML."""
    return etree.fromstring(parts(data)[name])


def text_of(element: etree._Element) -> str:
    """The words of a paragraph or of all there are in an element: a paragraph a line."""
    paragraphs = [element] if element.tag == f"{W}p" else list(element.iter(f"{W}p"))
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _pieces(paragraph: etree._Element) -> list[str]:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return [
        piece.text or "" if piece.tag == f"{W}t" else signs[str(piece.tag)]
        for piece in paragraph.iter(f"{W}t", *signs)
        if piece.getparent().tag == f"{W}r"
    ]
