"""Answers: one authority's to one item, and how many are still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased, joinedload

from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.refusals import NotFound
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body, Person
from consult.store.questions import Question, QuestionAddress, QuestionPart


def of_authority(session: Session, item: Comment | Question, authority_id: int) -> Response | None:
    """The answer an authority has given, or begun, to an item."""
    column = Response.comment_id if isinstance(item, Comment) else Response.question_id
    return session.scalar(
        select(Response)
        .where(column == item.id, Response.authority_id == authority_id)
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


def _state() -> ColumnElement[str]:
    return case(
        (Response.id.is_(None), literal(AnswerState.AWAITED.value)),
        (Response.released_at.is_not(None), literal(AnswerState.RELEASED.value)),
        (Response.approved_at.is_not(None), literal(AnswerState.APPROVED.value)),
        else_=literal(AnswerState.DRAFTED.value),
    )


def awaited(session: Session, consultation: Consultation) -> list[Awaited]:
    """Every answer owed on what has not been withdrawn, counted by authority and state: one row for each item and authority."""
    on_comments = (
        select(literal("comment").label("kind"), Comment.authority_id.label("authority"), _state().label("state"))
        .outerjoin(Response, and_(Response.comment_id == Comment.id, Response.authority_id == Comment.authority_id))
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value)
    )
    on_questions = (
        select(literal("question"), QuestionAddress.authority_id, _state())
        .select_from(Question)
        .join(QuestionAddress, QuestionAddress.question_id == Question.id)
        .outerjoin(
            Response,
            and_(Response.question_id == Question.id, Response.authority_id == QuestionAddress.authority_id),
        )
        .where(Question.consultation_id == consultation.id, Question.state == ItemState.RECEIVED.value)
    )
    owed = union_all(on_comments, on_questions).subquery()
    rows = session.execute(
        select(owed.c.kind, owed.c.authority, owed.c.state, func.count())
        .group_by(owed.c.kind, owed.c.authority, owed.c.state)
        .order_by(owed.c.kind, owed.c.authority, owed.c.state)
    )
    return [Awaited(kind, authority, AnswerState(state), count) for kind, authority, state, count in rows]


def unreleased_count(session: Session, consultation: Consultation) -> int:
    """How many answers are owed and not released (R8)."""
    return sum(row.count for row in awaited(session, consultation) if row.state is not AnswerState.RELEASED)


@dataclass(frozen=True, slots=True)
class Work:
    """One answer owed: the item, who is to answer, and how far it has come."""

    kind: str  # "comment" or "question"
    number: int
    authority_id: int
    authority: str
    state: AnswerState
    received_at: datetime
    by: str
    body: str
    heading: str  # "" for the whole draft, or for no section
    opening: str  # the first words of the item


OPENING = 160
"""Characters of an item a list shows."""


def worklist(session: Session, consultation: Consultation, authorities: frozenset[int] | None) -> list[Work]:
    """Every answer owed by some authorities (None: by all), the oldest item first; comments before questions."""
    authority = aliased(Body)
    shared = (Person.name, Body.name, Section.heading)
    on_comments = (
        select(
            literal("comment"), Comment.number, authority.id, authority.name, _state(), Comment.received_at, *shared,
            func.substr(Comment.text, 1, OPENING + 1),
        )
        .select_from(Comment)
        .join(authority, authority.id == Comment.authority_id)
        .join(Person, Person.id == Comment.author_id)
        .outerjoin(Body, Body.id == Comment.body_id)
        .outerjoin(Section, Section.id == Comment.section_id)
        .outerjoin(Response, and_(Response.comment_id == Comment.id, Response.authority_id == authority.id))
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value)
        .order_by(Comment.number)
    )  # fmt: skip
    on_questions = (
        select(
            literal("question"), Question.number, authority.id, authority.name, _state(), Question.received_at, *shared,
            func.substr(QuestionPart.text, 1, OPENING + 1),
        )
        .select_from(Question)
        .join(QuestionAddress, QuestionAddress.question_id == Question.id)
        .join(authority, authority.id == QuestionAddress.authority_id)
        .join(QuestionPart, and_(QuestionPart.question_id == Question.id, QuestionPart.position == 0))
        .join(Person, Person.id == Question.author_id)
        .outerjoin(Body, Body.id == Question.body_id)
        .outerjoin(Section, Section.id == Question.section_id)
        .outerjoin(Response, and_(Response.question_id == Question.id, Response.authority_id == authority.id))
        .where(Question.consultation_id == consultation.id, Question.state == ItemState.RECEIVED.value)
        .order_by(Question.number, authority.name)
    )  # fmt: skip
    if authorities is not None:
        on_comments = on_comments.where(authority.id.in_(authorities))
        on_questions = on_questions.where(authority.id.in_(authorities))
    rows = [*session.execute(on_comments).tuples(), *session.execute(on_questions).tuples()]
    return [
        Work(kind, number, body_id, name, AnswerState(state), at, by, body or "", heading or "", _shortened(opening))
        for kind, number, body_id, name, state, at, by, body, heading, opening in rows
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= OPENING else text[:OPENING].rsplit(" ", 1)[0] + " …"


def to_release(session: Session, consultation: Consultation) -> Iterator[tuple[Comment | Question, Response]]:
    """Approved answers the clerk has not released yet, with their items: comments first, in the order received."""
    waiting = (Response.approved_at.is_not(None), Response.released_at.is_(None))
    stands = ItemState.RECEIVED.value
    yield from session.execute(
        select(Comment, Response)
        .join(Response, Response.comment_id == Comment.id)
        .where(Comment.consultation_id == consultation.id, Comment.state == stands, *waiting)
        .order_by(Comment.number, Response.id)
    ).tuples()
    yield from session.execute(
        select(Question, Response)
        .join(Response, Response.question_id == Question.id)
        .where(Question.consultation_id == consultation.id, Question.state == stands, *waiting)
        .order_by(Question.number, Response.id)
    ).tuples()
