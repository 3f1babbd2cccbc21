"""The registers at the end of the digest: every item, what is not printed, who declared what, when nothing was taken."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A line of appendix A: every item, flat, in reference order."""

    reference: str
    place: str
    by: str
    body: str
    stance: str  # "Question" for a question
    outcome: str  # the disposition, or the status in words
    marks: tuple[str, ...] = ()  # "Late", "On behalf", "Redacted": what the outcome does not say


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """An item whose words are not in the paper: its number, and why (R10, R13)."""

    reference: str
    by: str
    body: str
    why: str  # "Exempt (Schedule 12A paragraph 3)"; "Rejected: it is defamatory, frivolous or offensive"; "Withdrawn"


@dataclass(frozen=True, slots=True)
class DeclarationRow:
    """What a member of the panel declared, or that nothing is recorded of somebody who spoke (R19)."""

    by: str
    body: str
    interest: str  # in words
    text: str = ""  # what it is; "" where there is none


@dataclass(frozen=True, slots=True)
class PauseRow:
    """A time during which no comments were taken, by the panel's clock; `ended` is None while it lasts."""

    began: datetime
    ended: datetime | None
    reason: str
