"""A whole record made into a consultation of its own: draft, people and all."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import consultations, meetings, pausing, people, question_rules
from consult.actions.consultations import Particulars
from consult.actions.loading.cast import address_of
from consult.actions.loading.loader import Loaded, load
from consult.actions.loading.redrafts import publish_all
from consult.domain.questions import Limits
from consult.domain.record import Fault, Faulty, Record
from consult.domain.record_about import About
from consult.domain.refusals import Refused
from consult.queries import people as people_read
from consult.store.consultations import Consultation


def make(session: Session, *, slug: str, record: Record, source: str, data: bytes, now: datetime) -> Loaded:
    """A new consultation with everything a whole record holds. `data` are the bytes the record was read from.

    Its window is set and its parts ended last, so that what was done then is not judged by what was decided later. Raises
    Refused and Faulty; the caller then rolls back.
    """
    about = record.about
    if about is None:
        raise Refused("This file does not say what it is about. Import a draft first, then load it.")
    _ensure_sound(record, about, now)
    consultation = consultations.start(
        session, slug=slug, particulars=_particulars(session, about), by=None, now=about.started_at or now
    )
    publish_all(session, consultation, record.versions, source, data)
    loaded = _ensure_same_numbers(load(session, consultation=consultation, record=record, source=source, now=now))
    _end_parts(session, consultation, record)
    limits = Limits(about.questions_each, about.question_notice, about.question_parts, about.supplementaries)
    question_rules.set_limits(session, consultation=consultation, limits=limits, by=None, now=now)
    meetings.set_interval(session, consultation=consultation, months=about.meets_every, by=None, now=now)
    _set_times(session, consultation, about, now)
    return loaded


_LATER = ("questions_each", "question_notice", "question_parts", "supplementaries", "meets_every")
"""What is set once everything is in: what was done then is not judged by rules that may have come later."""


def _ensure_sound(record: Record, about: About, now: datetime) -> None:
    paused = (time for one in about.pauses for time in (one.paused_at, one.resumed_at))
    drafts = (time for one in record.versions for time in (one.published_at, one.withdrawn_at))
    times = [about.started_at, about.adopted_at, *paused, *drafts]
    if any(time is not None and time > now for time in times):
        raise Refused(
            "It was started, published, paused or adopted at a time that lies in the future. Check its times."
        )


def _particulars(session: Session, about: About) -> Particulars:
    said = asdict(about)
    for name in (*_LATER, "lead_authority", "started_at", "opens_at", "closes_at", "adopted_at", "pauses"):
        del said[name]
    lead = people.body_named(session, about.lead_authority).id if about.lead_authority else None
    return Particulars(**said, lead_authority_id=lead)


def _ensure_same_numbers(loaded: Loaded) -> Loaded:
    moved = [
        Fault(own, f"It came out as {given}: what stands before it in the list is missing or moved")
        for own, given in loaded.references.items()
        if own != given
    ]
    if moved:
        raise Faulty(tuple(moved))
    return loaded


def _end_parts(session: Session, consultation: Consultation, record: Record) -> None:
    """Each part that was ended, at the time it was: of a person's parts, those of the same role and body are one."""
    ended = {
        (address_of(part.who, consultation), part.role.value, part.body.casefold()): part.until
        for part in record.people
    }
    for row in people_read.parts_ever(session, consultation):
        until = ended.get((row.person.email, row.role, row.body.name.casefold() if row.body else ""))
        if until is not None and row.ended_at is None:
            people.end_membership(session, consultation=consultation, membership=row, by=None, now=until)


def _set_times(session: Session, consultation: Consultation, about: About, now: datetime) -> None:
    if about.opens_at is not None and about.closes_at is not None:
        consultations.set_window(
            session, consultation=consultation, opens_at=about.opens_at, closes_at=about.closes_at, by=None, now=now
        )
    pausing.enter_past(session, consultation=consultation, pauses=about.pauses, now=now)
    if about.adopted_at is not None:
        consultations.adopt(session, consultation=consultation, by=None, now=about.adopted_at)
