"""WordprocessingML by hand: for what there are thousands of in a document, where python-docx is slow."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from docx.oxml.ns import nsmap
from lxml import etree

from consult.pack import office

W: Final = nsmap["w"]
_NAMESPACE = {"w": W}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LEFTWARD = re.compile(rf"[{_RIGHT_TO_LEFT}](?:\W*[{_RIGHT_TO_LEFT}])*")
_FIRST_STRONG = re.compile(rf"[^\W\d_{_RIGHT_TO_LEFT}]|([{_RIGHT_TO_LEFT}])")


@cache
def named(name: str) -> str:
    """The name as lxml has it: "p", or "r:id" from another of Word's namespaces."""
    prefix, _, local = name.rpartition(":")
    return f"{{{nsmap[prefix or 'w']}}}{local}"


def w(name: str, /, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element of Word's, with attributes of Word's."""
    element = etree.Element(named(name), nsmap=_NAMESPACE)
    for key, value in attributes.items():
        element.set(named(key), value)
    element.extend(children)
    return element


def run(words: str, *properties: etree._Element) -> etree._Element:
    """A run with its lines and tabs kept; the properties in the order the schema wants."""
    made = w("r", *([w("rPr", *properties)] if properties else []))
    for n, line in enumerate(office.plain(words).split("\n")):
        if n:
            made.append(w("br"))
        for m, part in enumerate(line.split("\t")):
            if m:
                made.append(w("tab"))
            if part:
                text = etree.SubElement(made, named("t"))
                text.text = part
                text.set(_SPACE, "preserve")
    return made


def field(name: str, shown: etree._Element) -> etree._Element:
    """A field that the reader's program fills in; until then it shows what is given."""
    return w("fldSimple", shown, instr=name)


def size(points: float) -> list[etree._Element]:
    """The height of letters, of all scripts."""
    return [w(name, val=str(round(2 * points))) for name in ("sz", "szCs")]


def borders(name: str, sides: Iterable[str], colour: str, *, eighths: int = 4, space: int = 0) -> etree._Element:
    """Single lines on some sides, as thick as so many eighths of a point."""
    line = {"val": "single", "sz": str(eighths), "space": str(space), "color": colour}
    return w(name, *(w(side, **line) for side in sides))


def by_direction(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut where its direction changes: each part, and whether it is read from right to left."""
    at = 0
    for found in _LEFTWARD.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def is_leftward(text: str) -> bool:
    """Whether a paragraph is read from right to left: by its first letter, as `dir="auto"` has it."""
    found = _FIRST_STRONG.search(text)
    return bool(found and found.group(1))
