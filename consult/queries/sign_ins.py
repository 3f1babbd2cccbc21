"""Where people are signed in."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, contains_eager

from consult.domain.providers import Provider
from consult.domain.signing_in import CODE_TIME, Limits
from consult.store.accounts import Identity, SignIn


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(session: Session, token: str, *, limits: Limits, now: datetime) -> SignIn | None:
    """The sign-in that a cookie's token stands for, with its person; None where it has ended or never was."""
    return session.scalar(
        select(SignIn)
        .join(SignIn.person)
        .where(SignIn.digest == digest_of(token), SignIn.awaits_code.is_(False), *_holds(limits, now))
        .options(contains_eager(SignIn.person))
    )


def waiting(session: Session, token: str, *, now: datetime) -> SignIn | None:
    """The sign-in that waits for its code, with its person; None where none does, or it has waited too long."""
    return session.scalar(
        select(SignIn)
        .join(SignIn.person)
        .where(SignIn.digest == digest_of(token), SignIn.awaits_code.is_(True), SignIn.began_at > now - CODE_TIME)
        .options(contains_eager(SignIn.person))
    )


def of_person(session: Session, person_id: int, *, limits: Limits, now: datetime) -> Sequence[SignIn]:
    """Where a person is signed in, last seen first."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person_id, SignIn.awaits_code.is_(False), *_holds(limits, now))
        .order_by(SignIn.last_seen_at.desc(), SignIn.id.desc())
    ).all()


def _holds(limits: Limits, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SignIn.began_at > now - limits.whole, SignIn.last_seen_at > now - limits.idle


def accounts_of(session: Session, person_id: int, providers: Sequence[Provider]) -> list[tuple[Provider, datetime]]:
    """The providers of which an account is bound to a person, with when it was; those that let people in now alone."""
    rows = session.execute(select(Identity.issuer, Identity.bound_at).where(Identity.person_id == person_id)).all()
    bound = {row.issuer: row.bound_at for row in rows}
    return [(provider, bound[provider.issuer]) for provider in providers if provider.issuer in bound]
