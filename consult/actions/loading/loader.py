"""A record's lines entered one after the other, with every fault found told at the end."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import interests
from consult.actions.interests import Declared
from consult.actions.loading.answers import enter_answer, find_who_answers, join_groups
from consult.actions.loading.commitments import enter_commitment
from consult.actions.loading.items import enter_comment, enter_line, enter_question
from consult.actions.loading.redrafts import enter_change
from consult.actions.loading.registers import enter_coverage, enter_paper, enter_partner, enter_recommendation
from consult.actions.loading.state import State
from consult.actions.recording import record as write_down
from consult.domain.record import DeclarationLine, Fault, Faulty, Part, Record
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of a load: the reference of each id, how many of what are new, and what the operator should know."""

    references: dict[str, str]
    new: Counter[str]
    warnings: tuple[Fault, ...]


def load(session: Session, *, consultation: Consultation, record: Record, source: str, now: datetime) -> Loaded:
    """Enters a record's people, comments, questions and answers into a consultation that is there.

    What was loaded before, by its id, is left as it is. `source` names the file, for the audit. Raises Faulty with every
    fault there is (the caller then rolls back), and Refused where no draft is published.
    """
    if consultation.current_version == 0 and (record.comments or record.questions or record.answers):
        raise Refused(f"No draft is published yet. Import one first: consult import FILE --into {consultation.slug}")
    state = State(session, consultation, now)
    state.each(record.people, _invite)
    state.each(record.declarations, _declare)
    find_who_answers(state, record)
    state.each(record.comments, enter_comment)
    state.each(record.questions, enter_question)
    state.each(record.lines, enter_line)
    state.each(record.answers, enter_answer)
    join_groups(state)
    state.each(record.commitments, enter_commitment)
    state.each(record.changes, enter_change)
    state.each(record.partners, enter_partner)
    state.each(record.recommendations, enter_recommendation)
    state.each(record.coverage, enter_coverage)
    state.each(record.papers, enter_paper)
    if state.faults:
        raise Faulty(tuple(state.faults))
    new = +state.new  # without what there is none of
    if new:
        write_down(
            session, "load", "consultation", consultation=consultation, by=None, now=now, source=source, entered=new
        )
    return Loaded(state.references, new, tuple(state.warnings))


def _invite(state: State, line: Part) -> None:
    state.ensure_past(line.until)
    state.new["people"] += state.cast.invite(line, now=state.now)


def _declare(state: State, line: DeclarationLine) -> None:
    state.ensure_past(line.at)
    interests.declare(
        state.session, consultation=state.consultation, declared=Declared(line.interest, line.text),
        by=state.cast.member(line.by, None), now=line.at,
    )  # fmt: skip
