"""Full-text search: what one person may read of what has the words, best first.

Only what the person asking may read is ever found: withdrawn and rejected items are left out here, and exempt matter and
answers pass the same doors as on every page (domain/visibility).
"""

from collections.abc import Callable, Mapping

from sqlalchemy import ColumnElement, Subquery, and_, literal, or_, select
from sqlalchemy.orm import Session, aliased

from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.people import Actor
from consult.domain.searching import Matter, Terms
from consult.domain.visibility import sees_answer, sees_waiting
from consult.queries.readable import readable_answer, readable_comment, readable_commitment, readable_question
from consult.queries.responses import state_of, state_of_answer
from consult.queries.words_found import hits
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question


def found(session: Session, consultation: Consultation, viewer: Actor, terms: Terms, matter: Matter) -> list[int]:
    """The ids of all rows of a kind that have the words and that `viewer` may read, the best first."""
    if not terms:
        return []
    return _READERS[matter](session, consultation, viewer, hits(session, consultation, matter, terms))


def _headings(session: Session, consultation: Consultation, _viewer: Actor, had: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Section.id)
            .join(had, had.c.id == Section.id)
            .join(DraftVersion, DraftVersion.id == Section.version_id)
            .where(*_current(consultation))
            .order_by(had.c.rank, Section.position)
        )
    )


def _draft(session: Session, consultation: Consultation, _viewer: Actor, had: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Paragraph.id)
            .join(had, had.c.id == Paragraph.id)
            .join(DraftVersion, DraftVersion.id == Paragraph.version_id)
            .where(*_current(consultation))
            .order_by(had.c.rank, Paragraph.position)
        )
    )


def _current(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    """The version that is read now: what stood in an earlier one would be found twice."""
    return (
        DraftVersion.consultation_id == consultation.id,
        DraftVersion.number == consultation.current_version,
    )


def _comments(session: Session, consultation: Consultation, viewer: Actor, had: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Comment.id)
            .join(had, had.c.id == Comment.id)
            .where(
                Comment.consultation_id == consultation.id,
                Comment.state == ItemState.RECEIVED.value,
                readable_comment(viewer),
            )
            .order_by(had.c.rank, Comment.number)
        )
    )


def _questions(session: Session, consultation: Consultation, viewer: Actor, had: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Question.id)
            .join(had, had.c.id == Question.id)
            .where(
                Question.consultation_id == consultation.id,
                Question.state == ItemState.RECEIVED.value,
                literal(sees_waiting(viewer)) | Question.accepted_at.is_not(None),
                readable_question(viewer),
            )
            .order_by(had.c.rank, Question.number)
        )
    )


def _answers(session: Session, consultation: Consultation, viewer: Actor, had: Subquery) -> list[int]:
    """Of a holding reply that has been overtaken by the answer nothing is shown any more."""
    item = and_(
        Comment.consultation_id == consultation.id,
        Comment.state == ItemState.RECEIVED.value,
        readable_comment(viewer),
    )
    asked = and_(
        Question.consultation_id == consultation.id,
        Question.state == ItemState.RECEIVED.value,
        Question.accepted_at.is_not(None),
        readable_question(viewer),
    )
    given = aliased(Response)
    overtaken = (
        select(given.id)
        .where(
            or_(given.comment_id == Response.comment_id, given.question_id == Response.question_id),
            given.authority_id == Response.authority_id,
            given.holding.is_(False),
            given.released_at.is_not(None),
        )
        .exists()
    )
    rows = session.execute(
        select(Response.id, Response.authority_id, state_of_answer())
        .join(had, had.c.id == Response.id)
        .outerjoin(Comment, Comment.id == Response.comment_id)
        .outerjoin(Question, Question.id == Response.question_id)
        .where(or_(item, asked), readable_answer(viewer), or_(Response.holding.is_(False), ~overtaken))
        .order_by(had.c.rank, Response.id)
    )
    return [
        response_id
        for response_id, authority_id, state in rows
        if sees_answer(viewer, authority_id=authority_id, state=AnswerState(state))
    ]


def _commitments(session: Session, consultation: Consultation, viewer: Actor, had: Subquery) -> list[int]:
    return list(
        session.scalars(
            select(Commitment.id)
            .join(had, had.c.id == Commitment.id)
            .where(*_owed(consultation), readable_commitment(viewer))
            .order_by(had.c.rank, Commitment.kind, Commitment.number)
        )
    )


def _supplies(session: Session, consultation: Consultation, viewer: Actor, had: Subquery) -> list[int]:
    rows = session.execute(
        select(Supply.id, Commitment.authority_id, state_of(Supply))
        .join(had, had.c.id == Supply.id)
        .join(Commitment, Commitment.id == Supply.commitment_id)
        .where(*_owed(consultation), readable_commitment(viewer))
        .order_by(had.c.rank, Supply.id)
    )
    return [
        supply_id
        for supply_id, authority_id, state in rows
        if sees_answer(viewer, authority_id=authority_id, state=AnswerState(state))
    ]


def _owed(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    return (Commitment.consultation_id == consultation.id, Commitment.state == ItemState.RECEIVED.value)


_READERS: Mapping[Matter, Callable[[Session, Consultation, Actor, Subquery], list[int]]] = {
    Matter.HEADINGS: _headings,
    Matter.DRAFT: _draft,
    Matter.COMMENTS: _comments,
    Matter.QUESTIONS: _questions,
    Matter.ANSWERS: _answers,
    Matter.COMMITMENTS: _commitments,
    Matter.SUPPLIES: _supplies,
}
