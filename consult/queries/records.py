"""The record of what was done, as it is read."""

from collections.abc import Sequence
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
    """One entry: what was done, by whom ("" for the operator), when. `details` is {} where they have been erased."""

    act: str
    by: str
    at: datetime
    details: dict[str, Any]


def of_subject(session: Session, consultation: Consultation, subject: str) -> Sequence[Recorded]:
    """Everything done to one thing ("comment C-0031"), the earliest first."""
    rows = session.execute(
        select(AuditEntry.act, Person.name, AuditEntry.at, AuditEntry.details)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(AuditEntry.chain == consultation.id, AuditEntry.subject == subject)
        .order_by(AuditEntry.sequence)
    )
    return [Recorded(act, name or "", at, details or {}) for act, name, at, details in rows]
