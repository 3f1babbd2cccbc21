"""Signing somebody in on a device, and ending that: by themselves, by time, and where their part changes."""

import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import Session

from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.refusals import NotFound
from consult.domain.signing_in import CODE_TIME, Limits
from consult.queries.sign_ins import digest_of
from consult.store.accounts import SecondFactor, SignIn
from consult.store.people import Person


def begin(session: Session, *, person: Person, way: str, device: str, now: datetime) -> tuple[str, bool]:
    """Signs a person in: the token for their cookie, and whether it lets them in only once the second step is taken."""
    awaits = asks_for_code(session, person.id)
    token = secrets.token_urlsafe(32)
    row = SignIn(
        digest=digest_of(token), person_id=person.id, device=device, way=way, began_at=now, last_seen_at=now, awaits_code=awaits
    )  # fmt: skip
    session.add(row)
    session.flush()
    if not awaits:
        _record(session, "sign in", person, now, way=way)
    return token, awaits


def asks_for_code(session: Session, person_id: int) -> bool:
    """True where a person has set the second step up."""
    asks = select(SecondFactor.person_id).where(
        SecondFactor.person_id == person_id, SecondFactor.confirmed_at.is_not(None)
    )
    return session.scalar(asks) is not None


def let_in(session: Session, *, waiting: SignIn, now: datetime) -> str:
    """Completes a sign-in whose second step was taken; its token is a new one."""
    token = secrets.token_urlsafe(32)
    waiting.digest, waiting.awaits_code = digest_of(token), False
    waiting.began_at = waiting.last_seen_at = now
    _record(session, "sign in", waiting.person, now, way=waiting.way, second_step=True)
    return token


def seen(session: Session, *, sign_in_id: int, now: datetime) -> None:
    """Remembers that somebody was here; no part of the record."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.last_seen_at < now).values(last_seen_at=now))


def sign_out(session: Session, *, sign_in: SignIn, now: datetime) -> None:
    """Ends a sign-in where it is used: its cookie lets nobody in any more, whoever has a copy."""
    session.execute(delete(SignIn).where(SignIn.id == sign_in.id))
    _record(session, "sign out", sign_in.person, now)


def end_one(session: Session, *, person: Person, sign_in_id: int, now: datetime) -> None:
    """Signs a person out on another device of theirs; raises NotFound where they are not signed in there."""
    ended = session.scalar(
        delete(SignIn).where(SignIn.id == sign_in_id, SignIn.person_id == person.id).returning(SignIn.device)
    )
    if ended is None:
        raise NotFound
    _record(session, "end sign-in", person, now, device=ended)


def end_others(session: Session, *, keep: SignIn, now: datetime) -> int:
    """Signs a person out everywhere but here; returns in how many places."""
    ended = end_all(session, person_id=keep.person_id, but=keep.id)
    _record(session, "end sign-ins", keep.person, now, ended=ended)
    return ended


def end_all(session: Session, *, person_id: int, but: int | None = None) -> int:
    """Signs a person out everywhere; returns in how many places. Whoever asks for it records why."""
    ended = session.scalars(
        delete(SignIn).where(SignIn.person_id == person_id, SignIn.id != (but or 0)).returning(SignIn.id)
    ).all()
    return len(ended)


def any_ended(session: Session, *, limits: Limits, now: datetime) -> bool:
    """True where sign-ins are kept that time has ended."""
    return session.scalar(select(SignIn.id).where(_ended(limits, now)).limit(1)) is not None


def forget_ended(session: Session, *, limits: Limits, now: datetime) -> None:
    """Deletes the sign-ins that time has ended."""
    session.execute(delete(SignIn).where(_ended(limits, now)))


def _ended(limits: Limits, now: datetime) -> ColumnElement[bool]:
    return or_(
        SignIn.began_at <= now - limits.whole,
        SignIn.last_seen_at <= now - limits.idle,
        SignIn.awaits_code.is_(True) & (SignIn.began_at <= now - CODE_TIME),
    )


def _record(session: Session, act: str, person: Person, now: datetime, **details: object) -> None:
    by = Actor(person.id, person.name)
    record(session, act, f"person {person.id}", consultation=None, by=by, now=now, **details)
