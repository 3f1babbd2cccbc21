"""Who has not yet done what is awaited from them: members who have sent nothing, and authorities that owe answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, and_, exists, func, or_, select, true
from sqlalchemy.orm import Session

from consult.domain.lifecycle import AnswerState
from consult.domain.people import PANEL, Role
from consult.queries import responses
from consult.store.comments import Comment
from consult.store.commitments import Commitment, Reminder
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Person
from consult.store.questions import Question
from consult.store.unsent import Unsent
from consult.store.visits import Visit


@dataclass(frozen=True, slots=True)
class Silent:
    """A member of the panel from whom nothing has come. `has_words`: something is begun; what it says is theirs alone."""

    person_id: int
    name: str
    role: Role
    body: str  # "" for one who stands alone
    has_words: bool
    visited_at: datetime | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead officer of an authority."""

    authority_id: int
    person_id: int
    name: str
    visited_at: datetime | None
    reminded_at: datetime | None


@dataclass(frozen=True, slots=True)
class Owed:
    """What waits at an authority: answers to be written, and drafts its lead officer has not approved."""

    authority_id: int
    authority: str
    to_write: int
    to_approve: int


def silent(session: Session, consultation: Consultation, person_id: int | None = None) -> list[Silent]:
    """Members of the panel who have sent nothing, by council and name; with `person_id` that one alone. In one query."""
    begun = exists().where(Unsent.consultation_id == consultation.id, Unsent.author_id == Person.id)
    rows = session.execute(
        select(Person.id, Person.name, MembershipRow.role, Body.name, begun, Visit.last_at, _reminded(consultation))
        .join(MembershipRow, MembershipRow.person_id == Person.id)
        .outerjoin(Body, Body.id == MembershipRow.body_id)
        .outerjoin(Visit, _visit(consultation))
        .where(
            _takes_part(consultation, PANEL),
            ~_has_sent(consultation),
            _is(person_id),
        )
        .order_by(func.coalesce(Body.name, ""), Person.name, MembershipRow.id)
    )
    found: dict[int, Silent] = {}
    for one, name, role, body, has_words, visited_at, reminded_at in rows:
        found.setdefault(one, Silent(one, name, Role(role), body or "", bool(has_words), visited_at, reminded_at))
    return list(found.values())


def leads(session: Session, consultation: Consultation, person_id: int | None = None) -> Sequence[Lead]:
    """The lead officers of all authorities, by name; with `person_id` that one alone. In one query."""
    rows = session.execute(
        select(MembershipRow.body_id, Person.id, Person.name, Visit.last_at, _reminded(consultation))
        .join(Person, Person.id == MembershipRow.person_id)
        .outerjoin(Visit, _visit(consultation))
        .where(
            _takes_part(consultation, frozenset({Role.LEAD_OFFICER})),
            _is(person_id),
        )
        .order_by(Person.name, MembershipRow.id)
    )
    return [Lead(row[0] or 0, row[1], row[2], row[3], row[4]) for row in rows]


def owed(session: Session, consultation: Consultation) -> list[Owed]:
    """The authorities at which something waits, by name. In two queries."""
    counts: dict[int, list[int]] = {}
    for row in responses.awaited(session, consultation):
        at = counts.setdefault(row.authority_id, [0, 0])
        if row.state in {AnswerState.AWAITED, AnswerState.RETURNED}:
            at[0] += row.count
        elif row.state is AnswerState.DRAFTED:
            at[1] += row.count
    waiting = [body_id for body_id, at in counts.items() if any(at)]
    bodies = session.execute(select(Body.id, Body.name).where(Body.id.in_(waiting)).order_by(Body.name))
    return [Owed(body_id, name, *counts[body_id]) for body_id, name in bodies]


def last_reminder(session: Session, consultation: Consultation, person_id: int) -> datetime | None:
    """When somebody was last reminded of what they have still to do; not of one commitment."""
    return session.scalar(
        select(func.max(Reminder.sent_at)).where(
            Reminder.consultation_id == consultation.id,
            Reminder.person_id == person_id,
            Reminder.commitment_id.is_(None),
        )
    )


def _reminded(consultation: Consultation) -> ScalarSelect[datetime]:
    return (
        select(func.max(Reminder.sent_at))
        .where(
            Reminder.consultation_id == consultation.id,
            Reminder.person_id == Person.id,
            Reminder.commitment_id.is_(None),
        )
        .scalar_subquery()
    )


def _takes_part(consultation: Consultation, roles: frozenset[Role]) -> ColumnElement[bool]:
    return and_(
        MembershipRow.consultation_id == consultation.id,
        MembershipRow.ended_at.is_(None),
        MembershipRow.role.in_(sorted(role.value for role in roles)),
    )


def _is(person_id: int | None) -> ColumnElement[bool]:
    return true() if person_id is None else Person.id == person_id


def _visit(consultation: Consultation) -> ColumnElement[bool]:
    return and_(Visit.consultation_id == consultation.id, Visit.person_id == Person.id)


def _has_sent(consultation: Consultation) -> ColumnElement[bool]:
    return or_(
        *(
            exists().where(item.consultation_id == consultation.id, item.author_id == Person.id)
            for item in (Comment, Question, Commitment)
        )
    )
