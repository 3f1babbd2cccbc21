"""Times of day as people type them, and the moment they mean in a time zone."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_TYPED = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?")


def time_of_day(words: str) -> time:
    """ "9am", "9.30 a.m.", "09:00", "5pm", "17:00", "1730", "midday" as a time.

    Raises ValueError with what to do, for no time, for "5:30" (morning or afternoon?) and for midnight (of which day?).
    """
    typed = re.sub(r"([ap])\.?m\.?$", r"\1m", re.sub(r"\s+", "", words.lower()))
    if typed in ("midday", "noon"):
        return time(12)
    match = _TYPED.fullmatch(typed)
    if typed != "midnight" and match is None:
        raise ValueError("must be a time, like 9am, 5:30pm or 17:30")
    hour, minute = _hour_and_minute(match) if match else (0, 0)
    if hour in (0, 24) and minute == 0:
        raise ValueError("must not be midnight, which can be either end of a day. Write 12:01am or 11:59pm")
    if hour > 23 or minute > 59:
        raise ValueError("must be a real time, like 9am, 5:30pm or 17:30")
    return time(hour, minute)


def _hour_and_minute(match: re.Match[str]) -> tuple[int, int]:
    digits, minutes, half = match.groups()
    hour, minute = int(digits), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            raise ValueError("must be a real time, like 9am, 5:30pm or 17:30")
        return hour % 12 + (12 if half == "pm" else 0), minute
    if minutes is None or (len(digits) == 1 and hour):
        raise ValueError("must say am or pm, like 9am or 5:30pm, or use the 24-hour clock, like 09:00 or 17:30")
    return hour, minute


def moment_at(day: date, at: time, zone: ZoneInfo, *, later: bool = False) -> datetime:
    """The moment, in UTC, when clocks in `zone` show that time; the `later` one of two where they are put back over it.

    Raises ValueError with what to do where they are put forward over it, so that they never show it.
    """
    local = datetime.combine(day, at.replace(fold=int(later)), tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError("does not exist on that day: the clocks go forward over it. Choose an hour earlier or later")
    return moment
