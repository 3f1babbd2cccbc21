"""What somebody hears who has the PDF read to them: its words in the order of the tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pdfplumber
import pikepdf

from tests.pack.tagged import Element, Tree

_BLOCKS = {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/LBody", "/TH", "/TD", "/Caption", "/Figure"}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, cell or figure: its tag without the slash, its words, and its page, counted from 1."""

    tag: str
    text: str
    page: int


def blocks(data: bytes) -> list[Block]:
    """Every block of the file in reading order; white space is collapsed.

    The space at which a line was broken is not in a PDF, so words that stand at a line's two ends run together.
    """
    words = _words(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        return [block for block in _read(Tree(pdf).root, words) if block.text]


def text(data: bytes) -> str:
    """The whole file in reading order, a block a line."""
    return "\n".join(block.text for block in blocks(data))


def pages(data: bytes) -> list[str]:
    """What is seen on each page, running header and footer included."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def bookmarks(data: bytes) -> list[tuple[int, str]]:
    """The outline as (depth, title), depth from 1."""
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return list(_titles(outline.root, 1))


def _titles(items: list[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, " ".join(item.title.split())
        yield from _titles(item.children, depth + 1)


def _words(data: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    with pdfplumber.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    place = (number, char["mcid"])
                    found[place] = found.get(place, "") + char["text"]
    return found


def _read(element: Element, words: dict[tuple[int, int], str]) -> Iterator[Block]:
    """Blocks within blocks (a paragraph in a table cell) are read as one; a list within an item stands after it."""
    if element.tag not in _BLOCKS:
        for kid in element.kids:
            yield from _read(kid, words)
        return
    parts = list(_own(element))
    places = [place for part in parts for place in part.content]
    said = str(element.node.get("/Alt", "")) or "".join(words.get(place, "") for place in places)
    yield Block(element.tag[1:], " ".join(said.split()), min((page for page, _ in places), default=-1) + 1)
    for inner in (kid for part in parts for kid in part.kids if kid.tag == "/L"):
        yield from _read(inner, words)


def _own(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if kid.tag != "/L":
            yield from _own(kid)
