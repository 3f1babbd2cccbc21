"""What a consultation holds, as it is carried from one system to another: the shapes of `consult load` and of its export.

Built from primitives. All times are aware. Who somebody is: an e-mail address, or, in what is given away, a name such as
"person-3" that tells nobody their address (R18). `where` says where in a file something stood, and is no part of it.
"""

from dataclasses import dataclass, field
from datetime import datetime

from consult.domain.anchoring import Anchor
from consult.domain.arriving import Way
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.draft import Draft
from consult.domain.exemption import Sealed
from consult.domain.interests import Interest
from consult.domain.people import Role
from consult.domain.questions import Wants
from consult.domain.record_about import About
from consult.domain.record_commitments import CommitmentLine
from consult.domain.record_marks import UNMARKED, Marks
from consult.domain.record_redrafts import ChangeLine, Origin, PlaceLine
from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine

FORMAT = "consult-record/1"
"""Names the shape of a whole record as JSON."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong somewhere in a file, and what to do about it."""

    where: str  # "line 12"
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Faulty(Exception):
    """A file cannot be taken; nothing has changed. `faults` are all that were found, in the file's order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def _where() -> str:
    return field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One role somebody has, or had `until` it was ended."""

    who: str
    name: str
    role: Role
    body: str = ""
    until: datetime | None = None
    where: str = _where()


@dataclass(frozen=True, slots=True)
class Spot:
    """Exactly where in the draft: positions of the section, and of the paragraph within it, from 0; None for the whole."""

    version: int
    section: int | None = None
    paragraph: int | None = None
    passage: Anchor | None = None  # the words, where some were marked


@dataclass(frozen=True, slots=True)
class Supporter:
    """Who supports a comment. `at` None: as soon as it was made. `body` None: whichever they speak for."""

    by: str
    at: datetime | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """How something came in that the clerk entered for its author, and when."""

    way: Way
    at: datetime


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment. It stands at `spot` where there is one, else where `section`, `paragraph` and `quote` say in words.

    `section` None is the whole draft, `paragraph` None the whole section; `body` None the council its author speaks for;
    `authority` None the one that answers there. One that was withdrawn, rejected or exempt has lost its words; an exempt one
    its stance too. `places` are those in every version it was carried through, the earliest first; () where it was not.
    """

    id: str
    by: str
    stance: Stance | None
    text: str
    at: datetime
    section: str | None = None
    paragraph: str | None = None
    quote: str | None = None
    suggested_wording: str | None = None
    kind: Kind = Kind.COMMENT
    supported_by: tuple[Supporter, ...] = ()
    body: str | None = None
    authority: str | None = None
    spot: Spot | None = None
    withdrawn_at: datetime | None = None
    came: Came | None = None
    late_reason: str = ""  # why it was taken after the window closed (R11)
    places: tuple[PlaceLine, ...] = ()
    marks: Marks = UNMARKED
    where: str = _where()


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A scrutiny question and the authorities it is put to; a withdrawn one has lost its parts.

    It stands at `spot` where there is one, else where `section` and `paragraph` say in words. `supplementary_to` is the id
    of the question whose answer it follows. The clerk accepted it at `accepted_at`, None for as soon as it was received;
    one that is `waiting` for that has lost its parts too where it was given away.
    """

    id: str
    by: str
    to: tuple[str, ...]
    parts: tuple[str, ...]
    at: datetime
    section: str | None = None
    paragraph: str | None = None
    wants: Wants = Wants.WRITTEN
    supplementary_to: str | None = None
    body: str | None = None
    spot: Spot | None = None
    accepted_at: datetime | None = None
    waiting: bool = False
    withdrawn_at: datetime | None = None
    came: Came | None = None
    late_reason: str = ""
    marks: Marks = UNMARKED
    where: str = _where()


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """A key line of enquiry, and the ids of the questions under it in order."""

    title: str
    questions: tuple[str, ...] = ()
    where: str = _where()


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Somebody says that an answer does not settle what they said, and why (R9)."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An authority's answer to the comment or question `to`. It was released where `released_at` says so.

    `disposition` is None for questions and holding replies. Answers of one `group` were given together.
    """

    to: str
    by: str
    text: str
    at: datetime
    disposition: Disposition | None = None
    reason: str = ""
    resulting_wording: str = ""
    authority: str | None = None
    holding: bool = False
    group: int | None = None
    approved_at: datetime | None = None
    released_at: datetime | None = None
    unsettled: tuple[Unsettled, ...] = ()
    exempt: Sealed | None = None  # it has lost its words, and what became of a comment, where it was given away
    where: str = _where()


@dataclass(frozen=True, slots=True)
class DeclarationLine:
    """An interest a member declared, or that there is none (R19)."""

    by: str
    interest: Interest
    text: str
    at: datetime
    where: str = _where()


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the draft. `authorities` names who answers for each section, "" for "as above".

    `based_on` is the number of the version it follows, None for the first. Where `withdrawn_at` is said, it was taken back.
    """

    number: int
    published_at: datetime
    draft: Draft
    authorities: tuple[str, ...]
    origin: Origin = Origin.IMPORTED
    based_on: int | None = None
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything of one consultation; or, where `about` is None, what is added to one that is there.

    Comments and questions stand in the order of their numbers.
    """

    people: tuple[Part, ...] = ()
    comments: tuple[CommentLine, ...] = ()
    questions: tuple[QuestionLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    declarations: tuple[DeclarationLine, ...] = ()
    lines: tuple[EnquiryLine, ...] = ()
    commitments: tuple[CommitmentLine, ...] = ()
    about: About | None = None
    versions: tuple[Version, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    partners: tuple[PartnerLine, ...] = ()
    recommendations: tuple[RecommendationLine, ...] = ()
    coverage: tuple[CoverageLine, ...] = ()
    papers: tuple[PaperLine, ...] = ()
