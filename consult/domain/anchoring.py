"""Where quoted words stand in a paragraph (W3C text quote and text position selectors)."""

import re
import unicodedata
from dataclasses import dataclass

from consult.domain.refusals import Refused

CONTEXT = 32
"""Characters kept before and after a quote, to tell it from its like."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of one paragraph's text: `text[start:end] == exact`, offsets in code points."""

    exact: str
    start: int
    end: int
    prefix: str
    suffix: str


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor for `text[start:end]`, without white space at its ends; raises Refused where nothing is left."""
    start, end = max(0, start), min(len(text), end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Refused("No words are marked. Choose the words you are commenting on.", field="quote")
    return Anchor(text[start:end], start, end, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def find(text: str, quote: str, *, near: int | None = None) -> Anchor:
    """The anchor of `quote` in a paragraph's `text`, however its white space and quotation marks were typed.

    Where the words stand more than once, the place nearest to offset `near` is meant. Raises Refused where they do not
    stand there, or stand there more than once and `near` is None: they are never guessed onto other words.
    """
    places = _found(text, quote)
    if len(places) > 1 and near is None:
        raise Refused(
            f"These words stand {len(places)} times in the paragraph. Add the words before or after them.",
            field="quote",
        )
    start, end = min(places, key=lambda place: abs(place[0] - (near or 0)))
    return anchor_at(text, start, end)


def every_place(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand in any text, whole and in order, however their white space, marks and capitals were typed.

    Places that meet are one. [] where they stand nowhere: a part of a longer word is no place.
    """
    found: list[tuple[int, int]] = []
    for start, end in _places(text, words, re.IGNORECASE):
        if _within_word(text, start) or _within_word(text, end):
            continue
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def passage(text: str, quote: str, start: int | None, end: int | None) -> Anchor:
    """The anchor of words that were marked at `text[start:end]` and may have been corrected since.

    Words as they were marked stand where they were marked, however often they occur. Corrected words that occur more than
    once stand where they meet the marked ones, if only one place does. Raises Refused as `find` does.
    """
    if start is None or end is None or not 0 <= start < end <= len(text):
        return find(text, quote)
    if _comparable(text[start:end])[0].split() == _comparable(quote)[0].split() != []:
        return anchor_at(text, start, end)
    meeting = [place for place in _found(text, quote) if place[0] < end and place[1] > start]
    return anchor_at(text, *meeting[0]) if len(meeting) == 1 else find(text, quote)


def _found(text: str, quote: str) -> list[tuple[int, int]]:
    """Every place of the quoted words, in order; raises Refused where there is none."""
    if not quote.split():
        raise Refused("Write the words you are commenting on.", field="quote")
    places = _places(text, quote) or _places(text, quote, re.IGNORECASE)
    if not places:
        raise Refused("These words are not in the paragraph. Copy them from it exactly.", field="quote")
    return places


def _places(text: str, quote: str, flags: int = 0) -> list[tuple[int, int]]:
    """Every place of the words, also those that overlap; accents may be written as one character or as two."""
    exact = set(_spans(text, quote, flags))
    (plain, offsets), words = _comparable(text), _comparable(quote)[0]
    if (plain, words) == (text, quote):
        return sorted(exact)
    spans = _spans(plain, words, flags)
    whole = {
        (offsets[start], offsets[end]) for start, end in spans if _between(offsets, start) and _between(offsets, end)
    }
    return sorted(exact | whole)


def _spans(text: str, quote: str, flags: int) -> list[tuple[int, int]]:
    words = quote.split()
    pattern = r"\s+".join(_loosely(word) for word in words)
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", text, flags)] if words else []


def _between(offsets: list[int], at: int) -> bool:
    """False in the middle of what is one character of the text."""
    return at == 0 or offsets[at] != offsets[at - 1]


_UNSEEN = re.compile("[\ufeff\u2060\u202a-\u202e\u2066-\u2069]")


def _comparable(text: str) -> tuple[str, list[int]]:
    """The text as it is compared: accents apart from their letters, no marks that nobody sees.

    With it, for each of its positions, the offset in `text`; as it is, where nothing needs doing.
    """
    if unicodedata.is_normalized("NFD", text) and not _UNSEEN.search(text):
        return text, list(range(len(text) + 1))
    pieces = [(c, n) for n, one in enumerate(text) if not _UNSEEN.match(one) for c in unicodedata.normalize("NFD", one)]
    ordered: list[tuple[str, int]] = []
    for character, offset in pieces:
        at = len(ordered)
        accent = unicodedata.combining(character)
        while accent and at and unicodedata.combining(ordered[at - 1][0]) > accent:
            at -= 1
        ordered.insert(at, (character, offset))
    return "".join(c for c, _ in ordered), [*(offset for _, offset in ordered), len(text)]


_ALIKE = ("'’‘ʼ", '"“”„', "-‐‑–—−")


def _loosely(word: str) -> str:
    """A pattern for a word that takes any apostrophe for any other, and so for quotation marks and dashes."""
    return "".join(next((f"[{re.escape(group)}]" for group in _ALIKE if c in group), re.escape(c)) for c in word)
