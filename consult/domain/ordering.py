"""What kept its order and what moved: the heaviest run of pairs that follow one another on both sides."""

from bisect import bisect_left
from collections.abc import Sequence


def in_order(pairs: Sequence[tuple[int, int]], weights: Sequence[int]) -> list[int]:
    """Which of `pairs` (old, new; each side's positions once) keep their order: indices into it, by position.

    Of all such runs the one of the greatest weight, so that of two things that changed places the lighter one is said to
    have moved. Weights are positive. Takes time in proportion to n log n.
    """
    rank = {new: n for n, new in enumerate(sorted(new for _, new in pairs), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (
        len(pairs) + 1
    )  # a Fenwick tree: the heaviest run that ends at or before
    before = [-1] * len(pairs)
    for index in sorted(range(len(pairs)), key=lambda n: pairs[n]):
        place = rank[pairs[index][1]]
        weight, before[index] = _heaviest(best, place - 1)
        _put(best, place, (weight + weights[index], index))
    run, last = [], _heaviest(best, len(pairs))[1]
    while last >= 0:
        run.append(last)
        last = before[last]
    return run[::-1]


def _heaviest(tree: list[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place > 0:
        if tree[place][0] > found[0]:
            found = tree[place]
        place -= place & -place
    return found


def _put(tree: list[tuple[int, int]], place: int, run: tuple[int, int]) -> None:
    while place < len(tree):
        if run[0] > tree[place][0]:
            tree[place] = run
        place += place & -place


def window_of(positions: Sequence[int], fixed: Sequence[int]) -> dict[int, int]:
    """For each of `positions`, between which of the `fixed` ones (ascending) it stands: how many of them are before it."""
    return {position: bisect_left(fixed, position) for position in positions}
