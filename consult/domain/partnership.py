"""Who belongs to a partnership, and in which part: recommendations are sent to all of them (PJA 2006 s19(2): R6)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consult.domain.calendar import short_day


class PartnerKind(StrEnum):
    """In which part a body belongs to the partnership."""

    RESPONSIBLE = "responsible"
    CO_OPERATING = "co-operating"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return "Responsible authority" if self is PartnerKind.RESPONSIBLE else "Co-operating body"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """From when to when a body exists, both days included; None: nobody said (R21)."""

    begins: date | None = None
    ends: date | None = None

    def includes(self, day: date) -> bool:
        """True where it exists on that day."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)

    @property
    def in_words(self) -> str:
        """ "from 1 July 2022", "until 30 June 2022", "from … until …"; "" where nothing is known."""
        said = (
            f"from {short_day(self.begins)}" if self.begins else "",
            f"until {short_day(self.ends)}" if self.ends else "",
        )
        return " ".join(filter(None, said))
