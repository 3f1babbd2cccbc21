"""Which paragraph of the draft each paragraph of a marked-up copy is: said only where it is unmistakable.

The copy was sent out as this draft, so most paragraphs are there word for word. Those stand first; a paragraph that stands
several times is told apart by its neighbours, then by its number; one that was altered without tracking is known by its
likeness, if nothing else in the draft is nearly as like it.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from consult.domain import labels
from consult.domain.marked_copy import CopyKind, CopyParagraph, MarkedCopy, MarkKind
from consult.domain.marked_likeness import Likeness
from consult.domain.marked_spots import Spot, is_figure, key_of, typed_number, words_of

# Likeness is rapidfuzz's ratio of two whole paragraphs, 0 to 100. Two different paragraphs of the demonstration's strategy
# stay under 60, one with a word in ten altered is above 75 (tests/domain/test_marked_matching.py holds both).
ALIKE = 75.0
ALIKE_ANYWHERE = 95.0  # where the paragraph's neighbours do not vouch for the place
MARGIN = 10.0  # by which the best must be more like it than the second
SHORT = 25  # characters; shorter paragraphs are alike by chance
SHORT_MARGIN = 20.0
PART = 30  # characters that one paragraph must have of another to be known as part of it
COVERED = 0.8  # the share of a paragraph that its parts must make up


@dataclass(frozen=True, slots=True)
class Match:
    """Where a paragraph of the copy stands in the draft: usually one spot, several where the draft has it in parts."""

    spots: tuple[int, ...]
    is_exact: bool


@dataclass(slots=True)
class Matcher:
    """Asked for one paragraph of the copy at a time."""

    copy: MarkedCopy
    spots: Sequence[Spot]
    _exact: list[list[int]] = field(init=False)
    _broken: dict[int, int] = field(init=False)
    _sure: list[tuple[int, int]] = field(init=False)  # copy position and spot, where there is no doubt; in order
    _claims: Counter[tuple[int, ...]] = field(init=False)  # how many paragraphs of the copy have the same spots
    _free: dict[int, str] = field(init=False)  # keys of the spots that no paragraph is word for word
    _loose: dict[int, str] = field(init=False)  # keys of the paragraphs that no spot is word for word
    _like_spots: Likeness = field(init=False)
    _like_copy: Likeness = field(init=False)
    _settled: dict[int, Match | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_key: dict[str, list[int]] = defaultdict(list)
        for n, spot in enumerate(self.spots):
            by_key[spot.key].append(n)
        made = self._as_changed()
        self._exact = [self._candidates(p, made[n], by_key) for n, p in enumerate(self.copy.paragraphs)]
        self._broken = self._broken_in_two(by_key)
        claimed = Counter(found for held in self._exact for found in held)
        self._claims = Counter(tuple(held) for held in self._exact)
        self._sure = [(n, held[0]) for n, held in enumerate(self._exact) if len(held) == 1 and claimed[held[0]] == 1]
        lost = [n for n, held in enumerate(self._exact) if not held and n not in self._broken]
        taken = {*claimed, *self._broken.values()}
        self._loose = {n: key_of(words_of(self.copy.paragraphs[n])) for n in lost}
        self._free = {n: spot.key for n, spot in enumerate(self.spots) if n not in taken and spot.key}
        self._like_spots, self._like_copy = Likeness(self._free), Likeness(self._loose)

    def match(self, position: int) -> Match | None:
        """Where the paragraph at a position of the copy stands in the draft; None where that is not certain."""
        if position not in self._settled:
            self._settled[position] = self._found(position)
        return self._settled[position]

    def times(self, position: int) -> int:
        """How often the paragraph stands in the draft word for word."""
        return len(self._exact[position])

    def before(self, position: int) -> Spot | None:
        """The spot of the nearest paragraph at or before this one that is beyond doubt."""
        at = bisect_left(self._sure, (position + 1, -1))
        return self.spots[self._sure[at - 1][1]] if at else None

    def _as_changed(self) -> dict[int, list[str]]:
        """What tracked changes make of each paragraph: the draft may have been published with them already made."""
        made: dict[int, list[str]] = defaultdict(list)
        for mark in self.copy.marks:
            if mark.kind is MarkKind.CHANGE and mark.first is not None and mark.first == mark.last:
                made[mark.first].append(self.copy.wording(mark))
        return made

    def _candidates(self, paragraph: CopyParagraph, made: list[str], by_key: dict[str, list[int]]) -> list[int]:
        """Spots with the same words: a heading's are looked for among headings first, another's among paragraphs."""
        texts = [paragraph.text, *made] if paragraph.kind is not CopyKind.TABLE else [paragraph.text]
        keys = [key_of(words) for text in texts for words in (text, words_of(replace(paragraph, text=text)))]
        found = next((by_key[key] for key in keys if key and key in by_key), [])
        heading = paragraph.kind in (CopyKind.HEADING, CopyKind.TITLE)
        same = [n for n in found if (self.spots[n].paragraph is None) == heading]
        return same or found

    def _broken_in_two(self, by_key: dict[str, list[int]]) -> dict[int, int]:
        """Paragraphs that the draft has as one, which the end of a page had broken in two: each by its spot."""
        found: dict[int, int] = {}
        for n in range(len(self._exact) - 1):
            if self._exact[n] or self._exact[n + 1]:
                continue
            one, two = key_of(words_of(self.copy.paragraphs[n])), key_of(self.copy.paragraphs[n + 1].text)
            whole = by_key.get(f"{one}{'' if one.endswith('-') else ' '}{two}", [])
            if len(whole) == 1:
                found |= {n: whole[0], n + 1: whole[0]}
        return found

    def _found(self, position: int) -> Match | None:
        held = self._exact[position]
        if position in self._broken:
            return Match((self._broken[position],), is_exact=True)
        if held:
            spot = held[0] if len(held) == 1 and self._claims[tuple(held)] == 1 else self._told_apart(position, held)
            return None if spot is None else Match((spot,), is_exact=True)
        figure = self._figure(position)
        if figure is not None:
            return Match((figure,), is_exact=True)
        near = self._near(position)
        return Match((near,), is_exact=False) if near is not None else self._in_parts(position)

    def _gap(self, position: int) -> tuple[int, int, range] | None:
        """The spots between the nearest paragraphs beyond doubt, and the copy's positions there; None where they cross."""
        at = bisect_left(self._sure, (position, -1))
        before = self._sure[at - 1] if at else (-1, -1)
        after = next(
            (pair for pair in self._sure[at:] if pair[0] > position), (len(self.copy.paragraphs), len(self.spots))
        )
        if before[1] >= after[1]:
            return None
        return before[1], after[1], range(before[0] + 1, after[0])

    def _told_apart(self, position: int, held: list[int]) -> int | None:
        """Which of several spots with the same words is meant: by the neighbours, by the order, by the number."""
        gap = self._gap(position)
        if gap is not None:
            within = [n for n in held if gap[0] < n < gap[1]]
            alike = [n for n in gap[2] if self._exact[n] == held]
            if len(within) == len(alike):
                return within[alike.index(position)]
        number = _bare(self.copy.paragraphs[position].label) or _bare(typed_number(self.copy.paragraphs[position])[0])
        numbered = [n for n in held if number and number in (_bare(self.spots[n].label), _own(self.spots[n].label))]
        return numbered[0] if len(numbered) == 1 else None

    def _figure(self, position: int) -> int | None:
        """The picture that a line of the copy stands for: known by its neighbours."""
        gap = self._gap(position)
        if gap is None or not is_figure(self.copy.paragraphs[position]):
            return None
        pictures = [n for n in range(gap[0] + 1, gap[1]) if not self.spots[n].key]
        lines = [n for n in gap[2] if is_figure(self.copy.paragraphs[n])]
        return pictures[lines.index(position)] if len(pictures) == len(lines) else None

    def _near(self, position: int) -> int | None:
        """The one spot that is like the paragraph."""
        key = self._loose[position]
        margin = MARGIN if len(key) >= SHORT else SHORT_MARGIN
        found = self._like_spots.closest(key, ALIKE - margin)
        if not found or found[0][0] < max(ALIKE, margin + (found[1][0] if len(found) > 1 else 0)):
            return None
        score, spot = found[0]
        rivals = self._like_copy.closest(self._free[spot], score - 1)
        if not rivals or rivals[0][1] != position:  # another paragraph of the copy is more like it
            return None
        gap = self._gap(position)
        vouched = gap is not None and gap[0] < spot < gap[1]
        return spot if vouched or (score >= ALIKE_ANYWHERE and len(key) >= SHORT) else None

    def _in_parts(self, position: int) -> Match | None:
        """A paragraph that the draft has joined to another, or divided."""
        key = self._loose[position]
        if len(key) >= PART:
            around = [n for n, held in self._free.items() if key in held]
            if len(around) == 1:
                return Match((around[0],), is_exact=False)
        inside = [n for n, held in self._free.items() if len(held) >= PART // 2 and held in key]
        covered = sum(len(self._free[n]) for n in inside)
        consecutive = inside == list(range(inside[0], inside[-1] + 1)) if inside else False
        return Match(tuple(inside), is_exact=False) if consecutive and covered >= COVERED * len(key) else None


def _bare(label: str) -> str:
    return re.sub(r"[^\w.]", "", label).strip(".").casefold()


def _own(label: str) -> str:
    return _bare(labels.own_mark(label))
