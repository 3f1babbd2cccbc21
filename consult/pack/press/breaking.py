"""Where pages end. Blocks are rows of atoms that no page break parts; each page takes as many as it has room for.

As in CSS Fragmentation (and WeasyPrint): margins meet and collapse between blocks, those at an unforced break are
dropped, a break is taken where it is free, then where it is only to be avoided, then wherever nothing is torn.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from consult.pack.press.parts import AVOIDED, DIRE, FREE, Part
from consult.pack.press.unknown import Unknown

FORCED = 3
NEAR = 0.05  # px: as much may stick out


class Atom(NamedTuple):
    """What stays together: from `start` to `end` of a part, below a gap, and how willingly a page ends before it."""

    part: int
    start: float
    end: float
    gap: float
    level: int
    header: int
    height: float  # of the header drawn again where a page begins with it


class Slice(NamedTuple):
    """A part of a block on a page: `y` is where it begins, from the top of the content area."""

    part: int
    start: float
    end: float
    y: float
    header: int
    header_y: float


def pages(atoms: Sequence[Atom], rooms: tuple[float, float]) -> list[list[Slice]]:
    """The slices of each page; `rooms` are the heights of the first page and of all others.

    Raises:
        Unknown: something is taller than a page.
    """
    made: list[list[Slice]] = []
    at = 0
    while at < len(atoms):
        room = rooms[0 if not made else 1]
        after = _end_of_page(atoms, at, room)
        made.append(list(_slices(atoms, at, after)))
        at = after
    return made


def _first_gap(atom: Atom) -> float:
    """Above the first atom of a page: a margin stays where the break was forced."""
    return (atom.gap if atom.level == FORCED else 0.0) + atom.height


def _end_of_page(atoms: Sequence[Atom], at: int, room: float) -> int:
    """The number of the first atom of the next page."""
    first = atoms[at]
    y = _first_gap(first) + first.end - first.start
    if y > room + NEAR:
        raise Unknown("Something is taller than a page")
    chances = [0, 0, 0]
    number = at + 1
    for number in range(at + 1, len(atoms)):
        atom = atoms[number]
        if atom.level == FORCED:
            return number
        chances[atom.level] = number
        y += atom.gap + atom.end - atom.start
        if y > room + NEAR:
            break
    else:
        return len(atoms)
    return chances[FREE] or chances[AVOIDED] or chances[DIRE]


def _slices(atoms: Sequence[Atom], at: int, after: int) -> Iterator[Slice]:
    """The atoms of a page, those of one block that follow each other as one slice."""
    y = 0.0
    held: Slice | None = None
    for number in range(at, after):
        atom = atoms[number]
        if number == at:
            header_y, y = _first_gap(atom) - atom.height, _first_gap(atom)
        else:
            header_y, y = 0.0, y + atom.gap
        if held is not None and held.part == atom.part:
            held = held._replace(end=atom.end)
        else:
            if held is not None:
                yield held
            header = atom.header if number == at and atom.height else -1
            held = Slice(atom.part, atom.start, atom.end, y, header, header_y)
        y += atom.end - atom.start
    if held is not None:
        yield held


def atoms_of(number: int, part: Part, gap: float, level: int, repeats: bool) -> Iterator[Atom]:
    """A part's atoms. `repeats`: it goes on with a table whose header is drawn again where a page begins with it."""
    start = part.top
    header = 0 if repeats else -1
    for cut_level, end, after, cut_header in _sound(part):
        yield _atom(number, part, start, end, gap, level, header)
        gap, level, header, start = after - end, cut_level, cut_header, after
    yield _atom(number, part, start, max(part.bottom, start), gap, level, header)


def _sound(part: Part) -> Iterator[tuple[Any, ...]]:
    """The cuts from the top down, none within another."""
    below = part.top
    for cut in part.cuts:
        if cut[1] >= below and cut[2] <= part.bottom + NEAR:
            yield cut
            below = cut[2]


def _atom(number: int, part: Part, start: float, end: float, gap: float, level: int, header: int) -> Atom:
    height = part.heads[header][1] - part.heads[header][0] if header >= 0 else 0.0
    return Atom(number, start, end, gap, level, header, height)


def collapsed(margins: Sequence[float]) -> float:
    """What is left of margins that meet (CSS 2.2, 8.3.1)."""
    return max([0.0, *(m for m in margins if m > 0)]) + min([0.0, *(m for m in margins if m < 0)])
