"""How long it is since the panel met: a warning after twelve months, a note after its own interval (R7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LIMIT = 12
"""Months after which a panel that has not met is warned."""

QUARTERLY = 3
"""The interval of a panel that has set none, in months."""

INTERVALS = {1: "Every month", 2: "Every two months", 3: "Every quarter", 6: "Twice a year", 12: "Once a year"}
"""What a panel can choose."""


class Lapse(StrEnum):
    """How long it is since the last meeting, against what is wanted."""

    NONE = "none"
    INTERVAL = "interval"  # longer than the panel's own interval
    LIMIT = "limit"  # longer than twelve months


@dataclass(frozen=True, slots=True)
class Schedule:
    """The last meeting there was, the next there is to be, and how the time since stands. None where none is known."""

    last: date | None
    coming: date | None
    lapse: Lapse


def schedule(meetings: Iterable[date], today: date, every: int) -> Schedule:
    """Judges the days on which a panel met or is to meet; `every` is its interval in months. A panel with none is not judged.

    A day falls so many months after another when it bears the same number, or is the last of its month.
    """
    days = sorted(set(meetings))
    last = max((day for day in days if day <= today), default=None)
    coming = min((day for day in days if day > today), default=None)
    if last is None:
        return Schedule(None, coming, Lapse.NONE)
    lapse = Lapse.LIMIT if today > after(last, LIMIT) else Lapse.INTERVAL if today > after(last, every) else Lapse.NONE
    return Schedule(last, coming, lapse)


def after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)
