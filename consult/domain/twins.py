"""Pairs of items that are the same on both sides, also where many of them are alike.

What stands once on each side is paired first, wherever it stands; then what adjoins a pair; then, in order, what stands
between the same two pairs; and last, in order, whatever else is the same.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from consult.domain.ordering import in_order, window_of

Keys = Sequence[Hashable]


class _Pairs:
    """The pairs found so far, from either side."""

    def __init__(self, old: Keys, new: Keys) -> None:
        self.old, self.new = old, new
        self.to: dict[int, int] = {}
        self.of: dict[int, int] = {}

    def join(self, one: int, other: int) -> bool:
        """Pairs the two if both are there, alike and free."""
        inside = 0 <= one < len(self.old) and 0 <= other < len(self.new)
        if not inside or one in self.to or other in self.of or self.old[one] != self.new[other]:
            return False
        self.to[one], self.of[other] = other, one
        return True

    def in_order(self, weights: Sequence[int]) -> list[tuple[int, int]]:
        pairs = sorted(self.to.items())
        return [pairs[n] for n in in_order(pairs, [weights[old] for old, _ in pairs])]


def twins(old: Keys, new: Keys, weights: Sequence[int]) -> dict[int, int]:
    """For old positions the new ones of the same key. `weights`, by old position, say what weighs most in keeping its order."""
    pairs = _Pairs(old, new)
    counts, others = Counter(old), Counter(new)
    only = {key: n for n, key in enumerate(new) if others[key] == 1}
    for n, key in enumerate(old):
        if counts[key] == 1 and key in only:
            pairs.join(n, only[key])
    kept = pairs.in_order(weights)
    _grow(pairs, kept)
    _grow(pairs, list(pairs.to.items()))
    kept = pairs.in_order(weights)
    windows = [window_of(range(len(side)), [pair[n] for pair in kept]) for n, side in enumerate((old, new))]
    _zip(pairs, lambda n: (windows[0][n], old[n]), lambda n: (windows[1][n], new[n]))
    _zip(pairs, lambda n: old[n], lambda n: new[n])
    return pairs.to


def _grow(pairs: _Pairs, starts: Iterable[tuple[int, int]]) -> None:
    for one, other in starts:
        for step in (1, -1):
            n = 1
            while pairs.join(one + n * step, other + n * step):
                n += 1


def _zip(pairs: _Pairs, old_key: Callable[[int], Hashable], new_key: Callable[[int], Hashable]) -> None:
    """Pairs what is free and has the same key, the first with the first."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for n in range(len(pairs.new) - 1, -1, -1):
        if n not in pairs.of:
            waiting[new_key(n)].append(n)
    for n in range(len(pairs.old)):
        if n not in pairs.to and waiting.get(old_key(n)):
            pairs.join(n, waiting[old_key(n)].pop())
