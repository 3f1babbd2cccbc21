"""The audit: every change writes an entry in its own transaction, chained to the entry before."""

import json
import secrets
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.domain import audit_chain
from consult.domain.people import Actor
from consult.queries import auditing
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation

NO_CONSULTATION = 0


def record(
    session: Session,
    act: str,
    subject: str,
    *,
    consultation: Consultation | None,
    by: Actor | None,
    now: datetime,
    **details: Any,
) -> AuditEntry:
    """Appends to the consultation's chain: who (None: the operator), what, when, and the details (before and after).

    What is loaded on somebody's behalf is the operator's act; the details say on whose.
    """
    chain = consultation.id if consultation else NO_CONSULTATION
    if by is not None and by.loaded:
        details = {**details, "loaded": True, "on_behalf_of": by.person_id}
        by = None
    details = json.loads(audit_chain.canonical(details))  # as the database gives them back
    _wait_for_turn(session, chain)
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.digest)
        .where(AuditEntry.chain == chain)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, audit_chain.FIRST)
    salt = secrets.token_hex(16)
    entry = AuditEntry(
        chain=chain,
        sequence=sequence,
        at=now,
        actor_id=by.person_id if by else None,
        act=act,
        subject=subject,
        details=details,
        salt=salt,
        details_digest=audit_chain.digest_of_details(salt, details),
        previous=previous,
        digest="",
    )
    entry.digest = digest_of_entry(entry)
    session.add(entry)
    session.flush()
    return entry


def digest_of_entry(row: AuditEntry) -> str:
    """What binds a row to the one before it, and the next to it."""
    names = (one.name for one in fields(audit_chain.Entry))
    return audit_chain.digest_of_entry(audit_chain.Entry(**{name: getattr(row, name) for name in names}))


def first_broken(session: Session, chain: int) -> int | None:
    """The sequence number of the first entry of a chain that does not verify; None where all do."""
    broken = audit_chain.checked(auditing.entries(session, chain)).broken
    return broken.sequence if broken else None


def _wait_for_turn(session: Session, chain: int) -> None:
    """One writer at a time per chain. SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(text("715827"), chain)))
