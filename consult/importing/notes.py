"""Footnotes, however the exporting program marked them up.

A footnote is recognised by its two links: a mark in the text that leads to the note, and a link in the note that leads
back to the mark. Markdown, Word, LibreOffice and Pandoc all write that pair; their classes and ids differ.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from consult.importing import tree

_HOLDERS = frozenset({"li", "div", "aside", "p", "td", "dd"})
_MOST_BACK = 20  # links to one mark that are looked at
_BACK_MARK = re.compile(r"^[\s\[\]()\d*↑↩︎^.]*$")


@dataclass(slots=True)
class Notes:
    """The notes found, by number (1 in order of first reference), each as the element that holds it."""

    holders: dict[int, Element]


def take_out(body: Element) -> Notes:
    """Removes the notes from the tree and puts a `sup` with `data-note` and the words "[n]" where each mark stood."""
    links = _Links(body)
    holders: dict[int, Element] = {}
    numbers: dict[Element, int] = {}
    back_links: set[Element] = set()
    for link in links.all:
        backs = links.back_to(link)
        holder = links.holder(link, backs)
        if holder is None or link in back_links or links.is_within(link, holder):
            continue
        number = numbers.setdefault(holder, len(numbers) + 1)
        holders[number] = holder
        back_links.update(back for back in backs if links.is_within(back, holder))
        _mark(link, number)
    for element in (*back_links, *holders.values()):
        _drop(element, links.parents)
    return Notes(holders)


class _Links:
    """The links inside the document: what each leads to, and which lead to a given element."""

    def __init__(self, body: Element) -> None:
        self.parents = {child: parent for parent in body.iter() for child in parent}
        named = {name: element for element in body.iter() for name in (element.get("id"), element.get("name")) if name}
        self.all = [element for element in body.iter("a") if element.get("href", "").startswith("#")]
        self._targets = {link: named.get(link.get("href", "")[1:]) for link in self.all}
        self._leading_to: dict[Element, list[Element]] = {}
        for link, target in self._targets.items():
            if target is not None:
                self._leading_to.setdefault(target, []).append(link)

    def back_to(self, link: Element) -> list[Element]:
        """The links that lead to a mark and look like a footnote's arrow or number."""
        above = self.parents[link]
        near = [*link.iter(), *([above] if above.tag in ("sup", "span") else [])]
        found = [back for element in near for back in self._leading_to.get(element, ())[:_MOST_BACK]]
        return [back for back in found if back is not link and _BACK_MARK.match(tree.text(back))]

    def holder(self, link: Element, backs: list[Element]) -> Element | None:
        """The element of the note that `link` leads to: the nearest around its target that one of `backs` stands in."""
        around = self._targets[link] if backs else None
        while around is not None:
            if around.tag in _HOLDERS and any(self.is_within(back, around) for back in backs):
                return around
            around = self.parents.get(around)
        return None

    def is_within(self, element: Element, holder: Element) -> bool:
        """Whether an element is `holder` or stands in it."""
        above: Element | None = element
        while above is not None and above is not holder:
            above = self.parents.get(above)
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
