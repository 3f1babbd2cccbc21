"""The privacy notice: the clerk's own words in it, and that a member has been shown it before writing (R23).

It is a notice and no consent: the basis is a public task. That it was read is kept beside the record, as visits are.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.plain_text import normalised
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.privacy import PrivacyRead

LONGEST = 10_000
"""Characters of the clerk's own words."""


def note_read(session: Session, *, consultation: Consultation, by: Actor, now: datetime) -> None:
    """Somebody on the panel has been shown the notice and goes on to write. Asked twice, it changes nothing."""
    ensure(by, Act.KEEP_WORDS, scene(consultation, now))
    if session.get(PrivacyRead, (consultation.id, by.person_id)) is None:
        session.add(PrivacyRead(consultation_id=consultation.id, person_id=by.person_id, read_at=now))
        session.flush()


def set_words(session: Session, *, consultation: Consultation, words: str, by: Actor, now: datetime) -> None:
    """What the notice of a consultation says in the clerk's own words. Raises Refused for more than anybody reads."""
    ensure(by, Act.RUN, scene(consultation, now))
    said = (normalised(words) or "").strip()
    if len(said) > LONGEST:
        raise Refused(f"Write {LONGEST:,} characters at most", field="words")
    before, consultation.privacy_words = consultation.privacy_words, said
    if before != said:
        session.flush()
        record(
            session, "set privacy words", "consultation", consultation=consultation, by=by, now=now,
            before=before, after=said,
        )  # fmt: skip
