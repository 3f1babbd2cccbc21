"""Key lines of enquiry: the lines, and which questions stand under them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.enquiry import Arrangement, Group, arranged
from consult.domain.lifecycle import ItemState
from consult.domain.refusals import NotFound
from consult.store.consultations import Consultation
from consult.store.questions import LineOfEnquiry, Question


def lines(session: Session, consultation: Consultation) -> Sequence[LineOfEnquiry]:
    """The lines in the clerk's order."""
    return session.scalars(
        select(LineOfEnquiry)
        .where(LineOfEnquiry.consultation_id == consultation.id)
        .order_by(LineOfEnquiry.position, LineOfEnquiry.id)
    ).all()


def line_by_id(session: Session, consultation: Consultation, line_id: int) -> LineOfEnquiry:
    """One line; raises NotFound."""
    found = session.get(LineOfEnquiry, line_id)
    if found is None or found.consultation_id != consultation.id:
        raise NotFound
    return found


def under(session: Session, line: LineOfEnquiry) -> Sequence[Question]:
    """The questions under a line, whatever their state."""
    return session.scalars(select(Question).where(Question.line_id == line.id).order_by(Question.number)).all()


def arrangement(session: Session, consultation: Consultation) -> Arrangement:
    """The lines with the numbers of the questions that stand, in the clerk's order."""
    rows = session.execute(
        select(Question.line_id, Question.number)
        .where(Question.consultation_id == consultation.id, Question.state == ItemState.RECEIVED.value)
        .order_by(Question.line_position, Question.number)
    )
    numbers: dict[int | None, list[int]] = {}
    for line_id, number in rows:
        numbers.setdefault(line_id, []).append(number)
    ids = [line.id for line in lines(session, consultation)]
    return arranged([Group(line, tuple(numbers.get(line, ()))) for line in (*ids, None)])
