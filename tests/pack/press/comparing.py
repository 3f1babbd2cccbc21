"""What a paper says, in a form in which the same page printed in two ways is equal.

Levelled out, because it says nothing:

- `Span` and `NonStruct`: ISO 32000-1 gives neither a meaning (14.8.4.4; table 333). WeasyPrint makes one for every stretch
  of a line. What is in them counts for the element around them.
- Where an element ends on one page and goes on on the next, WeasyPrint makes two, the fast way one. So every character is
  compared with the path of roles that leads to it, not with elements: two paragraphs in a row still differ from one by the
  links, headings and cells between them, and `elements` are compared where no page parts any.
- A table's head, which WeasyPrint tags again on every page; the fast way draws it there as an artifact, as ISO 14289-1,
  7.8 has it for what is repeated.
- White space.
"""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby

import pdfplumber
import pikepdf

from tests.pack import reading
from tests.pack.tagged import Element, Tree

_SAYS_NOTHING = {"/Span", "/NonStruct", "/StructTreeRoot"}
Said = tuple[tuple[str, ...], str]


def said(data: bytes) -> list[Said]:
    """The words of a paper in reading order, each stretch with the roles that lead to it."""
    words = reading._words(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = list(_said(Tree(pdf).root, (), words))
    joined = [(path, "".join(text for _, text in some)) for path, some in groupby(found, key=lambda one: one[0])]
    return [(path, text) for path, text in _heads_once(joined) if text]


def _said(element: Element, path: tuple[str, ...], words: dict[tuple[int, int], str]) -> Iterator[Said]:
    inner = path if element.tag in _SAYS_NOTHING else (*path, element.tag)
    if element.tag == "/Figure":
        yield inner, "".join(str(element.node.get("/Alt", "")).split())
    for part in element.parts:
        if isinstance(part, Element):
            yield from _said(part, inner, words)
        else:
            yield inner, "".join(words.get(part, "").split())


def _heads_once(found: list[Said]) -> list[Said]:
    """Without the heads of tables that say what the last head said, nothing but their own table's rows between."""
    kept: list[Said] = []
    last = ""
    for in_head, some in groupby(found, key=lambda one: "/THead" in one[0]):
        stretch = list(some)
        text = "".join(text for _, text in stretch)
        if in_head and text == last:
            continue
        if in_head:
            last = text
        elif any("/Table" not in path for path, _ in stretch):
            last = ""
        kept += stretch
    return [(path, "".join(text for _, text in some)) for path, some in groupby(kept, key=lambda one: one[0])]


def elements(data: bytes) -> list[tuple[int, str]]:
    """The structure tree as depths and roles."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return list(_elements(Tree(pdf).root, 0))


def _elements(element: Element, depth: int) -> Iterator[tuple[int, str]]:
    counts = element.tag not in _SAYS_NOTHING
    if counts:
        yield depth, element.tag
    for kid in element.kids:
        yield from _elements(kid, depth + counts)


def links(data: bytes) -> list[str]:
    """Where links lead, in reading order."""
    with pikepdf.open(BytesIO(data)) as pdf:
        notes = [note for element in Tree(pdf).elements() for note in element.objects]
        return [str(note.A.URI) if "/A" in note else str(note.Dest) for note in notes]


def places(data: bytes) -> dict[str, int]:
    """The page of every anchor, from 0."""
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = list(pdf.Root.Names.Dests.Names)
        return {str(name): numbers[at[0].objgen] for name, at in zip(names[::2], names[1::2], strict=True)}


def lines(data: bytes) -> list[tuple[int, float, float, str]]:
    """Every line of every page, running lines included: its page, its place (to a fifth of a point) and its words."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [
            (page.page_number, round(line["top"] * 5), round(line["x0"] * 5), line["text"])
            for page in pdf.pages
            for line in page.extract_text_lines()
        ]
