"""Consultations, one by its slug or all that somebody takes part in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consult.domain.refusals import NotFound
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.people import MembershipRow, Person
from consult.store.questions import Question


def by_slug(session: Session, slug: str) -> Consultation:
    """The consultation at that address; raises NotFound."""
    found = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if found is None:
        raise NotFound
    return found


def by_id(session: Session, consultation_id: int) -> Consultation:
    """The consultation with that id, which must exist."""
    return session.get_one(Consultation, consultation_id)


def of_person(session: Session, person: Person) -> Sequence[Consultation]:
    """Those the person takes part in, newest first."""
    mine = select(MembershipRow.consultation_id).where(
        MembershipRow.person_id == person.id, MembershipRow.ended_at.is_(None)
    )
    return session.scalars(
        select(Consultation).where(Consultation.id.in_(mine)).order_by(Consultation.created_at.desc(), Consultation.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Listed:
    """A consultation as `consult consultations` lists it."""

    consultation: Consultation
    comments: int
    questions: int


def every(session: Session) -> list[Listed]:
    """All there are, by slug, with how many comments and questions came in."""
    comments = select(func.count()).where(Comment.consultation_id == Consultation.id).scalar_subquery()
    questions = select(func.count()).where(Question.consultation_id == Consultation.id).scalar_subquery()
    rows = session.execute(select(Consultation, comments, questions).order_by(Consultation.slug))
    return [Listed(*row) for row in rows]
