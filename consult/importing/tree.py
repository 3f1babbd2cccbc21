"""Sanitised HTML as a tree."""

import html as entities
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from consult.domain import markup

_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
Node = str | Element


def parse(html: str) -> Element:
    """A `body` element holding the tree of `html`, which must be as `sanitising` leaves it: balanced and escaped."""
    builder = TreeBuilder()
    builder.start("body", {})
    for token in markup.tokens(html):
        name = markup.tag_name(token)
        if token.startswith("</"):
            builder.end(name)
        elif token.startswith("<"):
            builder.start(name, {key: entities.unescape(value) for key, value in _ATTRIBUTE.findall(token)})
            if name in markup.VOID:
                builder.end(name)
        else:
            builder.data(entities.unescape(token))
    builder.end("body")
    return builder.close()


def children(element: Element) -> Iterator[Node]:
    """The text and elements inside `element`, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def text(element: Element) -> str:
    """The textContent of `element`."""
    return "".join(element.itertext())
