"""What is owed is chased: the clerk reminds of what is overdue, and the daily letter tells owners what falls due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.naming import noun_of, reference_of, subject_of
from consult.actions.notices import clerks, tell
from consult.actions.recording import record
from consult.actions.standing import standing
from consult.domain.calendar import short_day
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import commitments, work
from consult.store.commitments import Commitment, Reminder, Supply
from consult.store.consultations import Consultation
from consult.store.people import Person
from consult.store.work import Notice

SOON = timedelta(days=3)
"""How long before the day its owner is told."""

_LATELY = timedelta(days=7)  # so long after the day it is still told, where no letter could be written sooner


def remind(
    session: Session, *, consultation: Consultation, commitment: Commitment, by: Actor, now: datetime, zone: ZoneInfo
) -> list[Person]:
    """The clerk reminds the owner and the lead officers of what is overdue; the caller writes the letter to those returned.

    Raises Refused for what is not overdue, on a day on which a reminder was sent, and where nobody answers for the authority.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    today = now.astimezone(zone).date()
    if not standing(commitment, zone).days_overdue(today):
        raise Refused("It is not overdue, so there is nothing to remind of.")
    sent = commitments.reminders(session, commitment)
    if any(one.sent_at.astimezone(zone).date() == today for one in sent):
        raise Refused("A reminder was sent today already.")
    people = owners(session, consultation, commitment)
    if not people:
        raise Refused(f"Nobody answers for {commitment.authority.name} here. Invite an officer first.")
    for person in people:
        session.add(
            Reminder(
                consultation_id=consultation.id,
                person_id=person.id,
                commitment_id=commitment.id,
                sent_at=now,
                sent_by_id=by.person_id,
            )
        )
    record(
        session, "remind", subject_of(commitment), consultation=consultation, by=by, now=now,
        reminded=[person.id for person in people],
    )  # fmt: skip
    return people


def owners(session: Session, consultation: Consultation, commitment: Commitment) -> list[Person]:
    """Who is to keep it, while they answer for the authority, and the authority's lead officers."""
    officers = work.officers(session, consultation, commitment.authority_id)
    leads = {person.id for person in work.leads(session, consultation, commitment.authority_id)}
    return [person for person in officers if person.id == commitment.owner_id or person.id in leads]


def received(session: Session, *, consultation: Consultation, commitment: Commitment, now: datetime) -> None:
    """Owners are told of what they owe from now on, and the person it was promised to of the promise."""
    asked = commitment.kind == "request"
    words = "is put to your authority" if asked else "is now your authority’s to keep"
    _tell(session, consultation, commitment, _ids(owners(session, consultation, commitment)), words, now)
    if not asked and commitment.author_id:
        _tell(session, consultation, commitment, [commitment.author_id], "was recorded: you were promised it", now)


def drafted(session: Session, *, consultation: Consultation, commitment: Commitment, now: datetime) -> None:
    """Lead officers are told of a supply that awaits their approval."""
    leads = work.leads(session, consultation, commitment.authority_id)
    _tell(session, consultation, commitment, _ids(leads), "has a supply that awaits your approval", now)


def approved(session: Session, *, consultation: Consultation, commitment: Commitment, now: datetime) -> None:
    """Clerks are told of a supply that awaits release."""
    told = clerks(session, consultation)
    _tell(session, consultation, commitment, told, "has a supply that awaits release", now)


def sent_back(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, now: datetime
) -> None:
    """Whoever wrote it is told of a supply that was sent back."""
    words = "has a supply that was sent back to be changed"
    _tell(session, consultation, commitment, [supply.answered_by_id], words, now)


def released(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, now: datetime
) -> None:
    """Who asked, or was promised it, is told that it can be read."""
    if commitment.author_id:
        words = "was supplied" if supply.complete else "was supplied in part"
        _tell(session, consultation, commitment, [commitment.author_id], words, now)


Due = tuple[Consultation, Commitment, str, list[int]]


def what_is_due(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """What falls due within three days, and what is overdue since yesterday, of every consultation: the words, and the ids of
    those who have not been told it yet.
    """
    today = now.astimezone(zone).date()
    found = []
    for commitment in commitments.falling_due(session, today - _LATELY, today + SOON):
        consultation = session.get_one(Consultation, commitment.consultation_id)
        words = _due_words(commitment, today)
        told = _not_told_yet(session, consultation, commitment, words)
        if told:
            found.append((consultation, commitment, words, told))
    return found


def tell_what_is_due(session: Session, *, now: datetime, zone: ZoneInfo) -> int:
    """Notes it for the daily letter, each once, however often this is called. Returns of how many commitments."""
    due = what_is_due(session, now=now, zone=zone)
    for consultation, commitment, words, told in due:
        tell(session, consultation, told, words, path(consultation, commitment), now)
    return len(due)


def _due_words(commitment: Commitment, today: date) -> str:
    day = short_day(commitment.due_on)
    if today > commitment.due_on:
        return f"{_name(commitment)} was due on {day} and has not been received"
    return f"{_name(commitment)} is due on {day}"


def _not_told_yet(session: Session, consultation: Consultation, commitment: Commitment, words: str) -> list[int]:
    there = select(Notice.person_id).where(
        Notice.consultation_id == consultation.id,
        Notice.words == words,
        Notice.path == path(consultation, commitment),
    )
    told = set(session.scalars(there))
    people = owners(session, consultation, commitment)
    return [person.id for person in people if person.daily_letter and person.id not in told]


def _tell(
    session: Session,
    consultation: Consultation,
    commitment: Commitment,
    people: Sequence[int],
    words: str,
    now: datetime,
) -> None:
    tell(session, consultation, people, f"{_name(commitment)} {words}", path(consultation, commitment), now)


def _name(commitment: Commitment) -> str:
    return f"{noun_of(commitment).capitalize()} {reference_of(commitment)}"


def path(consultation: Consultation, commitment: Commitment) -> str:
    """Where it is read."""
    return f"/{consultation.slug}/register/{reference_of(commitment)}"


def _ids(people: Sequence[Person]) -> list[int]:
    return [person.id for person in people]
