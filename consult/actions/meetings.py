"""How often the panel means to meet (R7)."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.meetings import INTERVALS
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation


def set_interval(session: Session, *, consultation: Consultation, months: int, by: Actor | None, now: datetime) -> None:
    """Sets the panel's interval, one of `INTERVALS`; `by` None is the operator."""
    ensure(by, Act.RUN, scene(consultation, now))
    if months not in INTERVALS:
        raise Refused("Choose how often the panel meets", field="every")
    before = consultation.meets_every
    if months == before:
        return
    consultation.meets_every = months
    record(
        session, "set meetings", "consultation", consultation=consultation, by=by, now=now, before=before, after=months
    )
