"""Declarations of interest."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.store.consultations import Consultation
from consult.store.interests import Declaration


def of_person(session: Session, consultation: Consultation, person_id: int) -> Declaration | None:
    """What one person has declared."""
    return session.get(Declaration, (consultation.id, person_id))


def every(session: Session, consultation: Consultation) -> Mapping[int, Declaration]:
    """All declarations of a consultation, by the person's id."""
    rows = session.scalars(select(Declaration).where(Declaration.consultation_id == consultation.id))
    return {row.person_id: row for row in rows}
