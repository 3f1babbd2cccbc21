"""A member puts a scrutiny question to one or more authorities, follows its answer up, changes it, or withdraws it.

The clerk accepts it first: until then no authority has it to answer (R12).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import contribution, ensure, scene
from consult.actions.arriving import columns, ensure_may_come, recorded
from consult.actions.question_rules import ensure_within_limits
from consult.actions.receiving import ensure_text, next_number, speaks_for, take_approvals_back
from consult.actions.recording import record
from consult.domain.arriving import Entered
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import QUESTION, reference
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.questions import MOST_PARTS, Wants
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.drafts import Paragraph, Section
from consult.store.people import Body
from consult.store.questions import Question, QuestionPart


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, of whom, and what it is about."""

    parts: Sequence[str]
    authorities: Sequence[Body]
    wants: Wants
    section: Section | None = None
    paragraph: Paragraph | None = None
    supplementary_to: Question | None = None


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
    wants: Wants = Wants.WRITTEN,
    paragraph: Paragraph | None = None,
    today: date | None = None,
    entered: Entered | None = None,
) -> Question:
    """Receives a question and numbers it in the order received (R12). The same form sent twice makes one question.

    `paragraph` is one of `section`'s; `today` is the day by the panel's clock (UTC's where it is not given). `entered` is
    how it came where the clerk enters it for its author, `by`; that is allowed after the window too (R11), and beyond the
    panel's limits, which are the clerk's to keep.

    Raises Refused outside the window, for somebody not on the panel, beyond the panel's limits, for no text, too many
    parts, or nobody to answer.
    """
    already = _sent_before(session, by, form_key)
    if already is not None:
        return already
    ensure_may_come(consultation, Act.ASK, author=by, entered=entered, now=now)
    if entered is None and not by.loaded:
        ensure_within_limits(session, consultation, by, today or now.date())
    asked = _Asked(parts, authorities, wants, section or (paragraph.section if paragraph else None), paragraph)
    return _receive(session, consultation, asked, form_key, by, now, entered)


def follow_up(
    session: Session,
    *,
    consultation: Consultation,
    question: Question,
    parts: Sequence[str],
    authorities: Sequence[Body],
    form_key: str,
    by: Actor,
    now: datetime,
    wants: Wants = Wants.WRITTEN,
) -> Question:
    """Receives the supplementary to a question one of whose answers has been released; `question` as pages load it.

    It has a number of its own and stands where its question does. One is taken, even where it was withdrawn or rejected.
    Raises Refused before an answer, for anybody but the author, and where the panel takes none.
    """
    already = _sent_before(session, by, form_key)
    if already is not None:
        return already
    session.refresh(question, ["state"], with_for_update=True)  # two at once: the second sees what the first has asked
    ensure(by, Act.FOLLOW_UP, contribution(consultation, now, question))
    if not by.loaded:
        ensure_may_be_followed_up(consultation, question)
    if session.scalar(select(Question.id).where(Question.supplementary_to_id == question.id)):
        raise Refused("A supplementary question has been asked already; one is taken.")
    if {body.id for body in authorities} - {body.id for body in question.asked}:
        raise Refused("A supplementary question goes to those who were asked before", field="authorities")
    asked = _Asked(parts, authorities, wants, question.section, question.paragraph, supplementary_to=question)
    return _receive(session, consultation, asked, form_key, by, now, None)


def ensure_may_be_followed_up(consultation: Consultation, question: Question) -> None:
    """Raises Refused where the rules take no supplementary to a question."""
    if not consultation.supplementaries:
        raise Refused("The panel takes no supplementary questions.")
    if question.supplementary_to_id is not None:
        raise Refused("This is a supplementary question; it has none of its own.")


def _sent_before(session: Session, by: Actor, form_key: str) -> Question | None:
    return session.scalar(select(Question).where(Question.author_id == by.person_id, Question.form_key == form_key))


