"""When the commenting window was paused, as the digest prints it."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import PauseRow
from consult.queries import pauses
from consult.store.consultations import Consultation


def paused(session: Session, consultation: Consultation, *, made_at: datetime, zone: ZoneInfo) -> Iterator[PauseRow]:
    """A row for each pause, the earliest first. One that lasted until the window closed ended with it."""
    for row in pauses.ended(session, consultation):
        yield PauseRow(row.paused_at.astimezone(zone), row.resumed_at.astimezone(zone), row.reason)
    began, closes_at = consultation.paused_at, consultation.closes_at
    if began is not None:
        over = closes_at if closes_at is not None and closes_at <= made_at else None
        yield PauseRow(began.astimezone(zone), over.astimezone(zone) if over else None, consultation.pause_reason)
