"""What the panel recommends and what it hears back: when replies are due (R5), where each stands, and how a paper says so.

A reply is due 28 days after the recommendation is issued, "or as soon as reasonably possible" (2009 Regulations, reg 7): one
that comes later is taken, and a holding reply that says why does not make it any less late.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from consult.domain.calendar import short_day

REPLY_DAYS = 28
"""Calendar days after the day of issue."""

BASIS = f"{REPLY_DAYS} days after it was issued, or as soon as reasonably possible"
"""Why a reply is due when it is due."""

NO_ACTION = "No action proposed"
"""What stands before the reasons of a body that proposes none."""


def reply_due(issued_on: date) -> date:
    """The day by which those it was sent to are to reply."""
    return issued_on + timedelta(days=REPLY_DAYS)


class Status(StrEnum):
    """Where a recommendation stands."""

    RECORDED = "recorded"
    AWAITED = "awaited"
    REPLIED = "replied"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _STATUS_WORDING[self]


_STATUS_WORDING = {
    Status.RECORDED: "Not issued",
    Status.AWAITED: "Responses awaited",
    Status.REPLIED: "All responses received",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
}


class ReplyStatus(StrEnum):
    """Where the reply of one body stands, for everybody."""

    AWAITED = "awaited"
    HELD = "held"
    RECEIVED = "received"
    ENDED = "ended"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _REPLY_WORDING[self]


_REPLY_WORDING = {
    ReplyStatus.AWAITED: "Not received",
    ReplyStatus.HELD: "Holding reply",
    ReplyStatus.RECEIVED: "Received",
    ReplyStatus.ENDED: "No longer awaited",
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """The facts of one body's reply. `came_on`, `held_on`: the days on which everyone could read it, and its holding reply.

    `ended_on`: the clerk closed the recommendation then, or withdrew it.
    """

    body: str
    due_on: date
    came_on: date | None = None
    held_on: date | None = None
    ended_on: date | None = None

    @property
    def status(self) -> ReplyStatus:
        """Received once it came; a holding reply keeps it owed."""
        if self.came_on is not None:
            return ReplyStatus.RECEIVED
        if self.ended_on is not None:
            return ReplyStatus.ENDED
        return ReplyStatus.HELD if self.held_on is not None else ReplyStatus.AWAITED

    @property
    def is_owed(self) -> bool:
        """True while it is still to come."""
        return self.status in {ReplyStatus.AWAITED, ReplyStatus.HELD}

    def days_overdue(self, today: date) -> int:
        """Days since the day it was due, 0 while it is not overdue and when it is not owed."""
        return max(0, (today - self.due_on).days) if self.is_owed else 0

    def in_words(self, today: date) -> str:
        """ "Response due from Norfolk Constabulary by 25 March 2021, not received to date (34 days)"."""
        due = f"Response due from {self.body} by {short_day(self.due_on)}"
        held = f", holding reply on {short_day(self.held_on)}" if self.held_on and self.came_on is None else ""
        if self.came_on is not None:
            return f"{due}, received on {short_day(self.came_on)}{_late((self.came_on - self.due_on).days)}"
        if self.ended_on is not None:
            return f"{due}{held}, not awaited any more since {short_day(self.ended_on)}"
        overdue = self.days_overdue(today)
        if overdue:
            return f"{due}{held}, not received to date ({days(overdue)})"
        return f"{due}{held}, due today" if today == self.due_on else f"{due}{held}"


def all_in_words(awaited: tuple[Awaited, ...], today: date) -> str:
    """Where the replies of all stand: "2 of 9 responses received, 7 not received to date (34 days)"; "" where none is due."""
    if not awaited:
        return ""
    came = sum(one.status is ReplyStatus.RECEIVED for one in awaited)
    owed = [one for one in awaited if one.is_owed]
    said = f"{came} of {len(awaited)} {'response' if len(awaited) == 1 else 'responses'} received"
    if not owed:
        return said
    late = max(one.days_overdue(today) for one in owed)
    return (
        f"{said}, {len(owed)} not received to date ({days(late)})"
        if late
        else f"{said}, {len(owed)} due by {short_day(owed[0].due_on)}"
    )


def days(count: int) -> str:
    """ "1 day", "34 days"."""
    return f"{count:,} {'day' if count == 1 else 'days'}"


def _late(late: int) -> str:
    return f", {days(late)} late" if late > 0 else ""


@dataclass(frozen=True, slots=True)
class ReplyEntry:
    """What one body it was sent to replies. `text` is the action it proposes, or why it proposes none."""

    body: str
    kind: str  # in words: "Responsible authority"
    words: str  # where it stands, in a sentence
    status: str
    days_overdue: int
    acts: bool | None = None  # whether it proposes to act; None until it has replied
    text: str = ""
    by: str = ""  # name and post; "" for one that came to the clerk otherwise
    replied_on: date | None = None
    holding: str = ""  # the reason its holding reply gives, kept also once the reply has come
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class RecommendationEntry:
    """A recommendation as it is printed; `text` is "" for one that was withdrawn before it was issued."""

    reference: str  # "R-0001"
    text: str
    meeting_on: date
    minute: str  # "" for none
    place: str  # the section it follows, "" for none
    question: str  # the reference of the question it follows, "" for none
    issued_on: date | None
    due_on: date | None
    basis: str  # why it is due then
    status: str
    words: str  # where all replies stand, in a sentence
    days_overdue: int  # of the reply that is longest overdue
    replies: tuple[ReplyEntry, ...] = ()  # of everybody it was sent to, by name: responsible authorities first
    closed_on: date | None = None
    closing_note: str = ""
    withdrawn_on: date | None = None
    withdrawal_reason: str = ""

    @property
    def meeting(self) -> str:
        """ "27 November 2020, minute 12"."""
        return f"{short_day(self.meeting_on)}{f', minute {self.minute}' if self.minute else ''}"
