"""What a strategy must deal with by law, and whether a draft does (Crime and Disorder Act 1998, section 6: R22).

The wording is ours and editable here; it is not a quotation of the Act.
"""

from dataclasses import dataclass
from datetime import date

ACT = "Crime and Disorder Act 1998, section 6"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing a strategy must deal with. `code` is kept in the record; `since` None: for as long as there were strategies."""

    code: str
    title: str
    source: str
    since: date | None = None

    def applies(self, day: date) -> bool:
        """True where it was in force on that day."""
        return self.since is None or self.since <= day


DUTIES = (
    Duty("crime", "Crime and anti-social behaviour", f"{ACT}(1)(a)"),
    Duty("substances", "Misuse of drugs, alcohol and other substances", f"{ACT}(1)(b)"),
    Duty("re-offending", "Re-offending", f"{ACT}(1)(c)"),
    Duty("serious-violence", "Serious violence", f"{ACT}(1)(d)", since=date(2023, 1, 31)),
    Duty("police-and-crime-plan", "Regard to the police and crime plan", ACT),
)
"""In the order they are printed."""

CODES = frozenset(duty.code for duty in DUTIES)


@dataclass(frozen=True, slots=True)
class CoveredIn:
    """A section that covers a duty; `key` lasts from version to version."""

    key: str
    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """One duty, and how the version reviewed covers it or why it does not."""

    code: str
    title: str
    source: str
    since: date | None
    sections: tuple[CoveredIn, ...] = ()
    explanation: str = ""
    written_by: str = ""
    written_on: date | None = None
    revision: int = 0  # 0: nobody has said anything

    @property
    def missing(self) -> bool:
        """True where it is neither covered nor explained."""
        return not self.sections and not self.explanation

    @property
    def status(self) -> str:
        """In words."""
        if self.missing:
            return "Neither covered nor explained"
        return "Covered" if self.sections else "Explained"
