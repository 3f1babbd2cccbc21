"""Inviting people, ending their part, and letting them in."""

import hashlib
import ipaddress
import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from consult.actions import sign_ins
from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.people import NEEDS_BODY, OFFICERS, Actor, Role
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import people
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Person, SignInLink

LINK_LIFE = timedelta(minutes=30)
INVITATION_LIFE = timedelta(days=14)
LINKS_PER_ADDRESS = 5
LINKS_PER_NETWORK = 60
LIMIT_PERIOD = timedelta(hours=1)
UNASKED = "-"
"""The network of links nobody asked for: invitations, and those of the operator. They use up nobody's limit."""

_EMAIL = re.compile(r"[^@\s<>\"(),:;\[\]\\]+@[^@\s<>\"(),:;\[\]\\]+\.[^@\s<>\"(),:;\[\]\\.]+")


def normal_email(email: str) -> str:
    """An address as it is stored; raises Refused where it is not one."""
    address = email.strip().lower()
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise Refused("Enter an e-mail address in the form name@example.org", field="email")
    return address


def body_named(session: Session, name: str) -> Body:
    """The council or authority of that name, made where it is new."""
    words = " ".join(name.split())
    body = session.scalar(select(Body).where(Body.name == words))
    if body is None:
        body = Body(name=words)
        session.add(body)
        session.flush()
    return body


def name_body(session: Session, *, consultation: Consultation, name: str, by: Actor, now: datetime) -> Body:
    """A council or authority the clerk adds; the known one where there is one of that name, whatever the capitals."""
    ensure(by, Act.RUN, scene(consultation, now))
    words = " ".join(name.split())
    if not words:
        raise Refused("Enter the name of the council or authority", field="new_name")
    known = {body.name.casefold(): body for body in people.bodies(session)}.get(words.casefold())
    if known is not None:
        return known
    body = body_named(session, words)
    record(session, "name body", f"body {body.id}", consultation=consultation, by=by, now=now, name=body.name)
    return body


def ensure_person(session: Session, *, email: str, name: str, now: datetime) -> Person:
    """The person with that address, made where they are new. A known person keeps the name they have."""
    address = normal_email(email)
    person = session.scalar(select(Person).where(Person.email == address))
    if person is None:
        words = " ".join(name.split())
        if not words:
            raise Refused("Enter the person’s name, as it is to be printed", field="name")
        person = Person(email=address, name=words, created_at=now)
        session.add(person)
        session.flush()
    return person


def appoint_clerk(session: Session, *, email: str, name: str, now: datetime) -> Person:
    """Lets a person start consultations of their own. Done by the operator, or by inviting a clerk."""
    person = ensure_person(session, email=email, name=name, now=now)
    if not person.may_convene:
        sign_ins.end_all(session, person_id=person.id)
    person.may_convene = True
    record(session, "appoint clerk", f"person {person.id}", consultation=None, by=None, now=now, name=person.name)
    return person


