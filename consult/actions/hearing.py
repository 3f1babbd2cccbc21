"""Who is told what about recommendations: those who are to reply, approve and release, and the panel that hears back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.chasing import SOON
from consult.actions.notices import clerks, panel, tell
from consult.actions.recommendations import reference_of
from consult.actions.replies import To
from consult.domain.calendar import short_day
from consult.domain.recommendations import reply_due
from consult.queries import recommendations, work
from consult.store.consultations import Consultation
from consult.store.people import Person
from consult.store.recommendations import Recommendation, Reply
from consult.store.work import Notice

_LATELY = timedelta(days=7)  # so long after the day it is still told, where no letter could be written sooner


def to_write_to(
    session: Session, consultation: Consultation, those: Sequence[Recommendation]
) -> list[tuple[Person, list[Recommendation]]]:
    """The lead officers of the bodies they were sent to, each with those sent to theirs; by name."""
    found: dict[int, tuple[Person, list[Recommendation]]] = {}
    for one in those:
        for sent in one.recipients:
            for person in work.leads(session, consultation, sent.body_id):
                theirs = found.setdefault(person.id, (person, []))[1]
                if one not in theirs:
                    theirs.append(one)
    return sorted(found.values(), key=lambda pair: (pair[0].name, pair[0].id))


def drafted(session: Session, *, consultation: Consultation, to: To, reply: Reply, now: datetime) -> None:
    """Lead officers are told of a reply that awaits their approval."""
    leads = [person.id for person in work.leads(session, consultation, to.recipient.body_id)]
    tell(session, consultation, leads, f"{_what(reply, to)} awaits your approval", _path(consultation, to), now)


def approved(session: Session, *, consultation: Consultation, to: To, reply: Reply, now: datetime) -> None:
    """Clerks are told of a reply that awaits release."""
    told = clerks(session, consultation)
    tell(session, consultation, told, f"{_what(reply, to)} awaits release", _path(consultation, to), now)


def sent_back(session: Session, *, consultation: Consultation, to: To, reply: Reply, now: datetime) -> None:
    """Whoever wrote it is told of a reply that was sent back."""
    words = f"{_what(reply, to)} was sent back to be changed"
    tell(session, consultation, [reply.answered_by_id], words, _path(consultation, to), now)


def released(session: Session, *, consultation: Consultation, to: To, reply: Reply, now: datetime) -> None:
    """The panel is told that it can be read."""
    told = panel(session, consultation)
    tell(session, consultation, told, f"{_what(reply, to)} can be read", _path(consultation, to), now)


Due = tuple[Consultation, str, str, list[int]]


def what_is_due(session: Session, *, now: datetime, zone: ZoneInfo) -> list[Due]:
    """Replies that fall due within three days, or are overdue since yesterday: consultation, words, path, who is not told yet."""
    today = now.astimezone(zone).date()
    found = []
    for one, sent in recommendations.falling_due(session, today - _LATELY, today + SOON):
        consultation = session.get_one(Consultation, one.consultation_id)
        words, path = _due_words(one, today), f"/{consultation.slug}/recommendations/{reference_of(one)}"
        there = select(Notice.person_id).where(
            Notice.consultation_id == consultation.id, Notice.words == words, Notice.path == path
        )
        already = set(session.scalars(there))
        leads = work.leads(session, consultation, sent.body_id)
        told = [person.id for person in leads if person.daily_letter and person.id not in already]
        if told:
            found.append((consultation, words, path, told))
    return found


def tell_what_is_due(session: Session, *, now: datetime, zone: ZoneInfo) -> None:
    """Notes it for the daily letter, each once, however often this is called."""
    for consultation, words, path, told in what_is_due(session, now=now, zone=zone):
        tell(session, consultation, told, words, path, now)


def _due_words(one: Recommendation, today: date) -> str:
    due = reply_due(one.issued_on or today)
    if today > due:
        return (
            f"The response to recommendation {reference_of(one)} was due by {short_day(due)} and has not been received"
        )
    return f"The response to recommendation {reference_of(one)} is due by {short_day(due)}"


def _what(reply: Reply, to: To) -> str:
    return f"{'A holding reply' if reply.holding else 'A response'} to recommendation {reference_of(to.recommendation)}"


def _path(consultation: Consultation, to: To) -> str:
    return f"/{consultation.slug}/recommendations/{reference_of(to.recommendation)}"
