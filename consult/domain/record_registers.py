"""Recommendations, statutory coverage, background papers and the partnership, as they are carried from one system to another."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from consult.domain.partnership import PartnerKind

if TYPE_CHECKING:
    from consult.domain.record import Spot


def _where() -> str:
    return field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A body of the partnership. `kind` None: because it has officers here; then it is told for its dates."""

    body: str
    kind: PartnerKind | None = None
    begins: date | None = None
    ends: date | None = None
    where: str = _where()


@dataclass(frozen=True, slots=True)
class ReplyLine:
    """What a body replied. It was approved and released where the times say so; `came_on`: the clerk entered it."""

    body: str
    by: str
    text: str
    at: datetime
    acts: bool | None = None  # None for a holding reply
    came_on: date | None = None
    approved_at: datetime | None = None
    released_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecommendationLine:
    """A recommendation; one that was never issued has lost its words, since the public never had them.

    `sent_to` names those it was issued to, and in which part they belonged to the partnership; `question` is the id of the
    question it follows.
    """

    id: str
    text: str
    meeting_on: date
    at: datetime
    minute: str = ""
    section: str | None = None
    spot: "Spot | None" = None
    question: str | None = None
    issued_on: date | None = None
    issued_at: datetime | None = None
    sent_to: tuple[tuple[str, PartnerKind], ...] = ()
    replies: tuple[ReplyLine, ...] = ()
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""
    closed_at: datetime | None = None
    closing_note: str = ""
    where: str = _where()


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """What was said of a duty in one version: the sections that cover it, and an explanation."""

    version: int
    duty: str
    by: str
    at: datetime
    spots: tuple["Spot", ...] = ()
    explanation: str = ""
    where: str = _where()


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A background paper; papers stand in the clerk's order."""

    title: str
    place: str = ""
    link: str = ""
    dated_on: date | None = None
    where: str = _where()
