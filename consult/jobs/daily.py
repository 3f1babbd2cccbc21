"""The daily letter: what happened since the last one, once a day for each person, and nothing where nothing did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions import chasing, hearing
from consult.mail import letters
from consult.store.base import begin_writing
from consult.store.consultations import Consultation
from consult.store.people import MembershipRow, Person
from consult.store.work import Notice

SENT_FROM = time(7)
"""By the consultation's clock. What happens later in the day waits for the next morning."""

MOST_LINES = 40
"""Of one consultation in one letter; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """What happened in one consultation: (words, address) in the order it did."""

    title: str
    url: str
    lines: Sequence[tuple[str, str]]
    more: int


def write_letters(session: Session, *, now: datetime, zone: ZoneInfo, public_url: str) -> int:
    """Writes the letters that are due, each in a transaction of its own. Returns how many were written."""
    if now.astimezone(zone).time() < SENT_FROM:
        return 0
    _note_what_is_due(session, now, zone)
    waiting = session.scalars(
        select(Notice.person_id).where(Notice.told_at.is_(None)).distinct().order_by(Notice.person_id)
    ).all()
    session.rollback()
    written = 0
    for person_id in waiting:
        begin_writing(session)
        person = session.scalars(select(Person).where(Person.id == person_id).with_for_update()).one()
        written += _write(session, person, now=now, zone=zone, public_url=public_url)
        session.commit()
    return written


def _note_what_is_due(session: Session, now: datetime, zone: ZoneInfo) -> None:
    """This is asked every minute, so that nothing is written where there is nothing to say."""
    due = chasing.what_is_due(session, now=now, zone=zone), hearing.what_is_due(session, now=now, zone=zone)
    session.rollback()
    if any(due):
        begin_writing(session)
        chasing.tell_what_is_due(session, now=now, zone=zone)
        hearing.tell_what_is_due(session, now=now, zone=zone)
        session.commit()


def _write(session: Session, person: Person, *, now: datetime, zone: ZoneInfo, public_url: str) -> int:
    if _told_today(session, person, now, zone):
        return 0
    rows = session.execute(
        select(Notice, Consultation)
        .join(Consultation, Consultation.id == Notice.consultation_id)
        .where(Notice.person_id == person.id, Notice.told_at.is_(None))
        .order_by(Notice.consultation_id, Notice.happened_at, Notice.id)
    ).all()
    here = _takes_part_in(session, person)
    by_consultation: dict[Consultation, list[Notice]] = {}
    for notice, consultation in rows:
        notice.told_at = now
        if consultation.id in here:
            by_consultation.setdefault(consultation, []).append(notice)
    if not by_consultation or not person.daily_letter:
        return 0
    letters.write(
        session, "daily", to=person.email, now=now,
        name=person.name,
        count=sum(len(notices) for notices in by_consultation.values()),
        chapters=[_chapter(one, notices, public_url) for one, notices in by_consultation.items()],
        settings_url=f"{public_url}/letters",
    )  # fmt: skip
    return 1


def _chapter(consultation: Consultation, notices: Sequence[Notice], public_url: str) -> Chapter:
    return Chapter(
        title=consultation.title,
        url=f"{public_url}/{consultation.slug}/",
        lines=[(notice.words, f"{public_url}{notice.path}") for notice in notices[:MOST_LINES]],
        more=max(0, len(notices) - MOST_LINES),
    )


def _told_today(session: Session, person: Person, now: datetime, zone: ZoneInfo) -> bool:
    last = session.scalar(
        select(Notice.told_at)
        .where(Notice.person_id == person.id, Notice.told_at.is_not(None))
        .order_by(Notice.told_at.desc())
        .limit(1)
    )
    return last is not None and last.astimezone(zone).date() == now.astimezone(zone).date()


def _takes_part_in(session: Session, person: Person) -> set[int]:
    return set(
        session.scalars(
            select(MembershipRow.consultation_id).where(
                MembershipRow.person_id == person.id, MembershipRow.ended_at.is_(None)
            )
        )
    )
