"""Information requests and undertakings, always with what was supplied to them: a fixed number of queries, however many."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import REQUEST, UNDERTAKING, parse_reference
from consult.domain.refusals import NotFound
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Reminder, SuppliedFile, Supply
from consult.store.consultations import Consultation
from consult.store.questions import Question

KINDS = {REQUEST: Kind.REQUEST, UNDERTAKING: Kind.UNDERTAKING}


def whole() -> tuple[ORMOption, ...]:
    """Loads all that is shown of a commitment, with where it was given and whether that is for the public."""
    return (
        joinedload(Commitment.author),
        joinedload(Commitment.owner),
        joinedload(Commitment.body),
        joinedload(Commitment.authority),
        joinedload(Commitment.section),
        joinedload(Commitment.exemption),
        joinedload(Commitment.comment).joinedload(Comment.exemption),
        joinedload(Commitment.question).joinedload(Question.exemption),
        joinedload(Commitment.response).joinedload(Response.exemption),
        joinedload(Commitment.promised_in).joinedload(Commitment.exemption),
        selectinload(Commitment.redactions),
        selectinload(Commitment.undertakings),
        selectinload(Commitment.supplies).options(
            joinedload(Supply.answered_by), joinedload(Supply.returned_by), selectinload(Supply.files)
        ),
    )


def _of(consultation: Consultation) -> Select[Commitment]:
    return (
        select(Commitment)
        .where(Commitment.consultation_id == consultation.id)
        .options(*whole())
        .order_by(Commitment.received_at, Commitment.kind, Commitment.number)
    )


def every(session: Session, consultation: Consultation) -> Sequence[Commitment]:
    """All of them, the oldest first."""
    return session.scalars(_of(consultation)).all()


def of_authorities(session: Session, consultation: Consultation, authorities: frozenset[int]) -> Sequence[Commitment]:
    """Those of some authorities, the first due first."""
    found = session.scalars(_of(consultation).where(Commitment.authority_id.in_(authorities))).all()
    return sorted(found, key=lambda one: (one.due_on, one.kind, one.number))


def to_person(session: Session, consultation: Consultation, person_id: int) -> Sequence[Commitment]:
    """What one person asked for, and what was promised to them, the first due first."""
    found = session.scalars(_of(consultation).where(Commitment.author_id == person_id)).all()
    return sorted(found, key=lambda one: (one.due_on, one.kind, one.number))


def by_reference(session: Session, consultation: Consultation, reference: str) -> Commitment:
    """One by its reference, however it was typed; raises NotFound."""
    parsed = parse_reference(reference)
    if parsed is None or parsed[0] not in KINDS:
        raise NotFound
    named = (Commitment.kind == KINDS[parsed[0]].value, Commitment.number == parsed[1])
    found = session.scalar(_of(consultation).where(*named))
    if found is None:
        raise NotFound
    return found


def supply(commitment: Commitment, supply_id: int) -> Supply:
    """One supply to a commitment; raises NotFound."""
    found = next((one for one in commitment.supplies if one.id == supply_id), None)
    if found is None:
        raise NotFound
    return found


def file(session: Session, found: Supply, file_id: int) -> SuppliedFile:
    """A file of a supply, with its bytes; raises NotFound."""
    one = session.scalar(select(SuppliedFile).where(SuppliedFile.supply_id == found.id, SuppliedFile.id == file_id))
    if one is None:
        raise NotFound
    session.refresh(one, ["data"])
    return one


def reminders(session: Session, commitment: Commitment) -> Sequence[Reminder]:
    """Those sent about it, the earliest first: one row for each person reminded."""
    return session.scalars(
        select(Reminder).where(Reminder.commitment_id == commitment.id).order_by(Reminder.sent_at, Reminder.id)
    ).all()


def to_release(session: Session, consultation: Consultation) -> Sequence[Commitment]:
    """Those with an approved supply that the clerk has not released yet, the oldest first."""
    waits = select(Supply.commitment_id).where(Supply.approved_at.is_not(None), Supply.released_at.is_(None))
    return session.scalars(
        _of(consultation).where(Commitment.id.in_(waits), Commitment.state == ItemState.RECEIVED.value)
    ).all()


def falling_due(session: Session, earliest: date, latest: date) -> Sequence[Commitment]:
    """Those of every consultation that are due within these days, were not closed by hand, and await all of it."""
    return session.scalars(
        select(Commitment)
        .where(Commitment.due_on.between(earliest, latest), is_owed())
        .order_by(Commitment.due_on, Commitment.id)
    ).all()


def is_owed() -> ColumnElement[bool]:
    """True of a Commitment that stands, was not closed by hand, and of which not all has come."""
    ended = exists().where(
        Supply.complete,
        Supply.released_at.is_not(None),
        or_(Commitment.reopened_at.is_(None), Supply.released_at > Commitment.reopened_at),
        Supply.commitment_id == Commitment.id,
    )
    return and_(
        Commitment.state == ItemState.RECEIVED.value, Commitment.closed_at.is_(None), ~ended.correlate_except(Supply)
    )
