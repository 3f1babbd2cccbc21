"""Where a comment on a draft has come to stand in its redraft: what `reanchoring` finds and a person may put right.

Positions are those of `pairing`: sections by their place among the sections, paragraphs by theirs through the whole new draft.
"""

from dataclasses import dataclass
from enum import StrEnum

from consult.domain.anchoring import Anchor


class State(StrEnum):
    """Where a comment has come to stand: with its paragraph and words, somewhere else, or nowhere."""

    PLACED = "placed"
    MOVED = "moved"
    ORPHANED = "orphaned"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the new draft, by positions: a section, a paragraph of it, words of that; None for the whole."""

    section: int | None = None
    paragraph: int | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a comment may belong to, and how much speaks for it, 0 to 1."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a comment goes. `to` is None if it is orphaned, else the place of the first candidate.

    `confidence` and `margin` (over the next best place) are 0 to 1. `review` is False only where nobody need look. `why` is a
    sentence for the clerk. `candidates` are the places it might belong to, the likeliest first.
    """

    state: State
    to: Place | None
    confidence: float
    margin: float
    review: bool
    why: str
    candidates: tuple[Candidate, ...] = ()
