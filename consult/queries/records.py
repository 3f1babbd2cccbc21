"""The record of what was done, as it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.people import Person


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry: what was done, by whom ("" for the operator), when.

    Where its details have been `erased`, the clerk has `redacted` words of it and `details` are as they read since; or they
    were personal data whose time had passed (R23), and are {}.
    """

    act: str
    by: str
    at: datetime
    details: dict[str, Any]
    erased: bool = False
    redacted: bool = False


def of_subject(session: Session, consultation: Consultation, subject: str) -> Sequence[Recorded]:
    """Everything done to one thing ("comment C-0031"), the earliest first."""
    rows = session.execute(
        select(AuditEntry.sequence, AuditEntry.act, Person.name, AuditEntry.at, AuditEntry.details)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.chain == consultation.id, AuditEntry.subject == subject)
        .order_by(AuditEntry.sequence)
    ).all()
    since = _as_redacted({row.sequence: row.details for row in rows if row.act == "redact"})
    return [
        Recorded(
            row.act,
            row.name or "",
            row.at,
            row.details or since.get(row.sequence, {}),
            erased=row.details is None,
            redacted=row.details is None and row.sequence in since,
        )
        for row in rows
    ]


def _as_redacted(redactions: Mapping[int, Any]) -> dict[int, dict[str, Any]]:
    """How erased entries read since, by their sequence; a redaction may have been redacted by a later one."""
    found: dict[int, dict[str, Any]] = {}
    for sequence, details in sorted(redactions.items(), reverse=True):
        for one in (details or found.get(sequence, {})).get("erased", ()):
            found.setdefault(one["sequence"], one["details"])
    return found
