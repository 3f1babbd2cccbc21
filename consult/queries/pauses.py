"""The times at which a commenting window was paused."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.store.consultations import Consultation, Pause


def ended(session: Session, consultation: Consultation) -> Sequence[Pause]:
    """The pauses that have ended, the earliest first; the one that lasts is told by the consultation itself."""
    of = select(Pause).where(Pause.consultation_id == consultation.id)
    return session.scalars(of.order_by(Pause.paused_at, Pause.id)).all()
