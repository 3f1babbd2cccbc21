"""Accounts at providers: whom one lets in, how it is bound to a person, and how that ends."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.providers import Provider
from consult.store.accounts import Identity
from consult.store.people import Person


class NobodyHere(Exception):
    """An account that lets nobody in; the message is for the operator’s log and names nobody."""


def person_behind(session: Session, *, provider: Provider, subject: str, address: str, now: datetime) -> Person:
    """The person an account is bound to. The first time, that is who has the address it was vouched to have.

    From then on the address no longer counts, so that whoever is given it later is not taken for the person. `address` is ""
    where the provider vouches for none. Raises NobodyHere.
    """
    bound = session.scalar(
        select(Person)
        .join(Identity, Identity.person_id == Person.id)
        .where(Identity.issuer == provider.issuer, Identity.subject == subject)
    )
    if bound is not None:
        if not provider.speaks_for(bound.email):
            raise NobodyHere("another provider speaks for them now")
        return bound
    if not address:
        raise NobodyHere("no address of its domains vouched for")
    person = session.scalar(select(Person).where(Person.email == address).with_for_update())
    if person is None:
        raise NobodyHere("nobody has the address")
    already = _subject_of(session, person.id, provider.issuer)
    if already == subject:  # by a request that came at the same time
        return person
    if already is not None:
        raise NobodyHere("bound to another account")
    session.add(Identity(issuer=provider.issuer, subject=subject, person_id=person.id, bound_at=now))
    _record(session, "bind account", person, provider, now)
    return person


def forget(session: Session, *, person: Person, provider: Provider, now: datetime) -> bool:
    """Undoes the binding, so that the next account with the person’s address is bound; False where there is none."""
    gone = session.scalar(
        delete(Identity)
        .where(Identity.person_id == person.id, Identity.issuer == provider.issuer)
        .returning(Identity.person_id)
    )
    if gone is not None:
        _record(session, "unbind account", person, provider, now)
    return gone is not None


def _subject_of(session: Session, person_id: int, issuer: str) -> str | None:
    return session.scalar(select(Identity.subject).where(Identity.person_id == person_id, Identity.issuer == issuer))


def _record(session: Session, act: str, person: Person, provider: Provider, now: datetime) -> None:
    by = Actor(person.id, person.name)
    record(session, act, f"person {person.id}", consultation=None, by=by, now=now, provider=provider.name)
