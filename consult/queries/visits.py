"""When somebody was last here, what they have opened, and what has come since."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from consult.domain.lifecycle import ItemState
from consult.domain.visiting import Visits
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.store.visits import Opened, Visit


def of_person(session: Session, consultation_id: int, person_id: int) -> Visits | None:
    """What is remembered of a person's visits; None where they have not been here."""
    row = session.get(Visit, (consultation_id, person_id))
    return Visits(row.began_at, row.last_at, row.before_at) if row else None


def opened(session: Session, person_id: int, section_ids: Collection[int]) -> frozenset[int]:
    """Those of some parts of a draft, by the sections they begin with, that a person has opened."""
    return frozenset(
        session.scalars(
            select(Opened.section_id).where(Opened.person_id == person_id, Opened.section_id.in_(section_ids))
        )
    )


def is_new_comment(since: datetime, person_id: int) -> ColumnElement[bool]:
    """True of a Comment by somebody else that came, or whose answer was released, after `since`."""
    answered = select(Response.id).where(Response.comment_id == Comment.id, _is_new_answer(since, person_id)).exists()
    return and_(
        Comment.state == ItemState.RECEIVED.value,
        or_(and_(Comment.received_at > since, Comment.author_id != person_id), answered),
    )


def is_new_question(since: datetime, person_id: int) -> ColumnElement[bool]:
    """The same of a Question, which comes when the clerk accepts it."""
    answered = select(Response.id).where(Response.question_id == Question.id, _is_new_answer(since, person_id)).exists()
    return and_(
        Question.state == ItemState.RECEIVED.value,
        or_(and_(Question.accepted_at > since, Question.author_id != person_id), answered),
    )


def _is_new_answer(since: datetime, person_id: int) -> ColumnElement[bool]:
    return and_(Response.released_at > since, Response.released_by_id != person_id)


def new_by_section(session: Session, version_id: int, since: datetime, person_id: int) -> dict[int | None, int]:
    """How many comments on each section of a version (None: on the whole draft) are new, or have a new answer."""
    rows = session.execute(
        select(Comment.section_id, func.count())
        .where(Comment.version_id == version_id, is_new_comment(since, person_id))
        .group_by(Comment.section_id)
    )
    return {row[0]: row[1] for row in rows}


def count_new(session: Session, consultation_id: int, since: datetime, person_id: int) -> tuple[int, int]:
    """How many comments, and how many questions, are new or have a new answer."""
    comments = select(func.count()).select_from(Comment).where(
        Comment.consultation_id == consultation_id, is_new_comment(since, person_id)
    )  # fmt: skip
    questions = select(func.count()).select_from(Question).where(
        Question.consultation_id == consultation_id, is_new_question(since, person_id)
    )  # fmt: skip
    row = session.execute(select(comments.scalar_subquery(), questions.scalar_subquery())).one()
    return row[0], row[1]
