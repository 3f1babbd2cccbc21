"""A consultation itself, as it is carried from one system to another (see domain/record)."""

from dataclasses import dataclass
from datetime import date, datetime

from consult.domain.meetings import QUARTERLY
from consult.domain.questions import PARTS


@dataclass(frozen=True, slots=True)
class Paused:
    """A time during which the window was paused; `resumed_at` is None for one that lasts."""

    paused_at: datetime
    resumed_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """What its cover says, who leads ("" for nobody yet), its rules for questions, how often the panel meets, its times."""

    title: str
    host: str = ""
    panel: str = ""
    lead_authority: str = ""
    meeting_on: date | None = None
    item_number: str = ""
    summary: str = ""
    recommendation: str = ""
    contact_title: str = ""
    contact_email: str = ""
    contact_telephone: str = ""
    questions_each: int | None = None
    question_notice: int | None = None
    question_parts: int = PARTS
    supplementaries: bool = True
    meets_every: int = QUARTERLY  # months
    started_at: datetime | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    adopted_at: datetime | None = None
    pauses: tuple[Paused, ...] = ()
