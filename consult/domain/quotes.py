"""Words quoted from one text looked for in another, word by word, with what stood around them.

White space and the make of quotation marks and dashes make no difference, capitals do. A quote that begins or ends inside a
word takes the whole word with it while it is looked for.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz

from consult.domain.anchoring import Anchor, anchor_at
from consult.domain.word_alignment import Stretch, alike_marks, spans, stretches, words

AROUND = 6
"""Words looked at on each side of a quote."""

_ADJOINING = 3  # words in a row next to the quote that are as good as all six
_AT_AN_END = 0.5  # what it counts that a quote still begins, or ends, its paragraph
_BY_LETTERS = 75  # out of 100: likeness in letters from which "plan" and "plans" are one word edited

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted words in their own text: `words[start:end]`; `cut` are the letters of the first and last word not quoted."""

    words: Words
    start: int
    end: int
    cut: tuple[int, int]

    @property
    def quote(self) -> Words:
        return self.words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Around:
    """How much of what stood before and after a quote stands there still, 0 to 1 each."""

    before: float
    after: float


def read(text: str) -> Words:
    """The words of a text as they are compared."""
    return words(alike_marks(text))


def passage(text: str, anchor: Anchor) -> Passage:
    """The words that `anchor` marks in `text`."""
    where = spans(alike_marks(text))
    start = next((n for n, (_, end) in enumerate(where) if end > anchor.start), len(where))
    end = next((n for n in range(start, len(where)) if where[n][0] >= anchor.end), len(where))
    cut = (anchor.start - where[start][0], where[end - 1][1] - anchor.end) if end > start else (0, 0)
    return Passage(read(text), start, end, (max(0, cut[0]), max(0, cut[1])))


def occurrences(held: Words, quote: Words) -> list[int]:
    """Where `quote` begins among the words `held`: every place, also those that overlap."""
    if not quote:
        return []
    size, first = len(quote), quote[0]
    return [n for n, word in enumerate(held) if word == first and held[n : n + size] == quote]


def anchored(text: str, start: int, end: int, cut: tuple[int, int] = (0, 0)) -> Anchor:
    """The anchor of the words `start:end` of `text`, but for the letters `cut` off at its ends."""
    where = spans(alike_marks(text))
    return anchor_at(text, where[start][0] + cut[0], where[end - 1][1] - cut[1])


def around(sought: Passage, held: Words, start: int, end: int) -> Around:
    """What stands around the words `start:end`, against what stood around the quote."""
    before = _side(_backwards(sought.words, sought.start), _backwards(held, start))
    after = _side(sought.words[sought.end : sought.end + AROUND], held[end : end + AROUND])
    return Around(before, after)


def _backwards(held: Words, end: int) -> Words:
    return held[max(0, end - AROUND) : end][::-1]


def _side(old: Words, new: Words) -> float:
    if not old or not new:
        return _AT_AN_END if old == new else 0.0
    row = next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    return max(min(1.0, row / min(_ADJOINING, len(old))), 0.8 * fuzz.ratio(old, new) / 100)


def unbroken(sought: Passage, held: Words) -> tuple[int, int] | None:
    """Where the quote begins now if it lies in one stretch of unchanged words, and how long that stretch is."""
    for one in stretches(sought.words, held):
        if one.same and one.old_start <= sought.start and sought.end <= one.old_end:
            return one.new_start + sought.start - one.old_start, one.old_end - one.old_start
    return None


def kept(old: Words, new: Words, start: int, end: int) -> bool:
    """Whether the words `start:end` of `new` stood in `old` already, in one stretch of unchanged words."""
    return any(one.same and one.new_start <= start and end <= one.new_end for one in stretches(old, new))


def image(sought: Passage, held: Words) -> tuple[int, int]:
    """What stands in place of the quote, by what is unchanged around it: `start:end`, empty where nothing does."""
    found = [
        _between(one, sought)
        for one in stretches(sought.words, held)
        if one.old_end > sought.start and one.old_start < sought.end
    ]
    return (found[0][0], max(found[-1][1], found[0][0])) if found else (0, 0)


def _between(one: Stretch, sought: Passage) -> tuple[int, int]:
    """The new side of a stretch, as far as it answers to the quote: by proportion where only a part of a changed one does."""
    size = one.new_end - one.new_start
    head, tail = max(0, sought.start - one.old_start), max(0, one.old_end - sought.end)
    if not one.same:
        head, tail = (round(cut * size / (one.old_end - one.old_start)) for cut in (head, tail))
    return one.new_start + head, one.new_end - tail


def likeness(quote: Words, other: Words) -> float:
    """How like two passages are, 0 to 1: by words, or by letters where they are very alike so."""
    by_words = fuzz.ratio(quote, other) / 100 if quote and other else 0.0
    return max(by_words, fuzz.ratio(" ".join(quote), " ".join(other), score_cutoff=_BY_LETTERS) / 100)


def closest(sought: Passage, held: Words) -> list[tuple[int, int]]:
    """What the quote may have become among the words `held`: what stands in its place, and what is most like it."""
    found = [image(sought, held)]
    if len(sought.quote) > 1 and held:
        letters: dict[str, str] = {}
        coded = ["".join(letters.setdefault(word, chr(len(letters))) for word in side) for side in (sought.quote, held)]
        at = fuzz.partial_ratio_alignment(*coded) if len(coded[0]) <= len(coded[1]) else None
        found += [(at.dest_start, at.dest_end)] if at is not None else []
    return [(start, end) for start, end in dict.fromkeys(found) if end > start]
