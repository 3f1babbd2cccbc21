"""Clear working days before a meeting (LGA 1972 s100B: R1) and how times are said."""

from collections.abc import Container
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count, islice
from zoneinfo import ZoneInfo

CLEAR_DAYS = 5


@cache
def england_holidays() -> Container[date]:
    """England's bank holidays, of any year."""
    import holidays  # a large table, wanted only where a publication date is worked out

    return holidays.country_holidays("GB", subdiv="ENG")


def is_working_day(day: date, holidays: Container[date]) -> bool:
    """Neither a weekend nor a holiday."""
    return day.weekday() < 5 and day not in holidays


def latest_publication(meeting: date, holidays: Container[date], clear_days: int = CLEAR_DAYS) -> date:
    """The last day on which papers may be published: `clear_days` working days lie strictly between it and the meeting.

    The day of publication itself is a working day, since nobody publishes on another.
    """
    earlier = (meeting - timedelta(days=n) for n in count(1))
    working = (day for day in earlier if is_working_day(day, holidays))
    return next(islice(working, clear_days, None))


def moment(at: datetime, zone: ZoneInfo) -> str:
    """A time as it is said: "5pm on Friday 19 February 2021", "9:30am on …"."""
    local = at.astimezone(zone)
    return f"{clock_time(local)} on {long_day(local.date())}"


def clock_time(local: datetime) -> str:
    """ "5pm", "9:30am", "midday", "midnight"."""
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02d}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def long_day(day: date) -> str:
    """ "Friday 19 February 2021"."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_day(day: date) -> str:
    """ "19 February 2021"."""
    return f"{day.day} {day:%B %Y}"
