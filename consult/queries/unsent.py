"""What somebody has begun to write and not sent: only ever that person's own."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from consult.domain.refusals import NotFound
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.questions import Question, QuestionPart
from consult.store.unsent import Unsent


def of_author(session: Session, consultation: Consultation, person_id: int) -> Sequence[Unsent]:
    """A person's texts that wait, the latest first, each with its place."""
    return session.scalars(
        select(Unsent)
        .where(Unsent.consultation_id == consultation.id, Unsent.author_id == person_id)
        .options(joinedload(Unsent.section), joinedload(Unsent.paragraph))
        .order_by(Unsent.saved_at.desc(), Unsent.id.desc())
    ).all()


def count(session: Session, consultation: Consultation, person_id: int) -> int:
    """How many of a person's texts wait."""
    waiting = select(func.count()).where(Unsent.consultation_id == consultation.id, Unsent.author_id == person_id)
    return session.scalar(waiting) or 0


def by_id(session: Session, consultation: Consultation, person_id: int, unsent_id: int) -> Unsent:
    """One of a person's own texts, with its place; raises NotFound for anybody else's."""
    found = session.scalar(
        select(Unsent)
        .where(Unsent.id == unsent_id, Unsent.consultation_id == consultation.id, Unsent.author_id == person_id)
        .options(joinedload(Unsent.section), joinedload(Unsent.paragraph))
    )
    if found is None:
        raise NotFound
    return found


def by_key(session: Session, person_id: int, form_key: str) -> Unsent | None:
    """What is kept of one form."""
    return session.scalar(
        select(Unsent).where(Unsent.author_id == person_id, Unsent.form_key == form_key).with_for_update()
    )


def words_sent(session: Session, person_id: int, form_key: str) -> str | None:
    """What was sent with that form: a comment's text, or the parts of a question, each ended by a line; None for nothing."""
    said = session.scalar(select(Comment.text).where(Comment.author_id == person_id, Comment.form_key == form_key))
    if said is not None:
        return said
    asked = session.scalars(
        select(QuestionPart.text)
        .join(Question, Question.id == QuestionPart.question_id)
        .where(Question.author_id == person_id, Question.form_key == form_key)
        .order_by(QuestionPart.position)
    ).all()
    return "\n\n".join(asked) or None
