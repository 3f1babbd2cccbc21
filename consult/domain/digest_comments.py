"""The draft and the comments on it, as the digest prints them."""

from dataclasses import dataclass
from datetime import date

from consult.domain.digest_answers import Answer
from consult.domain.redline import Piece


@dataclass(frozen=True, slots=True)
class MadeOn:
    """A comment that was carried on from an earlier version: where it was made, and what became of the words there."""

    version: int
    place: str  # "Prevent, paragraph 6(a)"
    changed: tuple[Piece, ...] = ()  # its paragraph then and now, () where nothing changed or there is none now
    orphaned: bool = False  # its words are gone: it has no place in the text any more
    taken_into: int = 0  # the version that took its wording, or the answer's, into the text; 0 for none


@dataclass(frozen=True, slots=True)
class CommentEntry:
    """A comment as printed under the words it concerns."""

    reference: str  # "C-0031"
    by: str
    body: str  # the member's appointing council
    place: str  # "Prevent, paragraph 6(a)"; "The whole draft"
    stance: str  # in words
    text: str
    quote: str  # the exact words commented on, as they stood when it was written; "" for the whole paragraph
    suggested_wording: tuple[Piece, ...]  # against the paragraph as it stood, () where none
    received_on: date
    answers: tuple[Answer, ...]
    supporters: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()  # "Late", "On behalf", "Withdrawn", ...: printed beside the reference
    kind: str = ""  # "Drafting point"; "" for a comment like most
    made_on: MadeOn | None = None  # None for one made on the version that is shown
    notes: tuple[str, ...] = ()  # what the marks mean: why it is late, how it came, why it was rejected or redacted
    put_to: str = ""  # the authority that answers it, also where its words are hidden

    @property
    def hidden(self) -> bool:
        """True of a placeholder: its words are not for this reader."""
        return not self.text

    @property
    def orphaned(self) -> bool:
        """True of one whose words are no longer in the draft."""
        return self.made_on is not None and self.made_on.orphaned


@dataclass(frozen=True, slots=True)
class ParagraphEntry:
    """A paragraph of the draft as it stood, and the comments on it."""

    label: str
    level: int
    kind: str
    html: str
    comments: tuple[CommentEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """A section: comments on the whole of it come before its paragraphs."""

    number: str
    heading: str
    level: int
    authority: str  # the responsible authority that owns it
    comments: tuple[CommentEntry, ...]
    paragraphs: tuple[ParagraphEntry, ...]  # those somebody commented on; with the whole draft, every one
    line: str = ""  # the first key line of enquiry with a question on it, "" for none
