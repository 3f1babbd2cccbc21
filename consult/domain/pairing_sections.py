"""The sections of two drafts tied to one another, by heading, content and place: see `pairing`."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from consult.domain.assignment import Offer, assigned
from consult.domain.certainty import CONTENT, HEADING
from consult.domain.kinship import folded
from consult.domain.outline import Order, Outline, Tie, mains

_EXTENDED = 0.8  # how alike headings are of which one has all the words of the other: "Money", "Money and people"
_SOME_CONTENT = 0.2  # what a reworded heading needs beside it, and one that occurs more than once
_SAME_HEADING = 0.6  # what an equal heading counts, against content from 0 to 1
_NEIGHBOUR = 0.15  # what each neighbour counts that is a neighbour still
_MOST = 20  # sections of one heading that are compared with each


def tie(old: Outline, new: Outline, headings: Mapping[int, int], paragraphs: Sequence[Tie]) -> tuple[Tie, ...]:
    """All ties of sections. `headings` are those already paired as the same, by section; `paragraphs` the ties beneath them.

    Headings that occur more than once ("Actions", "Measures") are told apart by what stands beneath and beside them. What of a
    section's content went into another one than its own ties the two as parts, if it was most of either.
    """
    words = _words(old), _words(new)
    common = _common(old, new, paragraphs)
    repeated = _repeated(old) | _repeated(new)
    offers = []
    for one, other in _worth_comparing(old, new, headings, common):
        size = max(words[0][one], words[1][other])
        content = min(1.0, common.get((one, other), 0.0) / size) if size else 0.0
        beside = sum(headings.get(one + step, -1) == other + step for step in (1, -1))
        offers.append(
            _offer(
                one, other, content, beside, _alike(old, new, one, other), _name(old.sections[one].heading) in repeated
            )
        )
    ties = [Tie(one.old, one.new, min(1.0, one.score), one.score, min(1.0, margin)) for one, margin in assigned(offers)]
    return (*ties, *_parts(common, words, mains(ties)))


def _words(draft: Outline) -> list[float]:
    totals = [0.0] * len(draft.sections)
    for position, paragraph in enumerate(draft.paragraphs):
        totals[draft.section_of[position]] += len(paragraph.text.split())
    return totals


def _common(old: Outline, new: Outline, ties: Sequence[Tie]) -> dict[tuple[int, int], float]:
    """How many words any two sections have in common."""
    common: dict[tuple[int, int], float] = defaultdict(float)
    for one in ties:
        common[old.section_of[one.old], new.section_of[one.new]] += one.given
    return common


def _repeated(draft: Outline) -> set[str]:
    counts = Counter(_name(section.heading) for section in draft.sections)
    return {name for name, count in counts.items() if count > 1}


def _name(heading: str) -> str:
    return folded(heading).casefold()


def _offer(one: int, other: int, content: float, beside: int, heading: float, repeated: bool) -> Offer:
    """Content alone will do, or a heading that is the only one of its words; any other needs something beside it."""
    backed = content >= _SOME_CONTENT or beside == 2
    enough = (
        content >= CONTENT
        or (heading == 1 and (not repeated or backed or beside > 0))
        or (heading >= HEADING and backed)
    )
    score = content + _SAME_HEADING * heading + _NEIGHBOUR * beside
    return Offer(one, other, score, enough, (abs(one - other),))


def _worth_comparing(
    old: Outline, new: Outline, headings: Mapping[int, int], common: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Those with content in common, of one heading, or between two neighbours that are paired."""
    same: dict[str, list[int]] = defaultdict(list)
    for n, section in enumerate(new.sections):
        same[_name(section.heading)].append(n)
    named = {(n, m) for n, section in enumerate(old.sections) for m in same[_name(section.heading)][:_MOST]}
    return sorted(named | set(common) | set(_between(headings, len(old.sections), len(new.sections))))


def _alike(old: Outline, new: Outline, one: int, other: int) -> float:
    names = _name(old.sections[one].heading), _name(new.sections[other].heading)
    return 1.0 if names[0] == names[1] else max(fuzz.ratio(*names), _EXTENDED * fuzz.token_set_ratio(*names)) / 100


def _between(headings: Mapping[int, int], olds: int, news: int) -> Iterator[tuple[int, int]]:
    """Sections without a partner in the same gap between two that have one."""
    run = [(-1, -1), *Order(headings.items(), lambda _: 1).run, (olds, news)]
    taken = set(headings.values())
    for (one, other), (next_one, next_other) in pairwise(run):
        left = [n for n in range(one + 1, next_one) if n not in headings]
        right = [n for n in range(other + 1, next_other) if n not in taken]
        if len(left) * len(right) <= 400:
            yield from ((n, m) for n in left for m in right)


def _parts(
    common: Mapping[tuple[int, int], float], words: tuple[list[float], list[float]], to: Mapping[int, int]
) -> Iterator[Tie]:
    """Sections that went into another, or came out of one, for the most part. The greatest part carries on what nothing does."""
    olds, news = set(to), set(to.values())
    for given, one, other in sorted(
        ((given, *pair) for pair, given in common.items()), key=lambda part: (-part[0], part)
    ):
        split = other not in to.values() and given >= CONTENT * words[1][other] > 0
        merged = one not in to and given >= CONTENT * words[0][one] > 0
        if (split or merged) and to.get(one) != other:
            free = one not in olds and other not in news
            olds.add(one)
            news.add(other)
            yield Tie(one, other, min(1.0, given / max(words[0][one], words[1][other])), given, main=free)


def strayed(ties: Sequence[Tie]) -> set[tuple[int, int]]:
    """Which ties, as (old, new), lead to a section that stands elsewhere among the others; as few as can be."""
    order = Order(mains(ties).items(), lambda _: 1)
    return {(tie.old, tie.new) for tie in ties if not order.fits(tie.old, tie.new)}
