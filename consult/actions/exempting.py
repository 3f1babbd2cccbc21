"""The clerk keeps an item, or one answer, from the public: exempt under Schedule 12A, or confidential (R13); or lifts that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consult.actions import packs
from consult.actions.allowing import Contribution, ensure, scene
from consult.actions.naming import reference_of, subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.actions.takings import ensure_not_being_taken
from consult.domain.exemption import PARAGRAPHS, Sealed
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import groups
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.questions import Question
from consult.store.sealing import Exemption


@dataclass(frozen=True, slots=True)
class Matter:
    """What is kept from the public: an item, or (with `response`) one answer to it."""

    item: Contribution
    response: Response | None = None


def exempt(
    session: Session, *, consultation: Consultation, matter: Matter, sealed: Sealed, by: Actor, now: datetime
) -> None:
    """Marks it; marked again, it changes the paragraph and the reason. An answer given to several comments together is
    marked for all of them, for it is the same words. Digests made before are discarded, since they hold these words.

    Raises Refused for anybody but the clerk, for a paragraph there is not, and for a paragraph without its public-interest
    reason; confidential matter has none.
    """
    ensure_sealable(by, sealed, consultation, now)
    ensure_not_being_taken(session, matter.item)
    paragraph, reason = sealed.paragraph, sealed.reason.strip()
    for one in _carried(session, matter):
        row = _row(session, one)
        before = [row.paragraph, row.reason] if row else None
        if before == [paragraph, reason]:
            continue
        if row is None:
            row = _new(consultation, one)
            session.add(row)
        row.paragraph, row.reason, row.marked_at, row.marked_by_id = paragraph, reason, now, by.person_id
        session.flush()
        session.expire(one.response or one.item, ["exemption"])
        _record(session, "exempt", consultation, one, by, now, before=before, after=[paragraph, reason])
    packs.discard(
        session, consultation=consultation, since=matter.item.received_at, by=by, now=now,
        why=f"{_name(matter)} was marked “{Sealed(paragraph).mark}” after it was made.",
        references=() if matter.response else [reference_of(matter.item)],  # what was promised in an answer goes with it
    )  # fmt: skip


def ensure_sealable(by: Actor, sealed: Sealed, consultation: Consultation, now: datetime) -> None:
    """Raises Refused as `exempt` does, and changes nothing: for a preview."""
    ensure(by, Act.SEAL, scene(consultation, now))
    if sealed.paragraph is None:
        if sealed.reason.strip():
            raise Refused("Confidential matter has no public-interest test. Leave the reason empty.", field="reason")
        return
    if sealed.paragraph not in PARAGRAPHS:
        raise Refused("Choose one of the paragraphs 1 to 7", field="paragraph")
    ensure_text(sealed.reason, what="why the public interest is better served by keeping it exempt", field="reason")


def lift(session: Session, *, consultation: Consultation, matter: Matter, by: Actor, now: datetime) -> None:
    """Everyone may read it again, as far as they may read the like; what is not marked stays as it is."""
    ensure(by, Act.SEAL, scene(consultation, now))
    for one in _carried(session, matter):
        row = _row(session, one)
        if row is None:
            continue
        before = [row.paragraph, row.reason]
        session.execute(delete(Exemption).where(Exemption.id == row.id))
        session.expire(one.response or one.item, ["exemption"])
        _record(session, "lift exemption", consultation, one, by, now, before=before)


def spread(session: Session, *, consultation: Consultation, responses: Sequence[Response], now: datetime) -> None:
    """Answers that become one for several comments are all exempt as soon as one of them is: they are the same words."""
    marked = session.scalars(
        select(Exemption).where(Exemption.response_id.in_([response.id for response in responses]))
    ).all()
    if not marked:
        return
    there = {row.response_id for row in marked}
    for response in responses:
        if response.id not in there:
            row = Exemption(consultation_id=consultation.id, response_id=response.id, marked_at=now)
            row.paragraph, row.reason, row.marked_by_id = marked[0].paragraph, marked[0].reason, marked[0].marked_by_id
            session.add(row)
            session.flush()
            session.expire(response, ["exemption"])


def _carried(session: Session, matter: Matter) -> list[Matter]:
    if matter.response is None or isinstance(matter.item, Commitment):
        return [matter]
    return [Matter(item, response) for item, response in groups.together(session, matter.item, matter.response)]


def _row(session: Session, matter: Matter) -> Exemption | None:
    if matter.response is not None:
        return session.scalar(select(Exemption).where(Exemption.response_id == matter.response.id))
    return session.scalar(select(Exemption).where(_column(matter.item) == matter.item.id))


def _column(item: Contribution) -> InstrumentedAttribute[int | None]:
    if isinstance(item, Comment):
        return Exemption.comment_id
    return Exemption.question_id if isinstance(item, Question) else Exemption.commitment_id


def _new(consultation: Consultation, matter: Matter) -> Exemption:
    row = Exemption(consultation_id=consultation.id)
    if matter.response is not None:
        row.response_id = matter.response.id
    else:
        setattr(row, _column(matter.item).key, matter.item.id)
    return row


def _name(matter: Matter) -> str:
    return f"The answer to {reference_of(matter.item)}" if matter.response else reference_of(matter.item)


def _record(
    session: Session, act: str, consultation: Consultation, matter: Matter, by: Actor, now: datetime, **details: object
) -> None:
    of = {"authority": matter.response.authority_id} if matter.response else {}
    record(session, act, subject_of(matter.item), consultation=consultation, by=by, now=now, **of, **details)
