"""Reminding people of what is awaited from them: not twice within a day, and said in words when it was done."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from consult.domain.calendar import clock_time, short_day

AGAIN_AFTER = timedelta(hours=24)
"""As long as lies, at the least, between two reminders of the same thing to the same person."""


def may_remind(last: datetime | None, now: datetime) -> bool:
    """True where nobody has reminded them within a day; `last` is when they were reminded before, None for never."""
    return last is None or now - last >= AGAIN_AFTER


def reminded_in_words(last: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """ "Reminded today at 10:14am", "Reminded yesterday at 5pm", "Reminded on 3 February 2021"; "" for never."""
    if last is None:
        return ""
    local, today = last.astimezone(zone), now.astimezone(zone).date()
    days = (today - local.date()).days
    if days > 1:
        return f"Reminded on {short_day(local.date())}"
    return f"Reminded {'yesterday' if days else 'today'} at {clock_time(local)}"
