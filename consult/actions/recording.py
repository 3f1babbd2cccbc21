"""The audit: every change writes an entry in its own transaction, chained to the entry before."""

import hashlib
import json
import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from consult.domain.people import Actor
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation

FIRST = "0" * 64
"""What the first entry of a chain is bound to."""

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
    details = json.loads(_canonical(details))  # as the database gives them back
    _wait_for_turn(session, chain)
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.digest)
        .where(AuditEntry.chain == chain)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    sequence, previous = (last.sequence + 1, last.digest) if last else (1, FIRST)
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
        details_digest=digest_of_details(salt, details),
        previous=previous,
    )
    entry.digest = digest_of_entry(entry)
    session.add(entry)
    session.flush()
    return entry


def digest_of_details(salt: str, details: dict[str, Any]) -> str:
    """Salted, so that erased details cannot be guessed back from what the chain keeps."""
    return hashlib.sha256((salt + _canonical(details)).encode()).hexdigest()


def digest_of_entry(entry: AuditEntry) -> str:
    """Covers everything but the details themselves, for which `details_digest` stands."""
    fixed = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "act": entry.act,
        "subject": entry.subject,
        "details": entry.details_digest,
        "previous": entry.previous,
    }
    return hashlib.sha256(_canonical(fixed).encode()).hexdigest()


def first_broken(session: Session, chain: int) -> int | None:
    """The sequence number of the first entry of a chain that does not verify; None where all do."""
    previous, expected = FIRST, 1
    for entry in session.scalars(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.sequence)):
        whole = entry.details is None or entry.details_digest == digest_of_details(entry.salt, entry.details)
        if (
            entry.sequence != expected
            or entry.previous != previous
            or entry.digest != digest_of_entry(entry)
            or not whole
        ):
            return entry.sequence
        previous, expected = entry.digest, expected + 1
    return None


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def _wait_for_turn(session: Session, chain: int) -> None:
    """One writer at a time per chain. SQLite has one writer at a time anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(text("715827"), chain)))
