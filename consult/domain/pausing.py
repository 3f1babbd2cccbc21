"""How long a commenting window was paused, and what that makes of its closing time."""

from datetime import datetime, timedelta


def made_up_for(closes_at: datetime, *, paused_at: datetime, now: datetime) -> datetime:
    """The closing time that gives members back the time they lost, to the whole minute after."""
    moved = closes_at + (now - paused_at)
    over = timedelta(seconds=moved.second, microseconds=moved.microsecond)
    return moved + timedelta(minutes=1) - over if over else moved


def how_long(paused: timedelta) -> str:
    """ "2 days and 3 hours", "1 hour and 5 minutes", "less than a minute": the two largest units."""
    minutes = int(paused.total_seconds()) // 60
    counted = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for unit, count in counted if count][:2]
    return " and ".join(said) or "less than a minute"
