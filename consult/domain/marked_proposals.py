"""What a member's marked-up copy proposes, as plain values: each mark as a comment on its place in the draft."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.domain.anchoring import Anchor


class Certainty(StrEnum):
    """How sure it is that a proposal stands where its author put it."""

    CERTAIN = "certain"  # the paragraph and the words are the draft's
    TO_CHECK = "to check"  # a note says why
    BY_HAND = "to be placed by hand"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a proposal stands: on a paragraph, on a section, or (both None) on the whole draft; `words` says it."""

    section_id: int | None
    paragraph_id: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A comment to be made on the member's behalf.

    `marks` are the numbers of the marks it was made from. `anchor` is on the paragraph's words, None for all of it.
    `quote` is what was marked, as the copy has it; long ones are cut. `wording` is the whole paragraph as it would read, or
    the anchored cell of a table; "" where none is suggested. `offered` is the section it stood in, where it has no place.
    """

    number: int
    marks: tuple[int, ...]
    author: str
    at: datetime | None
    place: Place | None
    anchor: Anchor | None
    quote: str
    text: str
    wording: str
    notes: tuple[str, ...]
    certainty: Certainty
    offered: Place | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that differs from the draft though no change of it was tracked."""

    place: Place
    draft: str
    copy: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """All of a copy. `doubt` is a sentence where it seems not to be a copy of this draft at all, else ""."""

    items: tuple[Proposal, ...]
    untaken: tuple[str, ...]
    untracked: tuple[Difference, ...]
    doubt: str
