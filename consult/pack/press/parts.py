"""A block that has been laid out, in tuples and bytes alone: what is kept, and what pages are assembled from.

Lengths are in CSS pixels from the corner of the sheet that the block was laid out on; y runs down.
"""

import marshal
from typing import Any, NamedTuple

FREE, AVOIDED, DIRE = 0, 1, 2
"""How willingly a page is broken somewhere: where it may be, where the style sheet asks not to, and where nothing else
helps."""


class Cut(NamedTuple):
    """Where a block may be parted: what is above `end` stays, the next page begins with `start` below `header`."""

    level: int
    end: float
    start: float
    header: int  # which header is drawn again, -1 for none


class Line(NamedTuple):
    """Words or a picture that no page break parts: what is drawn, each run of words apart (-1: an artifact)."""

    top: float
    bottom: float
    drawn: tuple[tuple[int, object], ...]


class Backdrop(NamedTuple):
    """A background or border behind the words, parted wherever the page is."""

    top: float
    bottom: float
    drawn: bytes


class Node(NamedTuple):
    """An element of the structure tree: its kids are nodes and the numbers of runs of words."""

    tag: str
    kids: tuple[object, ...]
    attributes: tuple[tuple[str, object], ...]
    link: int  # the number of its link, -1 for none


class Link(NamedTuple):
    """Where somebody may press: an anchor in the paper, or an address outside."""

    outside: bool
    target: str
    box: tuple[float, float, float, float]


class Bookmark(NamedTuple):
    """A heading in the outline."""

    level: int
    label: str
    x: float
    y: float
    is_open: bool


class ShellStyle(NamedTuple):
    """What a container does to the blocks in it."""

    margin_top: float
    margin_bottom: float
    before: str
    after: str
    tag: str  # of the structure tree, "" where it has no element there


class Part(NamedTuple):
    """One block, laid out: what it draws lies between `top` and `bottom`, its floats apart."""

    top: float
    bottom: float
    margins_above: tuple[float, ...]
    margins_below: tuple[float, ...]
    before: str
    after: str
    shells: tuple[ShellStyle, ...]
    cuts: tuple[Cut, ...]
    heads: tuple[tuple[float, float], ...]  # from where to where each header reaches
    anchors: tuple[tuple[str, float, float], ...]
    bookmarks: tuple[Bookmark, ...]
    fonts: dict[str, dict[int, str]]
    resources: Any
    ink: bytes  # an `Ink`, packed: it is needed for a moment only


class Ink(NamedTuple):
    """What a block draws, and what it says."""

    lines: tuple[Line, ...]
    backdrops: tuple[Backdrop, ...]
    headers: tuple[bytes, ...]
    nodes: tuple[Node, ...]
    runs: int
    links: tuple[Link, ...]


NOTHING = Part(0, 0, (), (), "auto", "auto", (), (), (), (), (), {}, ((), ()), marshal.dumps(((), (), (), (), 0, ())))
"""A block that draws nothing and takes no room."""


def packed(thing: tuple[Any, ...]) -> bytes:
    """A part or its ink as bytes."""
    return marshal.dumps(_bare(thing))


def part_of(held: bytes) -> Part:
    """A part again. What is in it are the language's own tuples, to be read by position."""
    return Part._make(marshal.loads(held))  # noqa: S302 - checked when read: see `keeping`


def ink_of(part: Part) -> Ink:
    """A part's ink."""
    return Ink._make(marshal.loads(part.ink))  # noqa: S302


def _bare(thing: Any) -> Any:
    """Tuples of the language's own: `marshal` knows no others."""
    return tuple(map(_bare, thing)) if isinstance(thing, tuple) else thing
