"""What the panel recommends: the clerk records it, corrects it until it is issued, issues it to the partnership, ends it (R6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text, next_number
from consult.actions.recording import record
from consult.actions.undertakings import LONGEST_MINUTE
from consult.domain.numbering import RECOMMENDATION, reference
from consult.domain.partnership import PartnerKind
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import partnership
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.recommendations import Recipient, Recommendation


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a meeting resolved to recommend. `minute` is its number, "" for none; it may follow a section, or a question."""

    text: str
    meeting_on: date | None
    minute: str = ""
    section: Section | None = None
    question: Question | None = None


def reference_of(one: Recommendation) -> str:
    """ "R-0001"."""
    return reference(RECOMMENDATION, one.number)


def subject_of(one: Recommendation) -> str:
    """How the record names it."""
    return f"recommendation {reference_of(one)}"


def resolve(
    session: Session, *, consultation: Consultation, resolved: Resolved, form_key: str, by: Actor, now: datetime,
    today: date,
) -> Recommendation:  # fmt: skip
    """Records and numbers a recommendation; it is not issued yet. The same form sent twice makes one.

    Raises Refused for anybody but the clerk, without words, and for a meeting that has not been.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    already = session.scalar(
        select(Recommendation).where(Recommendation.recorded_by_id == by.person_id, Recommendation.form_key == form_key)
    )
    if already is not None:
        return already
    values = _checked(resolved, today)
    made = Recommendation(
        consultation_id=consultation.id,
        number=next_number(session, consultation, Consultation.recommendations_numbered),
        form_key=form_key,
        recorded_at=now,
        recorded_by_id=by.person_id,
        **values,
    )
    session.add(made)
    session.flush()
    record(session, "resolve", subject_of(made), consultation=consultation, by=by, now=now, after=_as_recorded(made))
    return made


def correct(
    session: Session, *, consultation: Consultation, recommendation: Recommendation, resolved: Resolved, by: Actor,
    now: datetime, today: date,
) -> None:  # fmt: skip
    """Puts it right before it is issued; afterwards it stands as it was sent, and can be withdrawn."""
    ensure(by, Act.RUN, scene(consultation, now))
    ensure_correctable(recommendation)
    before = _as_recorded(recommendation)
    for name, value in _checked(resolved, today).items():
        setattr(recommendation, name, value)
    after = _as_recorded(recommendation)
    if after == before:
        return
    recommendation.changed_at = now
    record(
        session, "correct recommendation", subject_of(recommendation), consultation=consultation, by=by, now=now,
        before=before, after=after,
    )  # fmt: skip


def ensure_correctable(one: Recommendation) -> None:
    """Raises Refused for what was issued, and for what was withdrawn."""
    if one.withdrawn_at is not None:
        raise Refused("It has been withdrawn.")
    if one.issued_at is not None:
        raise Refused("It has been issued, so it stands as it was sent. Withdraw it, and record another.")


def issue(
    session: Session, *, consultation: Consultation, recommendations: Sequence[Recommendation], on: date | None,
    by: Actor, now: datetime, today: date,
) -> None:  # fmt: skip
    """Sends recommendations to every responsible authority and co-operating body there was on the day (R6).

    The time for replies runs from `on`, which may lie in the past where they were sent elsewhere (R5). Raises Refused for a
    day before the meeting or after today, for what was issued or withdrawn, and where there is nobody to send them to.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if not recommendations:
        raise Refused("Choose at least one recommendation", field="chosen")
    if on is None or on > today:
        raise Refused("Give the day of issue, today or earlier", field="issued_on")
    recipients = partnership.on(session, consultation, on)
    if not recipients:
        raise Refused("Nobody belonged to the partnership on that day. Say first who does.", field="issued_on")
    for one in recommendations:
        ensure_correctable(one)
        if on < one.meeting_on:
            raise Refused(f"{reference_of(one)} was resolved after that day", field="issued_on")
        send(
            session, consultation=consultation, recommendation=one, on=on,
            to=[(belonging.body, belonging.kind) for belonging in recipients], by=by, now=now,
        )  # fmt: skip


