"""Bookmarks and named places of a paper."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pydyf
from pydyf import String

from consult.pack.press.writing import Paper


class Title(NamedTuple):
    """A heading in the outline: its level, its words, and where it leads, as a destination ("[5 0 R/XYZ 0 700 0]")."""

    level: int
    label: str
    destination: bytes
    is_open: bool


class _Branch:
    def __init__(self, title: Title) -> None:
        self.title = title
        self.number = 0
        self.kids: list[_Branch] = []


def add_outline(paper: Paper, titles: Sequence[Title]) -> None:
    """The outline: a heading hangs on the nearest one above it of a lesser level."""
    if not titles:
        return
    root = _grown(titles)
    root.number = paper.reserve()
    shown = _write(paper, root)
    first, last = root.kids[0].number, root.kids[-1].number
    paper.objects[root.number] = b"<</Count %d/First %d 0 R/Last %d 0 R>>" % (shown, first, last)
    paper.catalog["Outlines"] = f"{root.number} 0 R".encode()


def _grown(titles: Iterable[Title]) -> _Branch:
    root = _Branch(Title(0, "", b"", True))
    path: list[tuple[int, _Branch]] = [(0, root)]
    for title in titles:
        while path[-1][0] >= title.level:
            path.pop()
        branch = _Branch(title)
        path[-1][1].kids.append(branch)
        path.append((title.level, branch))
    return root


def _write(paper: Paper, parent: _Branch) -> int:
    """Writes what hangs on a branch; how many titles are shown while all are open that are."""
    for kid in parent.kids:
        kid.number = paper.reserve()
    shown = len(parent.kids)
    for place, kid in enumerate(parent.kids):
        below = _write(paper, kid)
        shown += below if kid.title.is_open else 0
        entries = [
            b"/Title %s/Dest%s/Parent %d 0 R" % (String(kid.title.label).data, kid.title.destination, parent.number),
            b"/Count %d" % (below if kid.title.is_open else -below),
        ]
        if place:
            entries.append(b"/Prev %d 0 R" % parent.kids[place - 1].number)
        if place + 1 < len(parent.kids):
            entries.append(b"/Next %d 0 R" % parent.kids[place + 1].number)
        if kid.kids:
            entries.append(b"/First %d 0 R/Last %d 0 R" % (kid.kids[0].number, kid.kids[-1].number))
        paper.objects[kid.number] = b"<<%s>>" % b"".join(entries)
    return shown


def add_places(paper: Paper, places: dict[str, bytes]) -> None:
    """Named places, by name (ISO 32000-1, 7.9.6: sorted)."""
    if not places:
        return
    named = sorted((String(name).data, destination) for name, destination in places.items())
    tree = paper.add(b"<</Names[%s]>>" % b"".join(name + destination for name, destination in named))
    paper.catalog["Names"] = pydyf.Dictionary({"Dests": f"{tree} 0 R".encode()})
