"""How long what is kept is kept: the days on which personal data are erased (R23) and papers may be removed (R16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ERASED = "[erased]"
"""What stands where words stood that were never published."""

ADDRESS = "erased-{id}@erased.invalid"
"""The address of somebody whose own was erased: nothing can be sent there, and nobody signs in with it."""

CHALLENGE_DAYS = 92
"""Three months, within which a decision can be taken to court, and a day (CPR 54.5)."""

PAPER_YEARS, BACKGROUND_YEARS = 6, 4
"""The law's: LGA 1972 s100C and s100D. An installation may keep longer, never shorter."""

LONGEST_DAYS, LONGEST_YEARS = 3660, 100


@dataclass(frozen=True, slots=True)
class Periods:
    """The settings. Days after adoption, after the window closed, after a letter was sent; years after the meeting.

    Raises ValueError, which says what is wrong, for one that nobody can mean or the law does not allow.
    """

    challenge_days: int = CHALLENGE_DAYS
    unsent_days: int = 90
    letter_days: int = 30
    paper_years: int = PAPER_YEARS
    background_years: int = BACKGROUND_YEARS

    def __post_init__(self) -> None:
        for days in (self.challenge_days, self.unsent_days, self.letter_days):
            if not 1 <= days <= LONGEST_DAYS:
                raise ValueError(f"write a whole number of days from 1 to {LONGEST_DAYS}")
        for years, least in ((self.paper_years, PAPER_YEARS), (self.background_years, BACKGROUND_YEARS)):
            if not least <= years <= LONGEST_YEARS:
                raise ValueError(
                    f"the law asks for {least} years: write a whole number from {least} to {LONGEST_YEARS}"
                )


class Rule(StrEnum):
    """Why something goes."""

    PERSONAL = "personal data"
    PEOPLE = "people"
    UNSENT = "texts not sent"
    LETTERS = "letters"
    PAPERS = "papers"
    BACKGROUND = "background papers"

    def in_words(self, periods: Periods) -> str:
        """The rule as it is told."""
        return {
            Rule.PERSONAL: f"{periods.challenge_days} days after adoption, within which it can be challenged",
            Rule.PEOPLE: "once the personal data of every consultation they took part in may go",
            Rule.UNSENT: f"{periods.unsent_days} days after the window closed",
            Rule.LETTERS: f"{periods.letter_days} days after they were sent or given up",
            Rule.PAPERS: f"{periods.paper_years} years after the meeting (Local Government Act 1972, section 100C)",
            Rule.BACKGROUND: f"{periods.background_years} years after the meeting (section 100D)",
        }[self]


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule finds: in a consultation ("" for the installation), from which day (None: not known yet), and how much.

    `what` are the kinds of thing it would take with their numbers; {} where there is nothing (left).
    """

    consultation: str
    rule: Rule
    on: date | None
    what: Mapping[str, int]
    today: date

    @property
    def is_due(self) -> bool:
        """True where the day has come and there is something to take."""
        return self.on is not None and self.on <= self.today and bool(self.what)


def after_days(day: date, days: int) -> date:
    """The first day on which so many whole days have passed since `day`."""
    return day + timedelta(days=days + 1)


def after_years(day: date, years: int) -> date:
    """The first day after so many years beginning with `day`; of a leap day, the first of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def is_erased(address: str) -> bool:
    """Whether an address stands where one was erased."""
    return address.endswith(ADDRESS.rpartition("}")[2])
