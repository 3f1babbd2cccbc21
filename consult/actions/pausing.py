"""The clerk pauses the commenting window for a reason, and resumes it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene, stage
from consult.actions.recording import record
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.record_about import Paused
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation, Pause

LONGEST_REASON = 1000
"""Characters of the reason: it stands on every page."""


def pause(session: Session, *, consultation: Consultation, reason: str, by: Actor, now: datetime) -> None:
    """Takes no more comments and questions until it is resumed; the closing time comes all the same.

    Raises Refused where the window is not open, and where no reason is given: members read it.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    words = reason.strip()
    if not words:
        raise Refused("Say why the window is paused", field="reason")
    if len(words) > LONGEST_REASON:
        raise Refused(f"Say why in {LONGEST_REASON:,} characters or fewer", field="reason")
    if consultation.paused_at is not None:
        raise Refused("The window is paused already.")
    if stage(consultation, now) is not Stage.OPEN:
        raise Refused("The window is not open, so there is nothing to pause.")
    consultation.paused_at, consultation.pause_reason = now, words
    record(session, "pause window", "window", consultation=consultation, by=by, now=now, reason=words)


def resume(
    session: Session, *, consultation: Consultation, closes_at: datetime | None = None, by: Actor, now: datetime
) -> Pause:
    """Ends the pause, and with `closes_at` moves the closing time. What paused it, and from when to when, is kept.

    Raises Refused where nothing is paused, after adoption, and for a closing time that has passed or is earlier than it was.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if consultation.paused_at is None:
        raise Refused("The window is not paused.")
    if stage(consultation, now) is Stage.ADOPTED:
        raise Refused("The strategy has been adopted; its window cannot be opened again.")
    before = consultation.closes_at
    if closes_at is not None and (closes_at <= now or (before is not None and closes_at < before)):
        raise Refused("The new closing time must be later than the one there is.", field="closes")
    row = Pause(
        consultation_id=consultation.id,
        paused_at=consultation.paused_at,
        resumed_at=now,
        reason=consultation.pause_reason,
    )
    session.add(row)
    consultation.paused_at, consultation.pause_reason = None, ""
    consultation.closes_at = closes_at or before
    record(
        session, "resume window", "window", consultation=consultation, by=by, now=now, paused_at=row.paused_at,
        before=before, after=consultation.closes_at,
    )  # fmt: skip
    return row


def enter_past(session: Session, *, consultation: Consultation, pauses: Sequence[Paused], now: datetime) -> None:
    """The operator enters the pauses of a record kept elsewhere; the last may be one that lasts."""
    for one in pauses:
        if one.resumed_at is None:
            consultation.paused_at, consultation.pause_reason = one.paused_at, one.reason
        else:
            row = Pause(paused_at=one.paused_at, resumed_at=one.resumed_at, reason=one.reason)
            row.consultation_id = consultation.id
            session.add(row)
    if pauses:
        record(session, "load pauses", "window", consultation=consultation, by=None, now=now, pauses=len(pauses))
