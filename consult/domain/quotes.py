"""Words quoted from one text looked for in another, word by word, with what stood around them.

White space and the make of quotation marks and dashes make no difference, capitals do. A quote that begins or ends inside a
word takes the whole word with it while it is looked for.
"""

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from consult.domain.anchoring import Anchor, anchor_at
from consult.domain.word_alignment import Stretch, alike_marks, closest_stretches, spans, stretches, words

AROUND = 6
"""Words looked at on each side of a quote."""

_ADJOINING = 3  # words in a row next to the quote that are as good as all six
_AT_AN_END = 0.5  # what it counts that a quote still begins, or ends, its paragraph
_STOPS = frozenset(".?!")
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
    return max(min(1.0, _alike(old, new) / min(_ADJOINING, len(old))), 0.8 * fuzz.ratio(old, new) / 100)


def _alike(one: Words, other: Words) -> int:
    """How many words two texts have in common from their beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (here, there) in pairs if here != there), min(len(one), len(other)))


def sentences(sought: Passage) -> Passage:
    """The whole sentences that the quote is in."""
    stops = [0, *(n + 1 for n, word in enumerate(sought.words) if word in _STOPS), len(sought.words)]
    first, last = max(n for n in stops if n <= sought.start), min(n for n in stops if n >= sought.end)
    return Passage(sought.words, first, last, (0, 0))


def unbroken(sought: Passage, held: Words) -> tuple[int, int] | None:
    """Where the quote begins now if it lies in one stretch of unchanged words, and how long that stretch is."""
    for one in stretches(sought.words, held):
        if one.same and one.old_start <= sought.start and sought.end <= one.old_end:
            return one.new_start + sought.start - one.old_start, one.old_end - one.old_start
    return None


def stood(old: Words, new: Words, start: int, end: int) -> int | None:
    """Where the words `start:end` of `new` began in `old`, if they lie in one stretch of unchanged words."""
    for one in stretches(old, new):
        if one.same and one.new_start <= start and end <= one.new_end:
            return one.old_start + start - one.new_start
    return None


def image(sought: Passage, held: Words) -> tuple[int, int]:
    """What stands in place of the quote, by what is unchanged around it: `start:end`, empty where nothing does."""
    found = [
        _between(one, sought)
        for one in closest_stretches(sought.words, held)
        if one.old_end > sought.start and one.old_start < sought.end
    ]
    return (found[0][0], max(found[-1][1], found[0][0])) if found else (0, 0)


def _between(one: Stretch, sought: Passage) -> tuple[int, int]:
    """The new side of a stretch, as far as it answers to the quote: by proportion where only a part of a changed one does."""
    size = one.new_end - one.new_start
    head, tail = max(0, sought.start - one.old_start), max(0, one.old_end - sought.end)
    if not one.same and one.old_end > one.old_start:
        head, tail = (round(cut * size / (one.old_end - one.old_start)) for cut in (head, tail))
    return one.new_start + head, one.new_end - tail


def likeness(quote: Words, other: Words) -> float:
    """How like two passages are, 0 to 1: by words, if half of those quoted are left, or by letters if very alike so."""
    real = [[word for word in side if word[0].isalnum()] for side in (quote, other)]
    half = 2 * LCSseq.similarity(*real) >= len(real[0])
    by_words = fuzz.ratio(*real) / 100 if half and all(real) else 0.0
    return max(by_words, fuzz.ratio(" ".join(quote), " ".join(other), score_cutoff=_BY_LETTERS) / 100)
