"""The panel's rules for its questions: the clerk sets them, and a member's question is held to them (R12)."""

from dataclasses import asdict
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.calendar import england_holidays, long_day
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.questions import MOST_PARTS, Limits
from consult.domain.refusals import Refused
from consult.queries import questions
from consult.store.consultations import Consultation

MOST_EACH, MOST_NOTICE = 99, 60


def limits_of(consultation: Consultation) -> Limits:
    """The rules as they stand."""
    return Limits(
        each=consultation.questions_each,
        notice=consultation.question_notice,
        parts=consultation.question_parts,
        supplementaries=consultation.supplementaries,
    )


def set_limits(
    session: Session, *, consultation: Consultation, limits: Limits, by: Actor | None, now: datetime
) -> None:
    """Sets the rules for the questions still to come; what has been asked stands. `by` None is the operator.

    Raises Refused for numbers no panel means.
    """
    ensure(by, Act.SET_UP, scene(consultation, now))
    _ensure_sound(limits)
    before = limits_of(consultation)
    if limits == before:
        return
    consultation.questions_each, consultation.question_notice = limits.each, limits.notice
    consultation.question_parts, consultation.supplementaries = limits.parts, limits.supplementaries
    record(
        session, "set question rules", "consultation", consultation=consultation, by=by, now=now,
        before=asdict(before), after=asdict(limits),
    )  # fmt: skip


def _ensure_sound(limits: Limits) -> None:
    if limits.each is not None and not 1 <= limits.each <= MOST_EACH:
        raise Refused(f"The number of questions must be between 1 and {MOST_EACH}", field="each")
    if limits.notice is not None and not 1 <= limits.notice <= MOST_NOTICE:
        raise Refused(f"The notice must be between 1 and {MOST_NOTICE} working days", field="notice")
    if not 1 <= limits.parts <= MOST_PARTS:
        raise Refused(f"The number of parts must be between 1 and {MOST_PARTS}", field="parts")


def last_day(consultation: Consultation) -> date | None:
    """The last day on which questions are taken, where the rules name one."""
    return limits_of(consultation).last_day(consultation.meeting_on, england_holidays())


def ensure_within_limits(session: Session, consultation: Consultation, by: Actor, today: date) -> None:
    """Raises Refused where the notice has run out on `today`, or `by` has asked as many questions as a member may.

    Supplementaries, and what was withdrawn or rejected, are not counted. Two forms sent at once wait for each other.
    """
    limits, last = limits_of(consultation), last_day(consultation)
    if last is not None and today > last:
        days = f"{limits.notice} clear working {'day' if limits.notice == 1 else 'days'}"
        raise Refused(
            f"Questions had to be in by the end of {long_day(last)}, {days} before the meeting. Ask the clerk whether yours "
            "can still be taken."
        )
    if limits.each is None:
        return
    session.execute(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    if not limits.left(questions.count_of_author(session, consultation, by.person_id)):
        each = "1 question" if limits.each == 1 else f"{limits.each} questions"
        raise Refused(f"Each member may ask {each}, and you have asked as many. You can withdraw one to ask another.")
