"""The comments digest as a document: what is printed, and nothing that is not.

Built from primitives only, so that a template never meets a database row and two digests compare with `==`.
Dates and times are in the consultation's own time zone. All text is plain unless its field is called `html`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from consult.domain.change_log import ChangeLog
from consult.domain.lifecycle import AnswerState
from consult.domain.reconciliation import Reconciliation
from consult.domain.redline import Piece


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the paper: an officer's title and how to reach the office (never a commenter's address: R18)."""

    title: str
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page (DOMAIN section 4, item 1)."""

    body: str  # the council or partnership whose paper this is
    panel: str
    item_number: str  # "" where the meeting has not numbered it yet
    meeting_on: date | None
    title: str
    summary: str
    recommendation: str
    contact: Contact
    draft_title: str
    draft_version: int
    pack_number: int | None  # None for a draft pack
    status: str  # "Draft" or "Issued"
    made_at: datetime
    window_opened: datetime | None
    window_closes: datetime | None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Its author says that an answer does not settle what they said, and why (R9)."""

    by: str
    reason: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """Words of an answer that are an undertaking, and its reference."""

    words: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one authority says to a comment or question. `text` is "" until released; `status` says so in words (R20)."""

    authority: str
    status: str  # "Answered", "With the authority", "Holding reply"
    text: str = ""
    disposition: str = ""  # in words: "Accepted in part"; "" for questions and until released
    reason: str = ""
    resulting_wording: tuple[Piece, ...] = ()
    answered_by: str = ""  # name and post
    answered_on: date | None = None
    together_with: tuple[str, ...] = ()  # references of the other comments the same answer is given to
    unsettled: tuple[Unsettled, ...] = ()
    promises: tuple[Promise, ...] = ()
    exempt: str = ""  # "Exempt (Schedule 12A paragraph 3)": its text is "" for those who may not read it (R13)

    @property
    def answered(self) -> bool:
        """False while it is awaited, also where there is a holding reply."""
        return self.status == AnswerState.RELEASED.public_wording


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
    notes: tuple[
        str, ...
    ] = ()  # what the marks mean here: why it is late, how it came, why it was rejected or redacted

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
    paragraphs: tuple[ParagraphEntry, ...]  # only those somebody commented on


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A scrutiny question and its written answers, one for each authority asked."""

    reference: str
    by: str
    body: str
    place: str  # "" where it concerns no section
    asked_of: tuple[str, ...]
    text: str
    received_on: date
    answers: tuple[Answer, ...]
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    wants: str = ""  # in words: "A written answer before the meeting"
    line: str = ""  # the key line of enquiry it is grouped under, "" for none
    supplementary_to: str = ""  # the reference of the question whose answer it follows
    supplementary: str = ""  # the reference of its own supplementary

    @property
    def hidden(self) -> bool:
        """True of a placeholder: its words are not for this reader."""
        return not self.text


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A key line of enquiry and the references of the questions under it, in the clerk's order."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupplyEntry:
    """What an authority supplied to a request or an undertaking. `supplied_on` None: it is not released."""

    text: str
    complete: bool
    status: str  # how far it has come, for those who are told
    supplied_on: date | None
    by: str  # name and post
    delay_reason: str = ""
    declarations: tuple[str, ...] = ()  # what the authority declared, in words (R4)
    files: tuple[str, ...] = ()  # their names


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """An information request or an undertaking: `words` says in one sentence where it stands (R3)."""

    reference: str  # "IR-0002", "U-0001"
    kind: str  # in words
    by: str  # who asked, or to whom it was promised; "" for a promise made at a meeting
    body: str
    place: str  # "" where it concerns no section
    text: str
    authority: str
    owner: str  # who is to keep it, "" for nobody in particular
    basis: (
        str  # "Promised in the answer to Q-0003", "Promised at the meeting on 27 November 2020, minute 12"; "" for none
    )
    source: str  # the reference of the item it came from, "" for none
    issued_on: date
    due_on: date
    words: str
    status: str
    days_overdue: int
    supplies: tuple[SupplyEntry, ...] = ()
    closed_on: date | None = None
    closing_note: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False  # its words are not for the reader


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the at-a-glance tables. `received` = `answered` + `unanswered`."""

    label: str
    received: int
    answered: int

    @property
    def unanswered(self) -> int:
        return self.received - self.answered


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: a label and a number of items."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class Glance:
    """Counts by section, authority, disposition and stance, and what is still unanswered (references in order)."""

    comments: Count
    questions: Count
    by_section: tuple[Count, ...]
    by_authority: tuple[Count, ...]
    by_disposition: tuple[Bar, ...]
    by_stance: tuple[Bar, ...]
    unanswered: tuple[str, ...]
    holding: tuple[str, ...] = ()  # those of the unanswered that have had a holding reply
    unsettled: tuple[str, ...] = ()  # those answered whose author says that the answer does not settle it


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A line of appendix A: every item, flat, in reference order."""

    reference: str
    place: str
    by: str
    body: str
    stance: str  # "Question" for a question
    outcome: str  # the disposition, or the status in words
    marks: tuple[str, ...] = ()  # "Late", "On behalf", "Redacted": what the outcome does not say


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """An item whose words are not in the paper: its number, and why (R10, R13)."""

    reference: str
    by: str
    body: str
    why: str  # "Exempt (Schedule 12A paragraph 3)"; "Rejected: it is defamatory, frivolous or offensive"; "Withdrawn"


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """What a member of the panel declared, or that nothing is recorded of somebody who spoke (R19)."""

    by: str
    body: str
    interest: str  # in words
    text: str = ""  # what it is; "" where there is none


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A time during which no comments were taken, by the panel's clock; `ended` is None while it lasts."""

    began: datetime
    ended: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole paper, in the order it is printed."""

    language: str
    cover: Cover
    glance: Glance
    questions: tuple[QuestionEntry, ...]
    whole_draft: tuple[CommentEntry, ...]
    sections: tuple[SectionEntry, ...]  # every section of the draft, in order, also those without comments
    reconciliation: Reconciliation
    index: tuple[IndexRow, ...]
    unplaced: tuple[CommentEntry, ...] = ()  # those whose section is no longer in the draft either
    changes: ChangeLog | None = None  # since the version before; None where the version reviewed is the first
    lines: tuple[LineEntry, ...] = ()  # in the clerk's order
    commitments: tuple[CommitmentEntry, ...] = ()  # information requests and undertakings, the oldest first
    supplementaries: bool = True  # whether the panel takes a supplementary to a question, so that there is room for it
    not_printed: tuple[NotPrinted, ...] = ()  # in reference order
    declarations: tuple[DeclarationRow, ...] = ()  # by name
    pauses: tuple[PauseRow, ...] = ()  # the earliest first
    figures: tuple[tuple[str, str, bytes], ...] = ()  # (sha256, media type, data) of the pictures in printed paragraphs
