"""The background papers of a consultation."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.refusals import NotFound
from consult.store.background import BackgroundPaper
from consult.store.consultations import Consultation


def papers(session: Session, consultation: Consultation) -> Sequence[BackgroundPaper]:
    """All of them, in the clerk's order."""
    return session.scalars(
        select(BackgroundPaper)
        .where(BackgroundPaper.consultation_id == consultation.id)
        .order_by(BackgroundPaper.position, BackgroundPaper.id)
    ).all()


def paper(session: Session, consultation: Consultation, paper_id: int) -> BackgroundPaper:
    """One of them; raises NotFound."""
    found = session.get(BackgroundPaper, paper_id)
    if found is None or found.consultation_id != consultation.id:
        raise NotFound
    return found