def _receive(
    session: Session,
    consultation: Consultation,
    asked: _Asked,
    form_key: str,
    by: Actor,
    now: datetime,
    entered: Entered | None,
) -> Question:
    came = columns(consultation, entered, now)
    texts = _texts(asked.parts, MOST_PARTS if by.loaded else consultation.question_parts)
    if not asked.authorities:
        raise Refused("Choose which authority is to answer", field="authorities")
    question = Question(
        consultation_id=consultation.id,
        version_id=asked.section.version_id if asked.section else None,
        section_id=asked.section.id if asked.section else None,
        paragraph_id=asked.paragraph.id if asked.paragraph else None,
        author_id=by.person_id,
        body_id=speaks_for(by),
        wants=asked.wants.value,
        supplementary_to_id=asked.supplementary_to.id if asked.supplementary_to else None,
        state=ItemState.RECEIVED.value,
        form_key=form_key,
        received_at=now,
        parts=[QuestionPart(position=n, text=text) for n, text in enumerate(texts)],
        asked=list(asked.authorities),
        **came,
    )
    question.number = next_number(session, consultation, Consultation.questions_numbered)
    session.add(question)
    session.flush()
    author = entered.by if entered else by
    _record(session, "ask", consultation, question, author, now, **_as_recorded(asked, texts), **recorded(by, came))
    return question


def _as_recorded(asked: _Asked, texts: Sequence[str]) -> dict[str, Any]:
    """What the record keeps of a question; what is as with most is left out."""
    details: dict[str, Any] = {"parts": texts, "asked": [body.name for body in asked.authorities]}
    if asked.wants is not Wants.WRITTEN:
        details["wants"] = asked.wants.value
    if asked.paragraph is not None:
        details["paragraph_id"] = asked.paragraph.id
    if asked.supplementary_to is not None:
        details["supplementary_to"] = reference(QUESTION, asked.supplementary_to.number)
    return details


def accept(session: Session, *, consultation: Consultation, question: Question, by: Actor, now: datetime) -> None:
    """The clerk takes a question up: from now on the authorities asked have it to answer (R12). Twice changes nothing."""
    ensure(by, Act.ACCEPT, scene(consultation, now, question))
    if question.accepted_at is not None:
        return
    question.accepted_at, question.accepted_by_id = now, None if by.loaded else by.person_id
    _record(session, "accept", consultation, question, by, now)


def change(
    session: Session,
    *,
    consultation: Consultation,
    question: Question,
    parts: Sequence[str],
    by: Actor,
    now: datetime,
    wants: Wants | None = None,
) -> None:
    """Changes a question's words, and how it wants to be answered (None: as before), as long as its author may.

    What the clerk accepted were other words: it waits to be accepted again. `question.parts` must be loaded.
    """
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, question))
    before, texts = [part.text for part in question.parts], _texts(parts, consultation.question_parts)
    wanted = wants or Wants(question.wants)
    if texts == before and wanted == question.wants:
        return
    details: dict[str, Any] = {"before": before, "after": texts}
    if wanted != question.wants:
        details["wants"] = [question.wants, wanted.value]
    if question.accepted_at is not None:
        details["acceptance_fell"] = True
    _rewrite(question, texts)
    question.wants, question.changed_at = wanted.value, now
    question.accepted_at = question.accepted_by_id = None
    details |= take_approvals_back(session, question)
    _record(session, "change question", consultation, question, by, now, **details)


def _rewrite(question: Question, texts: Sequence[str]) -> None:
    for part in question.parts[len(texts) :]:
        question.parts.remove(part)
    for n, text in enumerate(texts):
        if n < len(question.parts):
            question.parts[n].text = text
        else:
            question.parts.append(QuestionPart(position=n, text=text))


def withdraw(session: Session, *, consultation: Consultation, question: Question, by: Actor, now: datetime) -> None:
    """Takes a question back; its number stays."""
    ensure(by, Act.CHANGE_CONTRIBUTION, contribution(consultation, now, question))
    question.state, question.withdrawn_at = ItemState.WITHDRAWN.value, now
    _record(session, "withdraw", consultation, question, by, now)


def _record(
    session: Session, act: str, consultation: Consultation, question: Question, by: Actor, now: datetime, **details: Any
) -> None:
    subject = f"question {reference(QUESTION, question.number)}"
    record(session, act, subject, consultation=consultation, by=by, now=now, **details)


def _texts(parts: Sequence[str], most: int) -> list[str]:
    texts = [ensure_text(part, what="your question", field="parts") for part in parts if part.strip()]
    if not texts:
        raise Refused("Write your question", field="parts")
    if len(texts) > most:
        has = "1 part" if most == 1 else f"{most} parts"
        raise Refused(f"A question has {has} at most; ask the rest as another question", field="parts")
    return texts