def invite(
    session: Session,
    *,
    consultation: Consultation,
    email: str,
    name: str,
    role: Role,
    body: str = "",
    by: Actor | None,
    now: datetime,
) -> MembershipRow:
    """Gives a person a part in a consultation. Asked twice, it changes nothing.

    Raises Refused where the role needs a council or authority and none is named.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    _ensure_speaks_for_somebody(role, body)
    person = ensure_person(session, email=email, name=name, now=now)
    organisation = body_named(session, body) if body.strip() else None
    membership = _part(session, consultation, person, role, organisation, now)
    if membership.id is not None and membership.ended_at is None:
        return membership
    if by is None or by.person_id != person.id:
        _end_sign_ins_where_part_changes(session, consultation, person, role)
    membership.ended_at = None
    session.add(membership)
    person.may_convene = person.may_convene or role is Role.CLERK
    session.flush()
    record(
        session, "invite", f"person {person.id}", consultation=consultation, by=by, now=now,
        name=person.name, role=role.value, body=organisation.name if organisation else "",
    )  # fmt: skip
    return membership


def _end_sign_ins_where_part_changes(session: Session, consultation: Consultation, person: Person, role: Role) -> None:
    """Who has a part there already, or is made a clerk, signs in anew; being invited elsewhere disturbs nobody."""
    becomes_clerk = role is Role.CLERK and not person.may_convene
    has_part = select(MembershipRow.id).where(
        MembershipRow.consultation_id == consultation.id,
        MembershipRow.person_id == person.id,
        MembershipRow.ended_at.is_(None),
    )
    if becomes_clerk or session.scalar(has_part.limit(1)) is not None:
        sign_ins.end_all(session, person_id=person.id)


def _ensure_speaks_for_somebody(role: Role, body: str) -> None:
    if role in NEEDS_BODY and not body.strip():
        which = (
            "responsible authority the officer answers for" if role in OFFICERS else "council that appointed the member"
        )
        raise Refused(f"Name the {which}", field="body")


def _part(
    session: Session, consultation: Consultation, person: Person, role: Role, body: Body | None, now: datetime
) -> MembershipRow:
    """The part as it was given before, ended or not; else a new one, not added yet."""
    body_id = body.id if body else None
    existing = session.scalar(
        select(MembershipRow).where(
            MembershipRow.consultation_id == consultation.id,
            MembershipRow.person_id == person.id,
            MembershipRow.role == role,
            MembershipRow.body_id == body_id,
        )
    )
    return existing or MembershipRow(
        consultation_id=consultation.id, person_id=person.id, role=role, body_id=body_id, invited_at=now
    )


def end_membership(
    session: Session, *, consultation: Consultation, membership: MembershipRow, by: Actor | None, now: datetime
) -> None:
    """Ends a part from now on and signs the person out; what they said stays. A consultation keeps at least one clerk."""
    ensure(by, Act.RUN, scene(consultation, now))
    if membership.role == Role.CLERK:
        others = session.scalar(
            select(func.count())
            .select_from(MembershipRow)
            .where(
                MembershipRow.consultation_id == consultation.id,
                MembershipRow.role == Role.CLERK,
                MembershipRow.ended_at.is_(None),
                MembershipRow.id != membership.id,
            )
        )
        if not others:
            raise Refused("A consultation needs a clerk. Invite another one first.")
    membership.ended_at = now
    sign_ins.end_all(session, person_id=membership.person_id)
    record(
        session, "end membership", f"person {membership.person_id}", consultation=consultation, by=by, now=now,
        role=membership.role,
    )  # fmt: skip


def request_link(session: Session, *, email: str, network: str, now: datetime) -> tuple[Person, str] | None:
    """A token for the person with that address; None where there is none, or too many were asked for.

    Every request is counted, also for addresses nobody has, so that the answer tells nothing.
    """
    address, network = email.strip().lower(), network_of(network)
    _wait_for_turn(session)
    asked = hashlib.sha256(address.encode()).hexdigest()
    since = and_(SignInLink.requested_at > now - LIMIT_PERIOD, SignInLink.network != UNASKED)
    recent = session.execute(
        select(
            func.count().filter(SignInLink.email_digest == asked),
            func.count().filter(SignInLink.network == network),
        ).where(since, or_(SignInLink.email_digest == asked, SignInLink.network == network))
    ).one()
    if recent[0] >= LINKS_PER_ADDRESS or recent[1] >= LINKS_PER_NETWORK:
        return None
    person = session.scalar(select(Person).where(Person.email == address))
    token = _add_link(session, person=person, asked=asked, network=network, life=LINK_LIFE, now=now)
    return (person, token) if person else None


def network_of(address: str) -> str:
    """What requests are counted by: an IPv4 address, or the 64 bits of an IPv6 one that a single customer has the rest of."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def _wait_for_turn(session: Session) -> None:
    """Requests are counted one after the other, so that a limit holds however many come at once."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(715828)))


def networks_to_forget(session: Session, *, now: datetime) -> bool:
    """True where it is still kept where a link was asked from, though the limits no longer need it."""
    return session.scalar(select(SignInLink.digest).where(_no_longer_counted(now)).limit(1)) is not None


def forget_networks(session: Session, *, now: datetime) -> None:
    """Forgets where links were asked from, and the requests of addresses nobody has, once the limits no longer need them."""
    session.execute(delete(SignInLink).where(_no_longer_counted(now), SignInLink.person_id.is_(None)))
    session.execute(update(SignInLink).where(_no_longer_counted(now)).values(network=UNASKED))


def _no_longer_counted(now: datetime) -> ColumnElement[bool]:
    return and_(SignInLink.requested_at <= now - LIMIT_PERIOD, SignInLink.network != UNASKED)


def link_for(session: Session, *, person: Person, now: datetime, life: timedelta = LINK_LIFE) -> str:
    """A token for a person, made by the clerk's invitation or by the operator, outside the limits."""
    asked = hashlib.sha256(person.email.encode()).hexdigest()
    return _add_link(session, person=person, asked=asked, network=UNASKED, life=life, now=now)


def _add_link(
    session: Session, *, person: Person | None, asked: str, network: str, life: timedelta, now: datetime
) -> str:
    token = secrets.token_urlsafe(32)
    session.add(
        SignInLink(
            digest=_digest(token),
            person_id=person.id if person else None,
            email_digest=asked,
            network=network,
            requested_at=now,
            expires_at=now + life,
        )
    )
    session.flush()
    return token


def use_link(session: Session, *, token: str, now: datetime) -> Person:
    """The person a link lets in; it lets nobody in twice. Raises Refused where it was used, is too old, or never was."""
    person_id = session.scalar(
        update(SignInLink)
        .where(
            SignInLink.digest == _digest(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
            SignInLink.person_id.is_not(None),
        )
        .values(used_at=now)
        .returning(SignInLink.person_id)
    )
    if person_id is None:
        raise Refused("This sign-in link has been used already or is too old. Ask for a new one.")
    return session.get_one(Person, person_id)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
