"""Words and changes of a marked-up copy's paragraph, carried over to the draft's paragraph that it is.

The two have the same words, but for a number typed before them, white space and quotation marks, or a correction made
since. Nothing is carried over onto other words.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from re import compile as pattern

from consult.domain.anchoring import Anchor, anchor_at, find
from consult.domain.marked_copy import CopyParagraph, Edit, applied
from consult.domain.marked_spots import key_of, typed_number, words_of
from consult.domain.refusals import Refused

_TOKEN = pattern(r"\w+|[^\w\s]")
_MOST_COMPARED = 4_000_000  # pairs of words; beyond that, words that stand often are not lined up first
_SURE = 4  # words in a row that are alike; fewer might be lined up with others of the same spelling


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bare:
    """Paragraphs of the copy without the numbers typed before them; `cuts` says where those stood, and their lengths."""

    text: str
    cuts: tuple[tuple[int, int], ...]

    def at(self, offset: int) -> int:
        """An offset of the paragraphs as they are, in `text`."""
        return offset - sum(min(max(offset - start, 0), length) for start, length in self.cuts)

    def edits(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """Edits in `text`; those of a number are left out."""
        kept = [edit for edit in edits if not self._is_of_number(edit)]
        return tuple(Edit(self.at(edit.start), self.at(edit.end), edit.new) for edit in kept)

    def _is_of_number(self, edit: Edit) -> bool:
        inside = any(start <= edit.start < start + length >= edit.end for start, length in self.cuts)
        return inside and "\n" not in edit.new


def bare(paragraphs: Sequence[CopyParagraph]) -> Bare:
    """What `Bare` says, of these."""
    cuts, at = [], 0
    for paragraph in paragraphs:
        cuts.append((at, typed_number(paragraph)[1]))
        at += len(paragraph.text) + 1
    return Bare("\n".join(words_of(paragraph) for paragraph in paragraphs), tuple(cuts))


class Carrier:
    """From the text of the copy to that of the draft."""

    def __init__(self, copy: str, draft: str) -> None:
        self.copy, self.draft = copy, draft
        self._from, self._to = _tokens(copy), _tokens(draft)
        self._starts = [token.start for token in self._from]
        self._pairs = _sure(_paired([t.word for t in self._from], [t.word for t in self._to]), len(self._to))

    def words(self, start: int, end: int) -> Anchor | None:
        """The anchor of the words `copy[start:end]` in the draft; None where they are not there, or might be elsewhere.

        They are there where they stand among other words of the draft, or where they stand once in either text.
        """
        span = self._span(start, end)
        try:
            if span is not None:
                return anchor_at(self.draft, *span)
            quote = self.copy[start:end]
            return find(self.draft, quote) if find(self.copy, quote) else None
        except Refused:
            return None

    def edits(self, edits: Sequence[Edit]) -> tuple[Edit, ...] | None:
        """The same edits of the draft's text; None where one of them concerns words that the draft does not have."""
        made = []
        for edit in edits:
            span = self._span(edit.start, edit.end) if edit.start < edit.end else self._point(edit.start)
            if span is None:
                return None
            made.append(Edit(*span, edit.new))
        in_order = all(one.end <= two.start for one, two in pairwise(made))
        return tuple(made) if in_order else None

    def wording(self, edits: Sequence[Edit]) -> str | None:
        """The draft's text with the edits made."""
        carried = self.edits(edits)
        return None if carried is None else applied(self.draft, carried)

    def _span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `copy[start:end]` stands, if each of its words is there and nothing else between them."""
        first = bisect_right(self._starts, start) - 1
        first += 1 if first < 0 or self._from[first].end <= start else 0
        last = bisect_right(self._starts, end - 1) - 1
        if last < first:
            return self._white(start, end)
        paired = [self._pairs.get(n) for n in range(first, last + 1)]
        if paired[0] is None or paired != list(range(paired[0], paired[0] + len(paired))):
            return None
        begins, ends = self._after(start, first), self._before(end, last)
        return None if begins is None or ends is None else (begins, max(begins, ends))

    def _after(self, at: int, token: int) -> int | None:
        """An offset at or before the start of a token, or within it."""
        here, there = self._from[token], self._to[self._pairs[token]]
        if at >= here.start:
            return min(there.start + at - here.start, there.end)
        room = there.start - (self._to[self._pairs[token] - 1].end if self._pairs[token] else 0)
        return there.start - min(here.start - at, room)

    def _before(self, at: int, token: int) -> int | None:
        """An offset at or after the end of a token, or within it."""
        here, there = self._from[token], self._to[self._pairs[token]]
        if at <= here.end:
            return max(there.end - (here.end - at), there.start)
        following = self._pairs[token] + 1
        room = (self._to[following].start if following < len(self._to) else len(self.draft)) - there.end
        return there.end + min(at - here.end, room)

    def _white(self, start: int, end: int) -> tuple[int, int] | None:
        """Where white space between two words stands."""
        one, two = self._point(start), self._point(end)
        return (one[0], max(one[0], two[0])) if one and two else None

    def _point(self, at: int) -> tuple[int, int] | None:
        """Where a place between two words, or within one, is."""
        token = bisect_right(self._starts, at) - 1
        if token >= 0 and token in self._pairs and at < self._from[token].end:
            place = self._after(at, token)
        elif token >= 0 and token in self._pairs:
            place = self._before(at, token)
        elif token + 1 in self._pairs:
            place = self._after(at, token + 1)
        else:
            return None
        return None if place is None else (place, place)


def _tokens(text: str) -> list[_Token]:
    return [_Token(key_of(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def _paired(old: list[str], new: list[str]) -> dict[int, int]:
    """Which token of the copy is which of the draft: what is alike at both ends first, then what lies between."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    pairs = {n: n for n in range(head)}
    pairs |= {len(old) - 1 - n: len(new) - 1 - n for n in range(tail)}
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if left and right:
        matcher = SequenceMatcher(None, left, right, autojunk=len(left) * len(right) > _MOST_COMPARED)
        for i, j, size in matcher.get_matching_blocks():
            pairs |= {head + i + n: head + j + n for n in range(size)}
    return pairs


def _sure(pairs: dict[int, int], length: int) -> dict[int, int]:
    """The pairs that stand in a row of at least _SURE, or that are all there is."""
    rows: list[list[tuple[int, int]]] = []
    for one, other in sorted(pairs.items()):
        if rows and rows[-1][-1] == (one - 1, other - 1):
            rows[-1].append((one, other))
        else:
            rows.append([(one, other)])
    return {one: other for row in rows if len(row) >= min(_SURE, length) for one, other in row}
