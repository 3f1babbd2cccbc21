"""What the clerk takes as late is marked so, with a reason (R11); or is not late after all."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import Contribution, ensure, scene
from consult.actions.naming import subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation


def mark_late(
    session: Session, *, consultation: Consultation, item: Contribution, reason: str, by: Actor, now: datetime
) -> None:
    """Marks an item as late, with the reason for taking it, which is printed; marked again, it changes the reason."""
    ensure(by, Act.SEAL, scene(consultation, now))
    said = ensure_text(reason, what="why it is taken although it is late", field="reason")
    if said == item.late_reason:
        return
    before, item.late_reason = item.late_reason, said
    record(session, "late", subject_of(item), consultation=consultation, by=by, now=now, before=before, after=said)


def unmark(
    session: Session, *, consultation: Consultation, item: Contribution, reason: str, by: Actor, now: datetime
) -> None:
    """Takes the mark off, saying why it is not late after all; the record keeps both. Raises Refused where there is none."""
    ensure(by, Act.SEAL, scene(consultation, now))
    if not item.late_reason:
        raise Refused("It is not marked as late.")
    said = ensure_text(reason, what="why it is not late after all", field="reason")
    before, item.late_reason = item.late_reason, ""
    record(session, "not late", subject_of(item), consultation=consultation, by=by, now=now, before=before, reason=said)
