"""Where quoted words stand in a paragraph (W3C text quote and text position selectors)."""

import re
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
    words = quote.split()
    if not words:
        raise Refused("Write the words you are commenting on.", field="quote")
    pattern = r"\s+".join(_loosely(word) for word in words)
    places = _places(pattern, text) or _places(pattern, text, re.IGNORECASE)
    if not places:
        raise Refused("These words are not in the paragraph. Copy them from it exactly.", field="quote")
    if len(places) > 1 and near is None:
        raise Refused(
            f"These words stand {len(places)} times in the paragraph. Add the words before or after them.",
            field="quote",
        )
    start, end = min(places, key=lambda place: abs(place[0] - (near or 0)))
    return anchor_at(text, start, end)


def _places(pattern: str, text: str, flags: int = 0) -> list[tuple[int, int]]:
    """Every place of the pattern, also those that overlap."""
    return [match.span(1) for match in re.finditer(f"(?=({pattern}))", text, flags)]


_ALIKE = ("'’‘ʼ", '"“”„', "-‐‑–—−")


def _loosely(word: str) -> str:
    """A pattern for a word that takes any apostrophe for any other, and so for quotation marks and dashes."""
    return "".join(next((f"[{re.escape(group)}]" for group in _ALIKE if c in group), re.escape(c)) for c in word)
