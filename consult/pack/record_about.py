"""The consultation itself for the record that is given away."""

from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy.orm import Session

from consult.domain.record_about import About, Paused
from consult.queries import pauses, people
from consult.store.consultations import Consultation


def about_of(session: Session, consultation: Consultation) -> About:
    """What its cover says, who leads, its rules and its times."""
    same = {
        f.name: getattr(consultation, f.name)
        for f in fields(About)
        if f.name not in ("lead_authority", "started_at", "pauses")
    }
    lead = next((b.name for b in people.bodies(session) if b.id == consultation.lead_authority_id), "")
    return About(
        **same, lead_authority=lead, started_at=consultation.created_at, pauses=tuple(_pauses(session, consultation))
    )


def _pauses(session: Session, consultation: Consultation) -> Iterator[Paused]:
    for row in pauses.ended(session, consultation):
        yield Paused(row.paused_at, row.resumed_at, row.reason)
    if consultation.paused_at is not None:
        yield Paused(consultation.paused_at, None, consultation.pause_reason)
