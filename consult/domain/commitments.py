"""What authorities owe: information requests (R3) and undertakings, where each stands, and how that is said everywhere.

Due on a day, overdue the day after, in the panel's time zone. What comes in part leaves the rest owed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.domain.calendar import short_day
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import REQUEST, UNDERTAKING, reference


class Kind(StrEnum):
    """How an authority came to owe something: it was asked for it, or promised it."""

    REQUEST = "request"
    UNDERTAKING = "undertaking"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return "Information request" if self is Kind.REQUEST else "Undertaking"

    def reference(self, number: int) -> str:
        """ "IR-0002" or "U-0001"."""
        return reference(REQUEST if self is Kind.REQUEST else UNDERTAKING, number)


class Status(StrEnum):
    """Where a commitment stands."""

    OUTSTANDING = "outstanding"
    IN_PART = "in part"
    RECEIVED = "received"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _STATUS_WORDING[self]

    @property
    def is_owed(self) -> bool:
        """True while something is still to come."""
        return self in {Status.OUTSTANDING, Status.IN_PART}


_STATUS_WORDING = {
    Status.OUTSTANDING: "Not received",
    Status.IN_PART: "Received in part",
    Status.RECEIVED: "Received",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
    Status.REJECTED: "Rejected",
}


@dataclass(frozen=True, slots=True)
class Received:
    """A supply that everyone may read: the day of its release, and whether it is all that was owed."""

    on: date
    complete: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts a commitment's status follows from. `received` are its released supplies, the earliest first.

    What had come before the clerk reopened it is a part, whatever it was then. `closed_on`: closed by hand.
    """

    kind: Kind
    authority: str
    due_on: date
    state: ItemState = ItemState.RECEIVED
    received: tuple[Received, ...] = ()
    closed_on: date | None = None

    @property
    def status(self) -> Status:
        """Closed when all of it was received, or by the clerk by hand."""
        if self.state is not ItemState.RECEIVED:
            return Status(self.state.value)
        if self.completed_on is not None:
            return Status.RECEIVED
        if self.closed_on is not None:
            return Status.CLOSED
        return Status.IN_PART if self.received else Status.OUTSTANDING

    @property
    def completed_on(self) -> date | None:
        """The day all of it had come."""
        return next((one.on for one in self.received if one.complete), None)

    @property
    def ended_on(self) -> date | None:
        """The day from which nothing was owed any more."""
        return self.completed_on or self.closed_on

    def days_overdue(self, today: date) -> int:
        """Days since the date it was due, 0 while it is not overdue and when nothing is owed."""
        return max(0, (today - self.due_on).days) if self.status.is_owed else 0

    def in_words(self, today: date) -> str:
        """ "Promised by Norfolk Constabulary for 18 December 2020, not received to date (34 days)"."""
        verb = "Requested from" if self.kind is Kind.REQUEST else "Promised by"
        return f"{verb} {self.authority} for {short_day(self.due_on)}{self._came(today)}"

    def _came(self, today: date) -> str:
        status, overdue = self.status, self.days_overdue(today)
        if status in {Status.WITHDRAWN, Status.REJECTED}:
            return f", {status.value}"
        if status is Status.RECEIVED:
            return f", received on {short_day(self.completed_on or self.due_on)}{self._late_by()}"
        parts = _days([one.on for one in self.received])
        in_part = f", received in part on {parts}" if parts else ""
        if status is Status.CLOSED:
            return f"{in_part or ', not received'}; closed by the clerk on {short_day(self.closed_on or today)}"
        if overdue:
            return f"{in_part}, {'the rest ' if in_part else ''}not received to date ({_count(overdue)})"
        if today == self.due_on:
            return f"{in_part}, {'the rest ' if in_part else ''}due today"
        return f"{in_part}, the rest still to come" if in_part else ""

    def _late_by(self) -> str:
        late = ((self.completed_on or self.due_on) - self.due_on).days
        return f", {_count(late)} late" if late > 0 else ""


def _count(days: int) -> str:
    return f"{days:,} {'day' if days == 1 else 'days'}"


def _days(days: list[date]) -> str:
    said = [short_day(day) for day in dict.fromkeys(days)]
    return " and ".join(filter(None, (", ".join(said[:-1]), said[-1]))) if said else ""
