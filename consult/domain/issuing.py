"""When a pack may be issued: in time for its meeting, or with the chair's reason for urgency (R1, R2)."""

from datetime import date

from consult.domain.calendar import CLEAR_DAYS, england_holidays, latest_publication, long_day
from consult.domain.publication import Publication


def publication(
    meeting_on: date | None,
    published_on: date | None,
    *,
    clear_days: int = CLEAR_DAYS,
    urgency: str = "",
    number: int | None = None,
    supplement_to: int | None = None,
    chain: tuple[int, str] = (0, ""),
) -> Publication:
    """How a pack goes out on a day, None for a draft. `urgency`: the chair's reason, where it is late."""
    latest = latest_publication(meeting_on, england_holidays(), clear_days) if meeting_on else None
    return Publication(
        number=number,
        supplement_to=supplement_to,
        published_on=published_on,
        latest_on=latest,
        clear_days=clear_days,
        urgency=urgency,
        chain_sequence=chain[0],
        chain_head=chain[1],
    )


def why_too_late(out: Publication) -> str:
    """Why it may not be issued on its day without a reason; "" where it may."""
    if out.in_time or out.urgency.strip() or out.latest_on is None:
        return ""
    days = "1 clear working day" if out.clear_days == 1 else f"{out.clear_days} clear working days"
    return (
        f"It had to be published by {long_day(out.latest_on)} to leave {days} before the meeting. "
        "Enter the chair’s reason for urgency to issue it now."
    )
