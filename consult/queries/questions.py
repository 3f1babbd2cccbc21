"""Scrutiny questions, always with their parts, the authorities asked and the answers."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.domain.lifecycle import ItemState
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


def numbers_by_place(session: Session, section_ids: Sequence[int]) -> dict[tuple[int | None, int | None], list[int]]:
    """The numbers of the questions that stand, by (section id, paragraph id or None for the whole section)."""
    rows = session.execute(
        select(Question.section_id, Question.paragraph_id, Question.number)
        .where(Question.section_id.in_(section_ids), Question.state == ItemState.RECEIVED.value)
        .order_by(Question.number)
    )
    found: dict[tuple[int | None, int | None], list[int]] = {}
    for section_id, paragraph_id, number in rows:
        found.setdefault((section_id, paragraph_id), []).append(number)
    return found


def by_author(session: Session, consultation: Consultation, person_id: int) -> Sequence[Question]:
    """What one person asked, in number order."""
    return session.scalars(_of(consultation).where(Question.author_id == person_id)).all()


def waiting(session: Session, consultation: Consultation) -> Sequence[Question]:
    """The questions that wait for the clerk to accept them, in number order."""
    return session.scalars(_of(consultation).where(*_waits())).all()


def count_waiting(session: Session, consultation: Consultation) -> int:
    """How many those are."""
    mine = select(func.count(Question.id)).where(Question.consultation_id == consultation.id, *_waits())
    return session.scalar(mine) or 0


def _waits() -> tuple[ColumnElement[bool], ...]:
    return Question.state == ItemState.RECEIVED.value, Question.accepted_at.is_(None)


def count_of_author(session: Session, consultation: Consultation, person_id: int) -> int:
    """How many questions of a person stand; supplementaries are not counted."""
    return (
        session.scalar(
            select(func.count(Question.id)).where(
                Question.consultation_id == consultation.id,
                Question.author_id == person_id,
                Question.state == ItemState.RECEIVED.value,
                Question.supplementary_to_id.is_(None),
            )
        )
        or 0
    )


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
