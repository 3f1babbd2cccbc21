"""Recommendations, always with those they were sent to and what these reply: a fixed number of queries, however many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from consult.domain.numbering import RECOMMENDATION, parse_reference
from consult.domain.recommendations import REPLY_DAYS
from consult.domain.refusals import NotFound
from consult.store.consultations import Consultation
from consult.store.recommendations import Recipient, Recommendation, Reply


def whole() -> tuple[ORMOption, ...]:
    """Loads all that is shown of a recommendation."""
    return (
        joinedload(Recommendation.section),
        joinedload(Recommendation.question),
        selectinload(Recommendation.recipients).options(
            joinedload(Recipient.body),
            selectinload(Recipient.replies).options(joinedload(Reply.answered_by), joinedload(Reply.returned_by)),
        ),
    )


def _of(consultation: Consultation) -> Select[Recommendation]:
    return (
        select(Recommendation)
        .where(Recommendation.consultation_id == consultation.id)
        .options(*whole())
        .order_by(Recommendation.number)
    )


def every(session: Session, consultation: Consultation) -> Sequence[Recommendation]:
    """All of them, by number."""
    return session.scalars(_of(consultation)).all()


def by_reference(session: Session, consultation: Consultation, reference: str) -> Recommendation:
    """One by its reference, however it was typed; raises NotFound."""
    parsed = parse_reference(reference)
    if parsed is None or parsed[0] != RECOMMENDATION:
        raise NotFound
    found = session.scalar(_of(consultation).where(Recommendation.number == parsed[1]))
    if found is None:
        raise NotFound
    return found


def recipient(recommendation: Recommendation, body_id: int) -> Recipient:
    """One it was sent to; raises NotFound."""
    found = next((one for one in recommendation.recipients if one.body_id == body_id), None)
    if found is None:
        raise NotFound
    return found


def reply(found: Recipient, *, holding: bool) -> Reply | None:
    """Its reply, or its holding reply, if it has begun one."""
    return next((one for one in found.replies if one.holding is holding), None)


def to_bodies(session: Session, consultation: Consultation, bodies: frozenset[int]) -> Sequence[Recommendation]:
    """Those issued to some bodies that stand, the first due first."""
    sent = select(Recipient.recommendation_id).where(Recipient.body_id.in_(bodies))
    query = _of(consultation).where(Recommendation.id.in_(sent), Recommendation.withdrawn_at.is_(None))
    return sorted(session.scalars(query).all(), key=lambda one: (one.issued_on or date.max, one.number))


def to_release(session: Session, consultation: Consultation) -> Sequence[tuple[Recommendation, Recipient, Reply]]:
    """The approved replies that the clerk has not released yet, in the order of the recommendations."""
    waits = (
        select(Recipient.recommendation_id)
        .join(Reply, Reply.recipient_id == Recipient.id)
        .where(Reply.approved_at.is_not(None), Reply.released_at.is_(None))
    )
    query = _of(consultation).where(Recommendation.id.in_(waits), Recommendation.withdrawn_at.is_(None))
    return [
        (one, sent, answer)
        for one in session.scalars(query)
        for sent in one.recipients
        for answer in sent.replies
        if answer.approved_at is not None and answer.released_at is None
    ]


def to_issue(session: Session, consultation: Consultation) -> Sequence[Recommendation]:
    """Those recorded that the clerk has not issued yet."""
    query = _of(consultation).where(Recommendation.issued_at.is_(None), Recommendation.withdrawn_at.is_(None))
    return session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the clerk, counted."""

    to_issue: int  # recorded, not issued yet
    to_release: int  # replies approved and not released
    overdue: int  # recommendations to which somebody has not replied in time


def waiting(session: Session, consultation: Consultation, today: date) -> Waiting:
    """In one query."""
    stands = (Recommendation.consultation_id == consultation.id, Recommendation.withdrawn_at.is_(None))
    of = Recommendation
    counts = (
        select(func.count(of.id)).where(*stands, of.issued_at.is_(None)),
        select(func.count(Reply.id))
        .join(Recipient, Recipient.id == Reply.recipient_id)
        .join(of, of.id == Recipient.recommendation_id)
        .where(*stands, Reply.approved_at.is_not(None), Reply.released_at.is_(None)),
        select(func.count(of.id.distinct()))
        .join(Recipient, Recipient.recommendation_id == of.id)
        .where(*stands, of.issued_on < today - timedelta(days=REPLY_DAYS), is_owed()),
    )
    return Waiting(*session.execute(select(*(one.scalar_subquery() for one in counts))).one())


def falling_due(session: Session, earliest: date, latest: date) -> Sequence[tuple[Recommendation, Recipient]]:
    """What is owed to recommendations of every consultation whose replies are due within these days."""
    whole_time = timedelta(days=REPLY_DAYS)
    rows = session.execute(
        select(Recommendation, Recipient)
        .join(Recipient, Recipient.recommendation_id == Recommendation.id)
        .where(Recommendation.issued_on.between(earliest - whole_time, latest - whole_time), is_owed())
        .order_by(Recommendation.issued_on, Recommendation.id, Recipient.id)
    )
    return [(row[0], row[1]) for row in rows]


def is_owed() -> ColumnElement[bool]:
    """True of a Recipient whose Recommendation stands, and whose reply has not been released."""
    replied = exists().where(
        Reply.recipient_id == Recipient.id, Reply.released_at.is_not(None), Reply.holding.is_(False)
    )
    return (
        Recommendation.withdrawn_at.is_(None)
        & Recommendation.closed_at.is_(None)
        & Recommendation.issued_at.is_not(None)
        & ~replied.correlate_except(Reply)
    )
