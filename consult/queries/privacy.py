"""Who has been shown the privacy notice of a consultation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.store.consultations import Consultation
from consult.store.privacy import PrivacyRead


def has_read(session: Session, consultation: Consultation, person_id: int) -> bool:
    """Whether somebody has."""
    read = select(PrivacyRead.person_id).where(
        PrivacyRead.consultation_id == consultation.id, PrivacyRead.person_id == person_id
    )
    return session.scalar(read) is not None
