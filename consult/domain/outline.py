"""A draft laid out in one row: its paragraphs through all sections, and its headings among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.ordering import in_order


@dataclass(frozen=True, slots=True)
class Outline:
    """`paragraphs` of all sections in order; `section_of` and `items` by their positions in that row.

    `items` are headings and paragraphs as they stand: (section, None) for a heading, (section, paragraph) else.
    """

    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    section_of: tuple[int, ...]
    items: tuple[tuple[int, int | None], ...]

    def positions(self, section: int) -> range:
        """The positions of a section's paragraphs."""
        before = sum(len(one.paragraphs) for one in self.sections[:section])
        return range(before, before + len(self.sections[section].paragraphs))


def outline(draft: Draft) -> Outline:
    """Lays a draft out."""
    section_of: list[int] = []
    items: list[tuple[int, int | None]] = []
    for number, section in enumerate(draft.sections):
        items.append((number, None))
        for _ in section.paragraphs:
            items.append((number, len(section_of)))
            section_of.append(number)
    paragraphs = tuple(paragraph for section in draft.sections for paragraph in section.paragraphs)
    return Outline(draft.sections, paragraphs, tuple(section_of), tuple(items))


@dataclass(frozen=True, slots=True)
class Tie:
    """Something old and something new that have to do with each other. At most one tie of each is `main`: it keeps the key.

    `given` says, in words, how much of the one is in the other; the rest as in `pairing.Fate`.
    """

    old: int
    new: int
    likeness: float
    given: float
    margin: float = 1.0
    main: bool = True


def mains(ties: Sequence[Tie]) -> dict[int, int]:
    """Old positions to the new ones that carry on their keys."""
    return {tie.old: tie.new for tie in ties if tie.main}


class Order:
    """The pairs that kept their order, and whether another fits in among them."""

    def __init__(self, pairs: Iterable[tuple[int, int]], weight: Callable[[int], int]) -> None:
        ordered = sorted(pairs)
        self.run = [ordered[n] for n in in_order(ordered, [weight(old) for old, _ in ordered])]
        self._olds = [old for old, _ in self.run]

    def fits(self, old: int, new: int) -> bool:
        """Whether a pair stands after all that were before it, and before all that were after it."""
        before, after = bisect_left(self._olds, old), bisect_right(self._olds, old)
        return (before == 0 or self.run[before - 1][1] <= new) and (after == len(self.run) or self.run[after][1] >= new)