def send(
    session: Session, *, consultation: Consultation, recommendation: Recommendation, on: date,
    to: Sequence[tuple[Body, PartnerKind]], by: Actor, now: datetime,
) -> None:  # fmt: skip
    """Notes that it was issued, on which day and to whom; for what was issued elsewhere, as the record says."""
    ensure(by, Act.RUN, scene(consultation, now))
    session.refresh(recommendation, ["issued_at", "withdrawn_at"], with_for_update=True)  # one at a time
    ensure_correctable(recommendation)
    recommendation.issued_on, recommendation.issued_at, recommendation.issued_by_id = on, now, by.person_id
    for body, kind in to:
        session.add(Recipient(recommendation_id=recommendation.id, body_id=body.id, kind=kind.value))
        session.flush()  # one by one, so that they keep their order
    record(
        session, "issue", subject_of(recommendation), consultation=consultation, by=by, now=now, on=on,
        sent_to=[[body.id, kind.value] for body, kind in to],
    )  # fmt: skip
    session.expire(recommendation, ["recipients"])


def withdraw(
    session: Session, *, consultation: Consultation, recommendation: Recommendation, reason: str, by: Actor,
    now: datetime,
) -> None:  # fmt: skip
    """Takes it back and says why; its number stays, and nothing is awaited on it any more."""
    ensure(by, Act.RUN, scene(consultation, now))
    if recommendation.withdrawn_at is not None:
        raise Refused("It has been withdrawn.")
    said = ensure_text(reason, what="why it is withdrawn", field="note")
    recommendation.withdrawn_at, recommendation.withdrawn_by_id = now, by.person_id
    recommendation.withdrawal_reason = said
    _ended(session, "withdraw recommendation", consultation, recommendation, said, by, now)


def close(
    session: Session, *, consultation: Consultation, recommendation: Recommendation, note: str, by: Actor, now: datetime
) -> None:
    """Nothing more is awaited on it; the note says what came of it, for everybody."""
    ensure(by, Act.RUN, scene(consultation, now))
    ensure_issued(recommendation)
    if recommendation.closed_at is not None:
        raise Refused("It is closed already.")
    said = ensure_text(note, what="why it is closed", field="note")
    recommendation.closed_at, recommendation.closed_by_id, recommendation.closing_note = now, by.person_id, said
    _ended(session, "close", consultation, recommendation, said, by, now)


def reopen(
    session: Session, *, consultation: Consultation, recommendation: Recommendation, note: str, by: Actor, now: datetime
) -> None:
    """What had not come is awaited again."""
    ensure(by, Act.RUN, scene(consultation, now))
    if recommendation.closed_at is None or recommendation.withdrawn_at is not None:
        raise Refused("It is not closed.")
    said = ensure_text(note, what="why it is reopened", field="note")
    recommendation.closed_at, recommendation.closed_by_id, recommendation.closing_note = None, None, ""
    _ended(session, "reopen", consultation, recommendation, said, by, now)


def ensure_issued(one: Recommendation) -> None:
    """Raises Refused for what nobody was sent, and for what was withdrawn."""
    if one.withdrawn_at is not None:
        raise Refused("It has been withdrawn.")
    if one.issued_at is None:
        raise Refused("It has not been issued yet.")


def _checked(resolved: Resolved, today: date) -> dict[str, object]:
    text = ensure_text(resolved.text, what="what is recommended")
    if resolved.meeting_on is None or resolved.meeting_on > today:
        raise Refused("Give the date of the meeting, today or earlier", field="meeting_on")
    minute = " ".join(resolved.minute.split())
    if len(minute) > LONGEST_MINUTE:
        raise Refused(f"The minute number has {LONGEST_MINUTE} characters at most", field="minute")
    return {
        "text": text,
        "meeting_on": resolved.meeting_on,
        "minute": minute,
        "section_id": resolved.section.id if resolved.section else None,
        "question_id": resolved.question.id if resolved.question else None,
    }


def _as_recorded(one: Recommendation) -> dict[str, object]:
    return {
        "text": one.text, "meeting_on": str(one.meeting_on), "minute": one.minute, "section": one.section_id,
        "question": one.question_id,
    }  # fmt: skip


def _ended(
    session: Session, act: str, consultation: Consultation, one: Recommendation, said: str, by: Actor, now: datetime
) -> None:
    record(session, act, subject_of(one), consultation=consultation, by=by, now=now, note=said)
