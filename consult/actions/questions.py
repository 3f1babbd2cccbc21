"""A member puts a scrutiny question to one or more authorities, changes it, or withdraws it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import contribution, ensure, scene
from consult.actions.arriving import columns, ensure_may_come, recorded
from consult.actions.receiving import ensure_text, next_number, speaks_for, take_approvals_back
from consult.actions.recording import record
from consult.domain.arriving import Entered
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import QUESTION, reference
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question, QuestionPart

MOST_PARTS = 6


def ask(
    session: Session,
    *,
    consultation: Consultation,
    parts: Sequence[str],
    authorities: Sequence[Body],
    section: Section | None,
    form_key: str,
    by: Actor,
    now: datetime,
    entered: Entered | None = None,
) -> Question:
    """Receives a question and numbers it in the order received (R12). The same form sent twice makes one question.

    `entered` is how it came where the clerk enters it for its author, `by`; that is allowed after the window too (R11).
    Raises Refused outside the window, for somebody not on the panel, for no text, too many parts, or nobody to answer.
    """
    already = session.scalar(select(Question).where(Question.author_id == by.person_id, Question.form_key == form_key))
    if already is not None:
        return already
    ensure_may_come(consultation, Act.ASK, author=by, entered=entered, now=now)
    came = columns(consultation, entered, now)
    texts = _texts(parts)
    if not authorities:
        raise Refused("Choose which authority is to answer", field="authorities")
    question = Question(
        consultation_id=consultation.id,
        version_id=section.version_id if section else None,
        section_id=section.id if section else None,
        author_id=by.person_id,
        body_id=speaks_for(by),
        state=ItemState.RECEIVED.value,
        form_key=form_key,
        received_at=now,
        accepted_at=now if by.loaded else None,
        parts=[QuestionPart(position=n, text=text) for n, text in enumerate(texts)],
        asked=list(authorities),
        **came,
    )
    question.number = next_number(session, consultation, Consultation.questions_numbered)
    session.add(question)
    session.flush()
    record(
        session, "ask", f"question {reference(QUESTION, question.number)}", consultation=consultation,
        by=entered.by if entered else by, now=now, parts=texts, asked=[body.name for body in authorities],
        **recorded(by, came),
    )  # fmt: skip
    return question


def accept(session: Session, *, consultation: Consultation, question: Question, by: Actor, now: datetime) -> None:
    """The clerk takes a question up: from now on the authorities asked have it to answer (R12). Twice changes nothing."""
    ensure(by, Act.RUN, scene(consultation, now))
    if question.state != ItemState.RECEIVED.value:
        raise Refused("It was withdrawn or rejected, so there is nothing to accept.")
    if question.accepted_at is not None:
        return
    question.accepted_at, question.accepted_by_id = now, by.person_id
    record(
        session, "accept", f"question {reference(QUESTION, question.number)}", consultation=consultation, by=by, now=now
    )


def change(
    session: Session, *, consultation: Consultation, question: Question, parts: Sequence[str], by: Actor, now: datetime
) -> None:
    """Changes a question's words while the window is open; `question.parts` must be loaded."""
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, question))
    before, texts = [part.text for part in question.parts], _texts(parts)
    if texts == before:
        return
    for part in question.parts[len(texts) :]:
        question.parts.remove(part)
    for n, text in enumerate(texts):
        if n < len(question.parts):
            question.parts[n].text = text
        else:
            question.parts.append(QuestionPart(position=n, text=text))
    question.changed_at = now
    record(
        session, "change question", f"question {reference(QUESTION, question.number)}", consultation=consultation, by=by,
        now=now, before=before, after=texts, **take_approvals_back(session, question),
    )  # fmt: skip


def withdraw(session: Session, *, consultation: Consultation, question: Question, by: Actor, now: datetime) -> None:
    """Takes a question back; its number stays."""
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, question))
    question.state, question.withdrawn_at = ItemState.WITHDRAWN.value, now
    record(
        session,
        "withdraw",
        f"question {reference(QUESTION, question.number)}",
        consultation=consultation,
        by=by,
        now=now,
    )


def _texts(parts: Sequence[str]) -> list[str]:
    texts = [ensure_text(part, what="your question", field="parts") for part in parts if part.strip()]
    if not texts:
        raise Refused("Write your question", field="parts")
    if len(texts) > MOST_PARTS:
        raise Refused(f"A question has {MOST_PARTS} parts at most; ask the rest as another question", field="parts")
    return texts
