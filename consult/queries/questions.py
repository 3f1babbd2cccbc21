"""Scrutiny questions, always with their parts, the authorities asked and the answers."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.domain.numbering import QUESTION, parse_reference
from consult.domain.refusals import NotFound
from consult.queries.comments import ANSWERS
from consult.store.consultations import Consultation
from consult.store.questions import Question


def _of(consultation: Consultation) -> Select[Question]:
    return (
        select(Question)
        .where(Question.consultation_id == consultation.id)
        .options(
            joinedload(Question.author),
            joinedload(Question.body),
            joinedload(Question.section),
            joinedload(Question.paragraph),
            joinedload(Question.line),
            joinedload(Question.exemption),
            joinedload(Question.supplementary_to),
            joinedload(Question.supplementary),
            selectinload(Question.redactions),
            selectinload(Question.parts),
            selectinload(Question.asked),
            selectinload(Question.responses).options(*ANSWERS),
        )
        .order_by(Question.number)
    )


def every(session: Session, consultation: Consultation) -> Sequence[Question]:
    """All questions, in number order."""
    return session.scalars(_of(consultation)).all()


def on_sections(session: Session, consultation: Consultation, section_ids: Sequence[int]) -> Sequence[Question]:
    """The questions about some sections, in number order."""
    return session.scalars(_of(consultation).where(Question.section_id.in_(section_ids))).all()


def by_author(session: Session, consultation: Consultation, person_id: int) -> Sequence[Question]:
    """What one person asked, in number order."""
    return session.scalars(_of(consultation).where(Question.author_id == person_id)).all()


def by_reference(session: Session, consultation: Consultation, reference: str) -> Question:
    """One question by its reference, however it was typed; raises NotFound."""
    parsed = parse_reference(reference)
    found = (
        session.scalar(_of(consultation).where(Question.number == parsed[1]))
        if parsed and parsed[0] == QUESTION
        else None
    )
    if found is None:
        raise NotFound
    return found
