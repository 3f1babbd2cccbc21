"""The front page of the digest: whose paper it is, what it reviews and whom to ask about it."""

from dataclasses import dataclass
from datetime import date, datetime


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
