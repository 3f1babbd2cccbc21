"""Days by which something is to be done, in words. It is overdue the day after (R3)."""

from datetime import date

from consult.domain.calendar import short_day


def is_overdue(due_on: date | None, today: date) -> bool:
    """True from the day after."""
    return due_on is not None and today > due_on


def due_in_words(due_on: date | None, today: date) -> str:
    """ "due 3 March 2021", "due today", "overdue by 2 days"; "" where no day is set."""
    if due_on is None:
        return ""
    if due_on == today:
        return "due today"
    if due_on > today:
        return f"due {short_day(due_on)}"
    days = (today - due_on).days
    return f"overdue by {days} {'day' if days == 1 else 'days'}"
