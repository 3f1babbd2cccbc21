"""Who took part only in consultations whose personal data may go loses their address, and with it their way in (R23).

Names stay: they stand in published papers, beside what was said. Clerks stay, being those who run the service, and so do
officers while their authority still owes something.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, null, or_, select
from sqlalchemy.orm import Session

from consult.actions.erasing import Trace, has_details, removed
from consult.actions.recording import record
from consult.domain.people import OFFICERS
from consult.domain.retention import ADDRESS
from consult.queries import commitments, recommendations
from consult.store.accounts import Identity, RecoveryCode, SecondFactor, SignIn
from consult.store.audit import AuditEntry
from consult.store.commitments import Commitment
from consult.store.packs import Letter
from consult.store.people import MembershipRow, Person, SignInLink
from consult.store.recommendations import Recipient, Recommendation
from consult.store.work import Notice

ACT = "erase person"
"""What the record calls it."""

_ERASED = ADDRESS.replace("{id}", "%")


def to_erase(session: Session, consultations: Collection[int]) -> Sequence[Person]:
    """Those who have, or had, a part in these consultations and in no others, and whose addresses are still there."""
    took_part = select(MembershipRow.id).where(MembershipRow.person_id == Person.id)
    return session.scalars(
        select(Person)
        .where(
            Person.email.not_like(_ERASED),
            Person.may_convene.is_(False),
            took_part.exists(),
            ~took_part.where(MembershipRow.consultation_id.not_in(consultations)).exists(),
            ~_still_needed(),
        )
        .order_by(Person.id)
    ).all()


def _still_needed() -> ColumnElement[bool]:
    """True of a Person who answers for an authority that owes information, an undertaking or a reply."""
    asked = and_(
        Commitment.consultation_id == MembershipRow.consultation_id,
        Commitment.authority_id == MembershipRow.body_id,
        commitments.is_owed(),
    )
    sent = and_(
        Recommendation.consultation_id == MembershipRow.consultation_id,
        Recipient.body_id == MembershipRow.body_id,
        recommendations.is_owed(),
    )
    replies = select(Recipient.id).join(Recommendation, Recommendation.id == Recipient.recommendation_id)
    return exists().where(
        MembershipRow.person_id == Person.id,
        MembershipRow.role.in_([role.value for role in OFFICERS]),
        MembershipRow.ended_at.is_(None),
        or_(
            select(Commitment.id).where(asked).correlate(MembershipRow).exists(),
            replies.where(sent).correlate(MembershipRow).exists(),
        ),
    )


def erase_person(session: Session, person: Person, *, now: datetime) -> None:
    """Takes their address, their ways in, their letters, and what the record tells about them; their name stays."""
    subject = f"person {person.id}"
    removed(session, _traces(person, subject))
    person = session.get_one(Person, person.id)
    person.email, person.daily_letter = ADDRESS.format(id=person.id), False
    session.flush()
    record(session, ACT, subject, consultation=None, by=None, now=now)


def _traces(person: Person, subject: str) -> list[Trace]:
    own = [
        Trace(table.__tablename__, table, table.person_id == person.id)
        for table in (SignIn, Identity, RecoveryCode, SecondFactor, SignInLink, Notice)
    ]
    letters = Trace("letters", Letter, func.lower(Letter.to) == person.email)
    told = and_(AuditEntry.subject == subject, has_details())
    return [*own, letters, Trace("details", AuditEntry, told, {"details": null()})]
