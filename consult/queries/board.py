"""The clerk's board: what came in and where it stands, counted; as many queries for one item as for two thousand."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import Session

from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.queries.commitments import is_owed
from consult.queries.standing import Mark, Progress, commitment_is_at, is_at, is_marked
from consult.store.comments import Comment
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.incoming import Incoming
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.sealing import Exemption


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were received, withdrawn and rejected ones too; and how many of them stand where. An item may stand in several:
    a question put to two authorities is unanswered at one and awaits release from the other.
    """

    received: int = 0
    unanswered: int = 0
    to_approve: int = 0
    to_release: int = 0
    late: int = 0
    exempt: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def of_comments(session: Session, consultation: Consultation) -> dict[str, Figures]:
    """By the lasting key of the section they stand in; "" for the whole draft."""
    rows = session.execute(
        select(Section.key, *_counted(Comment))
        .select_from(Comment)
        .outerjoin(Section, Section.id == Comment.section_id)
        .where(Comment.consultation_id == consultation.id)
        .group_by(Section.key)
    )
    return {key or "": Figures(*counts) for key, *counts in rows}


def of_questions(session: Session, consultation: Consultation) -> Figures:
    """Of all questions together."""
    row = session.execute(select(*_counted(Question)).where(Question.consultation_id == consultation.id)).one()
    return Figures(*map(int, row))


def _counted(item: type[Comment] | type[Question]) -> Iterator[ColumnElement[int]]:
    yield func.count(item.id)
    for progress in Progress:
        yield _count_where(is_at(item, progress, None))
    for mark in (Mark.LATE, Mark.EXEMPT):
        yield _count_where(is_marked(item, mark))


def _count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def of_commitments(session: Session, consultation: Consultation) -> dict[Kind, Figures]:
    """Of information requests and of undertakings: unanswered is what is owed, in whole or in part, and waits nowhere else."""
    conditions = (
        *(commitment_is_at(progress, None) for progress in Progress),
        Commitment.late_reason != "",
        exists().where(Exemption.commitment_id == Commitment.id),
    )
    rows = session.execute(
        select(Commitment.kind, func.count(Commitment.id), *(_count_where(one) for one in conditions))
        .where(Commitment.consultation_id == consultation.id)
        .group_by(Commitment.kind)
    )
    return {Kind(kind): Figures(*counts) for kind, *counts in rows}


def _stands(item: Any) -> ColumnElement[bool]:
    return cast(ColumnElement[bool], item.state == ItemState.RECEIVED.value)


@dataclass(frozen=True, slots=True)
class Overdue:
    """How many requests, or undertakings, an authority has not met by their day."""

    authority_id: int
    authority: str
    kind: Kind
    count: int


def overdue(session: Session, consultation: Consultation, today: date) -> list[Overdue]:
    """Of every authority of which something is overdue."""
    rows = session.execute(
        select(Body.id, Body.name, Commitment.kind, func.count(Commitment.id))
        .join(Body, Body.id == Commitment.authority_id)
        .where(Commitment.consultation_id == consultation.id, Commitment.due_on < today, is_owed())
        .group_by(Body.id, Body.name, Commitment.kind)
    )
    return [Overdue(body_id, name, Kind(kind), count) for body_id, name, kind, count in rows]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the clerk, counted."""

    questions: int  # to be accepted
    supplies: int  # approved and not released
    files: int  # a clerk brought in, their entries not yet confirmed: what members bring in is theirs alone until it is taken
    drafts: int  # imported, not yet published
    late_comments: int  # that nobody has begun to answer
    late_questions: int  # the same


def waiting(session: Session, consultation: Consultation) -> Waiting:
    """In one query."""
    mine = consultation.id
    counts = (
        _count(Question).where(Question.consultation_id == mine, _stands(Question), Question.accepted_at.is_(None)),
        _count(Supply)
        .join(Commitment)
        .where(
            Commitment.consultation_id == mine,
            _stands(Commitment),
            Supply.approved_at.is_not(None),
            Supply.released_at.is_(None),
        ),
        _count(Incoming).where(
            Incoming.consultation_id == mine,
            Incoming.uploaded_by_id != Incoming.author_id,
            Incoming.taken_at.is_(None),
            Incoming.discarded_at.is_(None),
        ),
        _count(DraftVersion).where(
            DraftVersion.consultation_id == mine,
            DraftVersion.published_at.is_(None),
            DraftVersion.discarded_at.is_(None),
        ),
        *(_count(item).where(item.consultation_id == mine, *_late(item)) for item in (Comment, Question)),
    )
    return Waiting(*session.execute(select(*(one.scalar_subquery() for one in counts))).one())


def _late(item: type[Comment] | type[Question]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return is_marked(item, Mark.LATE), is_at(item, Progress.TO_WRITE, None)


def _count(of: Any) -> Select[int]:
    return select(func.count(of.id)).select_from(of)
