"""What is remembered of somebody's reading: theirs alone, no part of the record, so that it has no entry there."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.domain.visiting import visiting
from consult.queries import visits
from consult.store.visits import Opened, Visit


def came(session: Session, *, consultation_id: int, person_id: int, now: datetime) -> None:
    """Remembers that a person was shown a page of a consultation."""
    then = visiting(visits.of_person(session, consultation_id, person_id), now)
    row = session.get(Visit, (consultation_id, person_id))
    if row is None:
        row = Visit(consultation_id=consultation_id, person_id=person_id)
        session.add(row)
    row.began_at, row.last_at, row.before_at = then.began_at, then.last_at, then.before_at


def opened(session: Session, *, person_id: int, section_id: int, now: datetime) -> None:
    """Remembers that a person opened a part of the draft."""
    if session.get(Opened, (person_id, section_id)) is None:
        session.add(Opened(person_id=person_id, section_id=section_id, opened_at=now))
