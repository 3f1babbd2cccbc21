"""The paragraphs of two drafts tied to one another: see `pairing`."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from consult.domain.assignment import Offer, assigned
from consult.domain.certainty import PART, PART_ELSEWHERE
from consult.domain.draft import Kind
from consult.domain.kinship import (
    Between,
    Kin,
    Line,
    Runs,
    family,
    folded,
    kin,
    likeness,
    lines,
    share,
)
from consult.domain.outline import Order, Outline, Tie, mains
from consult.domain.twins import twins


@dataclass(frozen=True, slots=True)
class Exact:
    """What is the same in both: ties of paragraphs, headings by section, and between which of these each paragraph stands."""

    ties: tuple[Tie, ...]
    headings: Mapping[int, int]
    olds: Mapping[int, Between]
    news: Mapping[int, Between]


def exact(old: Outline, new: Outline) -> Exact:
    """Pairs what has the same words. Headings take part, for what stands under the same heading is more likely the same."""
    keys = [[_key(one, item) for item in one.items] for one in (old, new)]
    weights = [_weight(old, item) for item in old.items]
    pairs = twins(keys[0], keys[1], weights)
    margins = _margins(keys[0], keys[1], pairs)
    ties, headings = [], {}
    for here, there in pairs.items():
        one, other = old.items[here], new.items[there]
        if one[1] is not None and other[1] is not None:
            ties.append(Tie(one[1], other[1], 1.0, _weight(old, one), margins[here]))
        else:
            headings[one[0]] = other[0]
    standing = {there: there for there in pairs.values()}
    return Exact(tuple(ties), headings, _between(old, pairs), _between(new, standing))


def _key(draft: Outline, item: tuple[int, int | None]) -> Hashable:
    if item[1] is None:
        return "heading", folded(draft.sections[item[0]].heading).casefold()
    paragraph = draft.paragraphs[item[1]]
    return family(paragraph.kind), paragraph.html if paragraph.kind is Kind.FIGURE else folded(paragraph.text)


def _weight(draft: Outline, item: tuple[int, int | None]) -> int:
    """What counts when two things have changed places: the longer one stayed."""
    return 10 if item[1] is None else 1 + len(draft.paragraphs[item[1]].text) // 6


def _between(draft: Outline, partners: Mapping[int, int]) -> dict[int, Between]:
    """For each paragraph the partners, among the new items, of the nearest items on its sides that have one."""
    sides = []
    for order in (range(len(draft.items)), range(len(draft.items) - 1, -1, -1)):
        last, found = -1, {}
        for n in order:
            found[n] = last
            last = partners.get(n, last)
        sides.append(found)
    return {
        position: Between(sides[0][n], sides[1][n])
        for n, (_, position) in enumerate(draft.items)
        if position is not None
    }


def _margins(old: Sequence[Hashable], new: Sequence[Hashable], pairs: Mapping[int, int]) -> dict[int, float]:
    """How sure each pair is among its like: as far as its neighbours are neighbours still; wholly, where it has no like."""
    counts = Counter(old), Counter(new)
    found = {}
    for here, there in pairs.items():
        alone = counts[0][old[here]] == counts[1][new[there]] == 1
        kept = sum(_beside(pairs, here, there, step, len(old), len(new)) for step in (1, -1))
        found[here] = 1.0 if alone else kept / 2
    return found


def _beside(pairs: Mapping[int, int], here: int, there: int, step: int, olds: int, news: int) -> bool:
    ends = not 0 <= here + step < olds and not 0 <= there + step < news
    return ends or pairs.get(here + step, -1) == there + step


@dataclass(frozen=True, slots=True)
class _Loose:
    """Both drafts ready to be compared, and what has no exact counterpart in the other."""

    old: Mapping[int, Line]
    new: Mapping[int, Line]
    olds: Mapping[int, Between]
    news: Mapping[int, Between]


def tie(old: Outline, new: Outline, same: Exact) -> tuple[Tie, ...]:
    """All ties of paragraphs: the same, the edited, and the parts of what was split or merged."""
    loose = _loose(old, new, same)
    edited = _edited(kin(loose.old, loose.new, loose.olds, loose.news), loose)
    parts = _parts(loose, edited)
    return (*same.ties, *edited, *parts)


def _loose(old: Outline, new: Outline, same: Exact) -> _Loose:
    taken = {tie.old for tie in same.ties}, {tie.new for tie in same.ties}
    letters: dict[str, str] = {}
    sides = []
    for n, one in enumerate((old, new)):
        left = [position for position in range(len(one.paragraphs)) if position not in taken[n]]
        sides.append(dict(zip(left, lines([one.paragraphs[p] for p in left], letters), strict=True)))
    return _Loose(sides[0], sides[1], same.olds, same.news)


def _edited(found: Sequence[Kin], loose: _Loose) -> list[Tie]:
    """Gives each paragraph the partner most like it; of equals the one nearer its own place."""
    places = _places(loose.old), _places(loose.new)
    offers = [
        Offer(one.old, one.new, one.worth, one.enough, (abs(places[0][one.old] - places[1][one.new]),)) for one in found
    ]
    ties = []
    for offer, margin in assigned(offers):
        size = (len(loose.old[offer.old].coded) + len(loose.new[offer.new].coded)) / 2
        alike = likeness(loose.old[offer.old], loose.new[offer.new])
        ties.append(Tie(offer.old, offer.new, alike, alike * size, min(1.0, margin)))
    return ties


def _places(side: Mapping[int, Line]) -> dict[int, float]:
    """How far down the draft each stands, 0 to 1."""
    last = max(side, default=0) or 1
    return {position: position / last for position in side}


def _parts(loose: _Loose, edited: Sequence[Tie]) -> list[Tie]:
    """Ties what has no partner to what most of it comes from, or went into."""
    to = mains(edited)
    of = {new: old for old, new in to.items()}
    olds = _Wholes(loose.old, loose.new, to, loose.olds)
    news = _Wholes(loose.new, loose.old, of, loose.news)
    split = [
        Tie(one, part, 0.0, given, main=False)
        for part in sorted(loose.new.keys() - of.keys())
        for one, given in olds.holding(loose.new[part], loose.news[part])
    ]
    merged = [
        Tie(part, other, 0.0, given, main=False)
        for part in sorted(loose.old.keys() - to.keys() - {tie.old for tie in split})
        for other, given in news.holding(loose.old[part], loose.olds[part])
    ]
    return [_weighed(tie, loose) for tie in _with_mains([*split, *merged], to, of)]


class _Wholes:
    """The paragraphs of one draft as what parts in the other may belong to; `partners` have taken up the rest of them."""

    def __init__(
        self,
        held: Mapping[int, Line],
        others: Mapping[int, Line],
        partners: Mapping[int, int],
        between: Mapping[int, Between],
    ) -> None:
        self._held, self._others, self._partners, self._between = held, others, partners, between
        self._runs = Runs(held)

    def holding(self, part: Line, between: Between) -> list[tuple[int, float]]:
        """The one that holds most of `part`, and how many of its words: none or one. `between` says where the part stands."""
        best = (0.0, -1)
        for position in self._runs.closest(part):
            partner = self._partners.get(position)
            held = share(part, self._held[position], None if partner is None else self._others[partner])
            if held >= (PART if self._between[position].near(between) else PART_ELSEWHERE):
                best = max(best, (held, position))
        return [(best[1], best[0] * len(part.coded))] if best[0] else []


def _with_mains(parts: Sequence[Tie], to: Mapping[int, int], of: Mapping[int, int]) -> Iterator[Tie]:
    """A whole that has no partner keeps its key in its greatest part, if that has none either."""
    olds, news = set(to), set(of)
    for part in sorted(parts, key=lambda tie: (-tie.given, tie.old, tie.new)):
        free = part.old not in olds and part.new not in news
        if free:
            olds.add(part.old)
            news.add(part.new)
        yield replace(part, main=free)


def _weighed(part: Tie, loose: _Loose) -> Tie:
    return replace(part, likeness=likeness(loose.old[part.old], loose.new[part.new]))


def strayed(old: Outline, new: Outline, ties: Sequence[Tie], sections: Mapping[int, int]) -> set[tuple[int, int]]:
    """Which ties, as (old, new), lead to another place: out of order, or into a section that carries on another one.

    `sections` are the old ones with the new ones that carry them on. What goes along with its section has not moved.
    """
    order: dict[tuple[int, int] | None, list[tuple[int, int]]] = defaultdict(list)
    for pair in mains(ties).items():
        place = old.section_of[pair[0]], new.section_of[pair[1]]
        for group in (place, None):
            order[group].append(pair)
    orders = {group: Order(pairs, lambda n: _weight(old, (0, n))) for group, pairs in order.items()}
    carried = set(sections.values())
    found = set()
    for tie in ties:
        place = old.section_of[tie.old], new.section_of[tie.new]
        own = sections.get(place[0]) == place[1]
        elsewhere = not own and place[0] in sections and place[1] in carried
        if elsewhere or not orders.get(place if own else None, orders[None]).fits(tie.old, tie.new):
            found.add((tie.old, tie.new))
    return found
