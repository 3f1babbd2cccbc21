"""Partners given out, the best first, each with how far ahead of its rivals it was."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """An old and a new thing that could be one: `score` 0 and up. Of equal scores the lower `rank` goes first."""

    old: int
    new: int
    score: float
    enough: bool
    rank: tuple[float, ...] = ()


def assigned(offers: Sequence[Offer]) -> Iterator[tuple[Offer, float]]:
    """Each old and each new thing at most once, with its margin over the best rival either had; 0 where one had a better."""
    rivals = _rivals(offers)
    olds: set[int] = set()
    news: set[int] = set()
    for n, offer in sorted(enumerate(offers), key=lambda one: (-one[1].score, one[1].rank)):
        if offer.enough and offer.old not in olds and offer.new not in news:
            olds.add(offer.old)
            news.add(offer.new)
            yield offer, max(0.0, offer.score - rivals[n])


def _rivals(offers: Sequence[Offer]) -> list[float]:
    tops: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for offer in offers:
        for side in (("old", offer.old), ("new", offer.new)):
            tops[side] = sorted([*tops[side], offer.score], reverse=True)[:2]
    both = [(offer.score, tops["old", offer.old], tops["new", offer.new]) for offer in offers]
    return [max(top[1] if top[0] == score else top[0] for top in two) for score, *two in both]
