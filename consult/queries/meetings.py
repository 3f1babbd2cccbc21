"""The days on which a panel met, or is to meet, as far as its consultations tell."""

from datetime import date

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.recommendations import Recommendation


def days(session: Session, consultation: Consultation) -> list[date]:
    """Of every consultation of the same panel (of this one alone, where no panel is named): the meetings they lead to, and
    those at which something was recommended or promised.
    """
    same = Consultation.panel == consultation.panel if consultation.panel else Consultation.id == consultation.id
    those = select(Consultation.id).where(same)
    of_each = (
        select(Consultation.meeting_on).where(Consultation.id.in_(those)),
        select(Recommendation.meeting_on).where(Recommendation.consultation_id.in_(those)),
        select(Commitment.meeting_on).where(Commitment.consultation_id.in_(those)),
    )
    return sorted(day for day in session.scalars(union(*of_each)) if day is not None)
