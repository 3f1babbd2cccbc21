"""What the record says of what was just done, and that a refusal leaves nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.recording import first_broken
from consult.domain.refusals import Refused
from consult.store.audit import AuditEntry
from tests.factories import Play


@dataclass(frozen=True)
class Entry:
    """An entry of the record, as far as tests compare it."""

    act: str
    subject: str
    actor_id: int | None
    details: dict[str, Any] | None


def entries(session: Session, chain: int) -> list[Entry]:
    """The whole of a chain, which must verify."""
    assert first_broken(session, chain) is None
    rows = session.scalars(select(AuditEntry).where(AuditEntry.chain == chain).order_by(AuditEntry.sequence))
    return [Entry(row.act, row.subject, row.actor_id, row.details) for row in rows]


def last_entry(play: Play) -> Entry:
    """The latest of the play's consultation; it was made now."""
    rows = select(AuditEntry).where(AuditEntry.chain == play.consultation.id).order_by(AuditEntry.sequence.desc())
    newest = play.session.scalars(rows.limit(1)).one()
    assert newest.at == play.now
    return entries(play.session, play.consultation.id)[-1]


@contextmanager
def refused(play: Play, reason: str, field: str = "") -> Iterator[None]:
    """What is done within is refused, in these words, and changes nothing."""
    play.session.commit()
    before = entries(play.session, play.consultation.id)
    with pytest.raises(Refused) as refusal:
        yield
    assert (refusal.value.reason, refusal.value.field) == (reason, field)
    assert not play.session.new
    play.session.rollback()
    assert entries(play.session, play.consultation.id) == before
