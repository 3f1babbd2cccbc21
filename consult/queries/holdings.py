"""Everything held about one person, for that person (UK GDPR article 15), and nothing of anybody else.

Plain values, as JSON has them: a mapping by what it is, times in UTC. What others said of the same matters is theirs. Secrets
that let somebody in are not told, nor words the clerk has redacted: those are no longer there.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consult.queries import holdings_officers as officers
from consult.queries import holdings_panel as panel
from consult.store.accounts import Identity, RecoveryCode, SecondFactor, SignIn
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.packs import Letter
from consult.store.people import Body, MembershipRow, Person, SignInLink

_LINK = re.compile(r"(/sign-in/link/)[\w-]+")

Held = Mapping[str, Any]


def of_person(session: Session, person: Person) -> dict[str, Any]:
    """All of it. Every kind of thing is named, also where there is nothing of it; consultations in the order of joining."""
    return {
        "person": _person(person),
        "signed_in": rows(session, _sign_ins(person)),
        "sign_in_links": rows(session, _links(person)),
        "accounts_elsewhere": rows(session, _identities(person)),
        "second_step": _second_step(session, person),
        "letters": _letters(session, person),
        "record_of_the_service": _record(session, person, 0),
        "consultations": [_in(session, person, one) for one in _consultations(session, person)],
    }


def rows(session: Session, query: Select[*tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The rows of a query by the names of its columns, in JSON's types."""
    return [{name: plain(value) for name, value in row.items()} for row in session.execute(query).mappings()]


def plain(value: Any) -> Any:
    """A value in JSON's types."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "since": plain(person.created_at),
        "daily_letter": person.daily_letter,
        "may_start_consultations": person.may_convene,
    }


def _sign_ins(person: Person) -> Select[*tuple[Any, ...]]:
    asked = select(SignIn.device, SignIn.way, SignIn.began_at, SignIn.last_seen_at)
    return asked.where(SignIn.person_id == person.id).order_by(SignIn.began_at, SignIn.id)


def _links(person: Person) -> Select[*tuple[Any, ...]]:
    asked_from = func.nullif(SignInLink.network, "-").label("network")  # where nobody asked, or it has been forgotten
    asked = select(SignInLink.requested_at, SignInLink.expires_at, SignInLink.used_at, asked_from)
    return asked.where(SignInLink.person_id == person.id).order_by(SignInLink.requested_at, SignInLink.digest)


def _identities(person: Person) -> Select[*tuple[Any, ...]]:
    asked = select(Identity.issuer, Identity.subject, Identity.bound_at)
    return asked.where(Identity.person_id == person.id).order_by(Identity.issuer)


def _second_step(session: Session, person: Person) -> dict[str, Any]:
    """When it was set up; neither its secret nor its codes, which would let somebody in."""
    made = rows(
        session,
        select(SecondFactor.made_at, SecondFactor.confirmed_at).where(SecondFactor.person_id == person.id),
    )
    codes = session.scalar(select(func.count()).where(RecoveryCode.person_id == person.id)) or 0
    return {**made[0], "recovery_codes_left": codes} if made else {}


def _letters(session: Session, person: Person) -> list[dict[str, Any]]:
    """Those to their address. The text of one that was sent is not kept; a link that lets somebody in is left out."""
    asked = select(Letter.subject, Letter.text, Letter.written_at, Letter.sent_at)
    found = rows(session, asked.where(func.lower(Letter.to) == person.email).order_by(Letter.id))
    return [{**one, "text": _LINK.sub(r"\1…", one["text"])} for one in found]


def _consultations(session: Session, person: Person) -> list[Consultation]:
    mine = select(MembershipRow.consultation_id).where(MembershipRow.person_id == person.id)
    return list(session.scalars(select(Consultation).where(Consultation.id.in_(mine)).order_by(Consultation.id)))


def _in(session: Session, person: Person, consultation: Consultation) -> dict[str, Any]:
    of, who = consultation.id, person.id
    queries = {**panel.queries(of, who), **officers.queries(of, who)}
    return {
        "consultation": consultation.title,
        "address": consultation.slug,
        "parts": rows(session, _parts(of, who)),
        **{name: _worded(rows(session, query)) for name, query in queries.items()},
        "record": _record(session, person, of),
    }


def _parts(of: int, who: int) -> Select[*tuple[Any, ...]]:
    asked = select(MembershipRow.role, Body.name.label("body"), MembershipRow.invited_at, MembershipRow.ended_at)
    mine = (MembershipRow.consultation_id == of, MembershipRow.person_id == who)
    return asked.outerjoin(Body, Body.id == MembershipRow.body_id).where(*mine).order_by(MembershipRow.id)


def _worded(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with a reference in place of a kind and a number."""
    return [panel.referred(row) for row in found]


def _record(session: Session, person: Person, chain: int) -> dict[str, list[dict[str, Any]]]:
    """What the record of every change tells they did, and what was done about them."""
    did = select(AuditEntry.at, AuditEntry.act, AuditEntry.subject).where(AuditEntry.actor_id == person.id)
    told = select(AuditEntry.at, AuditEntry.act, AuditEntry.details).where(AuditEntry.subject == f"person {person.id}")
    ordered = AuditEntry.sequence
    return {
        "done_by_you": rows(session, did.where(AuditEntry.chain == chain).order_by(ordered)),
        "done_about_you": rows(session, told.where(AuditEntry.chain == chain).order_by(ordered)),
    }
