"""Answers: one authority's to one item, and how many are still to come."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.refusals import NotFound
from consult.queries import questions
from consult.store.comments import Comment, Response
from consult.store.commitments import Supply
from consult.store.consultations import Consultation
from consult.store.questions import Question, QuestionAddress


def asked(session: Session, item: Comment | Question) -> frozenset[int]:
    """The authorities an item was put to."""
    if isinstance(item, Comment):
        return frozenset({item.authority_id})
    to = select(QuestionAddress.authority_id).where(QuestionAddress.question_id == item.id)
    return frozenset(session.scalars(to))


def of_authority(
    session: Session, item: Comment | Question, authority_id: int, *, holding: bool = False
) -> Response | None:
    """The answer, or the holding reply, an authority has given or begun to an item."""
    column = Response.comment_id if isinstance(item, Comment) else Response.question_id
    return session.scalar(
        select(Response)
        .where(column == item.id, Response.authority_id == authority_id, Response.holding.is_(holding))
        .options(joinedload(Response.authority), joinedload(Response.answered_by))
        .with_for_update(of=Response)
    )


def by_id(session: Session, item: Comment | Question, response_id: int) -> Response:
    """An answer to an item; raises NotFound."""
    column = Response.comment_id if isinstance(item, Comment) else Response.question_id
    found = session.scalar(select(Response).where(column == item.id, Response.id == response_id))
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Awaited:
    """How many answers of one authority stand in one state; comments and questions apart."""

    kind: str  # "comment" or "question"
    authority_id: int
    state: AnswerState
    count: int


def answer_to_comment(authority: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Joins the answer of `authority` to a Comment; a holding reply is none."""
    return and_(Response.comment_id == Comment.id, Response.authority_id == authority, Response.holding.is_(False))


def answer_to_question(authority: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Joins the answer of `authority` to a Question; a holding reply is none."""
    return and_(Response.question_id == Question.id, Response.authority_id == authority, Response.holding.is_(False))


def state_of_answer() -> ColumnElement[str]:
    """How far the answer joined has come, as an AnswerState's value."""
    return state_of(Response)


def state_of(written: type[Response] | type[Supply]) -> ColumnElement[str]:
    """The same of whatever an authority writes."""
    return case(
        (written.id.is_(None), literal(AnswerState.AWAITED.value)),
        (written.released_at.is_not(None), literal(AnswerState.RELEASED.value)),
        (written.approved_at.is_not(None), literal(AnswerState.APPROVED.value)),
        (written.returned_at.is_not(None), literal(AnswerState.RETURNED.value)),
        else_=literal(AnswerState.DRAFTED.value),
    )


def awaited(session: Session, consultation: Consultation) -> list[Awaited]:
    """Every answer owed on what stands, counted by authority and state: one row for each item and authority.

    What the clerk has not accepted is owed by nobody yet.
    """
    on_comments = (
        select(
            literal("comment").label("kind"), Comment.authority_id.label("authority"), state_of_answer().label("state")
        )
        .outerjoin(Response, answer_to_comment(Comment.authority_id))
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value)
    )
    on_questions = (
        select(literal("question"), QuestionAddress.authority_id, state_of_answer())
        .select_from(Question)
        .join(QuestionAddress, QuestionAddress.question_id == Question.id)
        .outerjoin(Response, answer_to_question(QuestionAddress.authority_id))
        .where(
            Question.consultation_id == consultation.id,
            Question.state == ItemState.RECEIVED.value,
            Question.accepted_at.is_not(None),
        )
    )
    owed = union_all(on_comments, on_questions).subquery()
    rows = session.execute(
        select(owed.c.kind, owed.c.authority, owed.c.state, func.count())
        .group_by(owed.c.kind, owed.c.authority, owed.c.state)
        .order_by(owed.c.kind, owed.c.authority, owed.c.state)
    )
    return [Awaited(kind, authority, AnswerState(state), count) for kind, authority, state, count in rows]


def unreleased_count(session: Session, consultation: Consultation) -> int:
    """How many answers are owed and not released; a question the clerk has not accepted yet lacks one as well (R8)."""
    owed = sum(row.count for row in awaited(session, consultation) if row.state is not AnswerState.RELEASED)
    return owed + questions.count_waiting(session, consultation)


def to_release(session: Session, consultation: Consultation) -> Iterator[tuple[Comment | Question, Response]]:
    """Approved answers and holding replies the clerk has not released yet, with their items: comments first, in the order
    received. A holding reply is not among them once the answer itself is approved.
    """
    yield from session.execute(_comments_to_release(consultation))
    yield from session.execute(_questions_to_release(consultation))


def count_to_release(session: Session, consultation: Consultation) -> int:
    """How many those are."""
    statements = _comments_to_release(consultation), _questions_to_release(consultation)
    ids = [one.with_only_columns(Response.id).order_by(None) for one in statements]
    return session.scalar(select(func.count()).select_from(union_all(*ids).subquery())) or 0


def _comments_to_release(consultation: Consultation) -> Select[Comment, Response]:
    return (
        select(Comment, Response)
        .join(Response, Response.comment_id == Comment.id)
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value, *_waits())
        .order_by(Comment.number, Response.id)
    )


def _questions_to_release(consultation: Consultation) -> Select[Question, Response]:
    return (
        select(Question, Response)
        .join(Response, Response.question_id == Question.id)
        .where(
            Question.consultation_id == consultation.id,
            Question.state == ItemState.RECEIVED.value,
            Question.accepted_at.is_not(None),
            *_waits(),
        )
        .order_by(Question.number, Response.id)
    )


def _waits() -> tuple[ColumnElement[bool], ...]:
    given = aliased(Response)
    overtaken = exists().where(
        or_(given.comment_id == Response.comment_id, given.question_id == Response.question_id),
        given.authority_id == Response.authority_id,
        given.holding.is_(False),
        given.approved_at.is_not(None),
    )
    return (
        Response.approved_at.is_not(None),
        Response.released_at.is_(None),
        or_(Response.holding.is_(False), ~overtaken),
    )
