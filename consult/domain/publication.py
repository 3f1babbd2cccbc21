"""How a pack goes out: its number, and whether it is published in time (R1, R2, R15)."""

from dataclasses import dataclass
from datetime import date

from consult.domain.calendar import CLEAR_DAYS


@dataclass(frozen=True, slots=True)
class Publication:
    """A draft pack has no number and no day. `chain_head` ends the audit chain of the record the pack was gathered from.

    `latest_on` is the last day that leaves `clear_days` clear working days before the meeting, None where no meeting is set.
    `urgency` is the chair's reason for publishing later, "" where it is in time (LGA 1972 s100B(4)(b)).
    """

    number: int | None = None
    supplement_to: int | None = None
    published_on: date | None = None
    latest_on: date | None = None
    clear_days: int = CLEAR_DAYS
    urgency: str = ""
    chain_sequence: int = 0
    chain_head: str = ""

    @property
    def in_time(self) -> bool:
        """True where enough clear days remain; a pack without a day or a meeting is not late."""
        return self.published_on is None or self.latest_on is None or self.published_on <= self.latest_on
