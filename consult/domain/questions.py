"""What a scrutiny question asks for, and the limits a panel may set (R12)."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.domain.calendar import latest_publication

PARTS = 6
"""Parts of a question at most, unless the panel says otherwise."""

MOST_PARTS = 26
"""Parts of a question at the very most: they are lettered from (a) to (z)."""


class Wants(StrEnum):
    """How its author wants a question answered."""

    WRITTEN = "written"
    ORAL = "oral"
    BOTH = "both"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _WORDING[self]


_WORDING = {
    Wants.WRITTEN: "A written answer before the meeting",
    Wants.ORAL: "An oral answer at the meeting",
    Wants.BOTH: "A written answer before the meeting, and to speak to it there",
}


WAITING = "Waiting for the clerk to accept it"
"""What everyone reads of a question that no authority has yet."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a panel lays down for its questions.

    `each` is the most a member may ask, None for any number; `notice` the clear working days before the meeting by which
    questions must be in, None for none; `parts` the most parts of one question; `supplementaries` whether one may follow.
    """

    each: int | None = None
    notice: int | None = None
    parts: int = PARTS
    supplementaries: bool = True

    def last_day(self, meeting: date | None, holidays: Container[date]) -> date | None:
        """The last day on which questions are taken; None where no notice is asked for, or no meeting is named.

        The clear days are counted as those of the papers are: neither the day itself nor the meeting's is one of them.
        """
        if self.notice is None or meeting is None:
            return None
        return latest_publication(meeting, holidays, self.notice)

    def left(self, asked: int) -> int | None:
        """How many more a member may ask who has asked so many; None for any number."""
        return None if self.each is None else max(0, self.each - asked)
