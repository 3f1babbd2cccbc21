"""Which words of one text stand in another, in order: the longest common run of words, mended so that it reads well.

Words are compared as they are written; white space is no word. The work is done on one character for each word, which makes
it about a hundred times faster than comparing the words themselves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

_WORD = re.compile(r"[^\W_]+(?:['’\-.,][^\W_]+)*|\S")
_MOST = 400_000_000
"""Pairs of words beyond which the middle of two texts is not compared: 20,000 words against 20,000, 50 MB of working memory."""

ISLAND = 3
"""Words that two rewritten passages may share by chance: an island of so few, shorter than the changes on both its sides, is
read as part of one change. Four words in a row are seldom chance."""
_IN_ROWS = re.compile(
    _WORD.pattern + r"|\n"
)  # in a table, whose cells end with tabs, the end of a row is a mark as well
_STOPS, _PAUSES = frozenset(".?!\n"), frozenset(",;:")
_MARKS = str.maketrans("’‘ʼ“”„‐‑–—−", "'''\"\"\"-----")


def alike_marks(text: str) -> str:
    """`text` with one kind of apostrophe, quotation mark and dash; every character stays where it was."""
    return text.translate(_MARKS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `old_start:old_end` of the one text stand against `new_start:new_end` of the other; `same` if they are equal."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@lru_cache(maxsize=2048)
def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each word or mark of punctuation stands in `text`."""
    return tuple(match.span() for match in _pattern(text).finditer(text))


@lru_cache(maxsize=2048)
def words(text: str) -> tuple[str, ...]:
    """The words and marks of punctuation of `text`, in order."""
    return tuple(_pattern(text).findall(text))


def _pattern(text: str) -> re.Pattern[str]:
    return _IN_ROWS if "\t" in text else _WORD


@lru_cache(maxsize=1024)
def stretches(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The two texts against each other, in order and without a gap: same and changed stretches by turns."""
    return tuple(_mended(list(closest_stretches(old, new)), old, new))


@lru_cache(maxsize=1024)
def closest_stretches(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Stretch, ...]:
    """The same with every word that can stand for itself, islands of chance among them."""
    found = _raw(old, new)
    if found and not found[0].same:
        found.insert(0, Stretch(True, 0, 0, 0, 0))
    if found and not found[-1].same:
        found.append(Stretch(True, len(old), len(old), len(new), len(new)))
    for n, one in enumerate(found):
        if not one.same and (one.old_start == one.old_end or one.new_start == one.new_end):
            _settle(found, n, old, new)
    return tuple(one for one in found if one.old_end > one.old_start or one.new_end > one.new_start)


def _raw(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = len(old) - tail, len(new) - tail
    found = [Stretch(True, 0, head, 0, head)] if head else []
    found += _middle(old[head : ends[0]], new[head : ends[1]], head)
    return [*found, Stretch(True, ends[0], len(old), ends[1], len(new))] if tail else found


def _settle(found: list[Stretch], n: int, old: Sequence[str], new: Sequence[str]) -> None:
    """Moves words that were only put in, or only taken out, to where a person would say they begin, if it comes to the same.

    Of "… . The first. The second." without its first sentence, "The first ." was taken out and not "first . The".
    """
    one = found[n]
    inserted = one.old_start == one.old_end
    side, start, end = (new, one.new_start, one.new_end) if inserted else (old, one.old_start, one.old_end)
    before, after = (found[m].old_end - found[m].old_start for m in (n - 1, n + 1))
    back = next((k for k in range(before) if side[start - k - 1] != side[end - k - 1]), before)
    on = next((k for k in range(after) if side[start + k] != side[end + k]), after)
    back, on = (back if n == 1 else min(back, before - 1)), (on if n == len(found) - 2 else min(on, after - 1))
    step = max(range(-back, on + 1), key=lambda d: (_beginning(side, start + d), -abs(d)))
    for m, front, rear in ((n - 1, 0, step), (n, step, step), (n + 1, step, 0)):
        had = found[m]
        at = had.old_start + front, had.old_end + rear, had.new_start + front, had.new_end + rear
        found[m] = Stretch(had.same, *at)


def _beginning(side: Sequence[str], at: int) -> int:
    """How well something begins there: a sentence best, then a clause."""
    before = side[at - 1] if at else "."
    return 2 if before in _STOPS else int(before in _PAUSES)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _middle(old: Sequence[str], new: Sequence[str], offset: int) -> list[Stretch]:
    """The stretches between the common head and tail."""
    if not old and not new:
        return []
    if not old or not new or len(old) * len(new) > _MOST:
        return [Stretch(False, offset, offset + len(old), offset, offset + len(new))]
    letters: dict[str, str] = {}
    coded = ["".join(letters.setdefault(word, chr(len(letters))) for word in side) for side in (old, new)]
    found: list[Stretch] = []
    for code in LCSseq.opcodes(*coded):
        at = [offset + n for n in (code.src_start, code.src_end, code.dest_start, code.dest_end)]
        one = Stretch(code.tag == "equal", at[0], at[1], at[2], at[3])
        found.append(_joined(found.pop(), one) if found and found[-1].same == one.same else one)
    return found


def _joined(one: Stretch, other: Stretch, *, same: bool | None = None) -> Stretch:
    kept = one.same if same is None else same
    return Stretch(kept, one.old_start, other.old_end, one.new_start, other.new_end)


def _mended(found: list[Stretch], old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Takes islands of chance into the changes around them, until none is left."""
    kept: list[Stretch] = []
    for one in found:
        kept.append(one)
        while len(kept) > 2 and not kept[-1].same and _by_chance(kept[-3], kept[-2], kept[-1], old, new):
            after, _, before = kept.pop(), kept.pop(), kept.pop()
            kept.append(_joined(before, after))
    return kept


def _by_chance(before: Stretch, island: Stretch, after: Stretch, old: Sequence[str], new: Sequence[str]) -> bool:
    shared = old[island.old_start : island.old_end]
    real = sum(word[0].isalnum() for word in shared)
    length = sum(map(len, shared))
    return real <= ISLAND and length <= min(_changed(before, old, new), _changed(after, old, new))


def _changed(stretch: Stretch, old: Sequence[str], new: Sequence[str]) -> int:
    sides = old[stretch.old_start : stretch.old_end], new[stretch.new_start : stretch.new_end]
    return max(sum(map(len, side)) for side in sides)
