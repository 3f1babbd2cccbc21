"""Footnotes, however the exporting program marked them up.

A footnote is recognised by its two links: a mark in the text that leads to the note, and a link in the note that leads
back to the mark. Markdown, Word, LibreOffice and Pandoc all write that pair; their classes and ids differ.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from consult.importing import tree

_HOLDERS = frozenset({"li", "div", "aside", "p", "section", "td", "dd"})
_BACK_MARK = re.compile(r"^[\s\[\]()\d*↑↩︎^.]*$")


@dataclass(slots=True)
class Notes:
    """The notes found, by number (1 in order of first reference), each as the element that holds it."""

    holders: dict[int, Element]


def take_out(body: Element) -> Notes:
    """Removes the notes from the tree and puts a `sup` with `data-note` and the words "[n]" where each mark stood."""
    parents = {child: parent for parent in body.iter() for child in parent}
    named = {name: element for element in body.iter() for name in (element.get("id"), element.get("name")) if name}
    holders: dict[int, Element] = {}
    numbers: dict[int, int] = {}  # id(holder) -> number
    back_links: list[Element] = []
    for link in [element for element in body.iter("a") if element.get("href", "").startswith("#")]:
        holder = _holder(named.get(link.get("href", "")[1:]), link, parents, named)
        if holder is None or link in back_links or _within(link, holder, parents):
            continue
        number = numbers.setdefault(id(holder), len(numbers) + 1)
        if number not in holders:
            holders[number] = holder
            back_links.extend(_links_back(holder, link, parents, named))
        _mark(link, number)
    for back in back_links:
        _drop(back, parents)
    for holder in holders.values():
        _drop(holder, parents)
    return Notes(holders)


def _holder(
    target: Element | None, link: Element, parents: dict[Element, Element], named: dict[str, Element]
) -> Element | None:
    """The element of the note that `link` leads to, if something in it leads back to `link`."""
    while target is not None and (target.tag not in _HOLDERS or not _links_back(target, link, parents, named)):
        target = parents.get(target)
    return None if target is None or target.tag in ("body", "section") else target


def _links_back(
    holder: Element, link: Element, parents: dict[Element, Element], named: dict[str, Element]
) -> list[Element]:
    near = {id(link), *(id(child) for child in link.iter())}
    above = parents.get(link)
    if above is not None and above.tag in ("sup", "span"):
        near.add(id(above))
    return [
        back
        for back in holder.iter("a")
        if back is not link and id(named.get(back.get("href", "#")[1:])) in near and _BACK_MARK.match(tree.text(back))
    ]


def _within(element: Element, holder: Element, parents: dict[Element, Element]) -> bool:
    above: Element | None = element
    while above is not None and above is not holder:
        above = parents.get(above)
    return above is holder


def _mark(link: Element, number: int) -> None:
    tail = link.tail
    for child in list(link):
        link.remove(child)
    link.clear()
    link.tag, link.text, link.tail = "sup", f"[{number}]", tail
    link.set("data-note", str(number))


def _drop(element: Element, parents: dict[Element, Element]) -> None:
    """Takes an element out; the text after it stays. One that went with what held it is gone already."""
    parent = parents[element]
    if element not in list(parent):
        return
    index = list(parent).index(element)
    if element.tail:
        if index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
