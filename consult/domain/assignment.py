"""Partners given out so that all together are as alike as can be, each with how much worse the next best would be."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_ROUNDS = 5  # of exchanging partners; two near-identical pairs need one


@dataclass(frozen=True, slots=True)
class Offer:
    """An old and a new thing that could be one: `score` 0 and up. Of equal scores the lower `rank` goes first."""

    old: int
    new: int
    score: float
    enough: bool
    rank: tuple[float, ...] = ()


def assigned(offers: Sequence[Offer]) -> list[tuple[Offer, float]]:
    """Each old and each new thing at most once, and its margin: what would be lost if it went to its best rival instead.

    The best go first; then any two that would both be better served exchange their partners. Takes time in proportion to
    the number of offers, as long as few are made to each.
    """
    table = _Table(offers)
    for offer in sorted(offers, key=lambda one: (-one.score, one.rank)):
        if offer.enough and offer.old not in table.to and offer.new not in table.of:
            table.join(offer)
    for _ in range(_ROUNDS):
        if not sum(map(table.exchange, offers)):
            break
    return [(offer, table.margin(offer)) for offer in sorted(table.to.values(), key=lambda one: one.old)]


class _Table:
    def __init__(self, offers: Sequence[Offer]) -> None:
        self.to: dict[int, Offer] = {}
        self.of: dict[int, Offer] = {}
        self._by_pair = {(offer.old, offer.new): offer for offer in offers}
        self._rivals: dict[tuple[str, int], list[Offer]] = defaultdict(list)
        for offer in offers:
            self._rivals["old", offer.old].append(offer)
            self._rivals["new", offer.new].append(offer)

    def join(self, offer: Offer) -> None:
        self.to[offer.old] = self.of[offer.new] = offer

    def exchange(self, offer: Offer) -> bool:
        """Takes up an offer, if the two who lose their partners to it are like enough and all are better off together."""
        one, other = self.to.get(offer.old), self.of.get(offer.new)
        crossed = self._by_pair.get((other.old, one.new)) if one and other and one is not other else None
        if crossed is None or not (offer.enough and crossed.enough) or self._loss(offer) >= 0:
            return False
        self.join(offer)
        self.join(crossed)
        return True

    def margin(self, offer: Offer) -> float:
        """What is lost by the best other use of either."""
        rivals = [*self._rivals["old", offer.old], *self._rivals["new", offer.new]]
        return max(0.0, min([self._loss(rival) for rival in rivals if rival is not offer], default=offer.score))

    def _loss(self, rival: Offer) -> float:
        """What the whole loses if the rival is taken up: of a partner each, less what the two left over are to each other."""
        had = {id(one): one for one in (self.to.get(rival.old), self.of.get(rival.new)) if one}
        crossed = None
        if len(had) == 2:
            crossed = self._by_pair.get((self.of[rival.new].old, self.to[rival.old].new))
        return sum(one.score for one in had.values()) - rival.score - (crossed.score if crossed else 0.0)
