"""The clerk arranges questions under key lines of enquiry: adds, names, removes and orders lines, and what is under them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.enquiry import Arrangement, Group, merged
from consult.domain.numbering import QUESTION, reference
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import enquiry
from consult.store.consultations import Consultation
from consult.store.questions import LineOfEnquiry, Question

MOST_LINES = 30
LONGEST_TITLE = 200
SUBJECT = "lines of enquiry"
"""What the record calls the arrangement."""


def add_line(
    session: Session, *, consultation: Consultation, title: str, by: Actor | None, now: datetime
) -> LineOfEnquiry:
    """A line below the others. `by` None is the operator. Raises Refused without a title, and for one there is already."""
    _ensure_clerk(consultation, by, now)
    there = enquiry.lines(session, consultation)
    named = _title(title, there)
    if len(there) >= MOST_LINES:
        raise Refused(f"There are {MOST_LINES} lines of enquiry already, and more are not taken", field="title")
    position = max((line.position for line in there), default=-1) + 1
    line = LineOfEnquiry(consultation_id=consultation.id, position=position, title=named)
    session.add(line)
    session.flush()
    record(session, "add line", SUBJECT, consultation=consultation, by=by, now=now, title=named)
    return line


def rename_line(
    session: Session, *, consultation: Consultation, line: LineOfEnquiry, title: str, by: Actor, now: datetime
) -> None:
    """Gives a line another title. Raises Refused as `add_line` does."""
    _ensure_clerk(consultation, by, now)
    before = line.title
    named = _title(title, [one for one in enquiry.lines(session, consultation) if one.id != line.id])
    if named == before:
        return
    line.title = named
    record(session, "rename line", SUBJECT, consultation=consultation, by=by, now=now, before=before, after=named)


def remove_line(session: Session, *, consultation: Consultation, line: LineOfEnquiry, by: Actor, now: datetime) -> None:
    """Takes a line away; its questions stay, under no line."""
    _ensure_clerk(consultation, by, now)
    held = enquiry.under(session, line)
    for question in held:
        question.line_id, question.line_position = None, 0
    session.flush()
    record(
        session, "remove line", SUBJECT, consultation=consultation, by=by, now=now,
        title=line.title, questions=[reference(QUESTION, question.number) for question in held],
    )  # fmt: skip
    session.delete(line)
    session.flush()


def arrange(
    session: Session, *, consultation: Consultation, wanted: Sequence[Group], by: Actor | None, now: datetime
) -> Arrangement:
    """Puts lines and questions into the order wanted; what is not spoken of stays where it is (domain/enquiry.merged)."""
    _ensure_clerk(consultation, by, now)
    there = enquiry.arrangement(session, consultation)
    after = merged(there, wanted)
    if after == there:
        return there
    lines = {line.id: line for line in enquiry.lines(session, consultation)}
    questions = {
        question.number: question
        for question in session.scalars(select(Question).where(Question.consultation_id == consultation.id))
    }
    for position, group in enumerate(after):
        if group.line is not None:
            lines[group.line].position = position
        for place, number in enumerate(group.questions):
            questions[number].line_id = group.line
            questions[number].line_position = place if group.line is not None else 0
    session.flush()
    said = [[lines[g.line].title if g.line else "", [reference(QUESTION, n) for n in g.questions]] for g in after]
    record(session, "arrange questions", SUBJECT, consultation=consultation, by=by, now=now, after=said)
    return after


def _ensure_clerk(consultation: Consultation, by: Actor | None, now: datetime) -> None:
    ensure(by, Act.RUN, scene(consultation, now))


def _title(title: str, others: Sequence[LineOfEnquiry]) -> str:
    named = " ".join(title.split())
    if not named:
        raise Refused("Write what the line of enquiry is", field="title")
    if len(named) > LONGEST_TITLE:
        raise Refused(f"A line of enquiry has {LONGEST_TITLE} characters at most", field="title")
    if named.casefold() in {line.title.casefold() for line in others}:
        raise Refused("There is a line of enquiry of that name already", field="title")
    return named
