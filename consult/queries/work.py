"""An authority's desk: every answer it owes, who has it in hand, what its officers note to each other, the texts it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased, joinedload

from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.people import OFFICERS, Role
from consult.domain.refusals import NotFound
from consult.queries.responses import answer_to_comment, answer_to_question, state_of_answer
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body, MembershipRow, Person
from consult.store.questions import Question, QuestionAddress, QuestionPart
from consult.store.work import Assignment, Note, SavedAnswer

Item = Comment | Question

OPENING = 160
"""Characters of an item a list shows."""


@dataclass(frozen=True, slots=True)
class Work:
    """One answer owed: the item, who is to answer, how far it has come, and who of them has it in hand until when."""

    kind: str  # "comment" or "question"
    number: int
    authority_id: int
    authority: str
    state: AnswerState
    received_at: datetime
    by: str
    body: str
    section: str  # the section's key; "" for the whole draft, or for no section
    position: int  # of the section in its version; -1 without
    heading: str
    opening: str  # the first words of the item
    held: bool  # a holding reply has been released
    person_id: int | None  # the officer it is assigned to
    person: str
    due_on: date | None


def worklist(session: Session, consultation: Consultation, authorities: frozenset[int] | None) -> list[Work]:
    """Every answer owed by some authorities (None: by all) on what stands and the clerk has accepted, the oldest item first."""
    authority, assignee = aliased(Body), aliased(Person)
    comments = (
        select(
            literal("comment"), Comment.number, *_shared(authority, assignee, Comment.received_at),
            func.substr(Comment.text, 1, OPENING + 1), _held(Response.comment_id, Comment.id, authority.id),
        )
        .select_from(Comment)
        .join(authority, authority.id == Comment.authority_id)
        .join(Person, Person.id == Comment.author_id)
        .outerjoin(Body, Body.id == Comment.body_id)
        .outerjoin(Section, Section.id == Comment.section_id)
        .outerjoin(Response, answer_to_comment(authority.id))
        .outerjoin(Assignment, and_(Assignment.comment_id == Comment.id, Assignment.authority_id == authority.id))
        .outerjoin(assignee, assignee.id == Assignment.person_id)
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value)
    )  # fmt: skip
    questions = (
        select(
            literal("question"), Question.number, *_shared(authority, assignee, Question.received_at),
            func.substr(QuestionPart.text, 1, OPENING + 1), _held(Response.question_id, Question.id, authority.id),
        )
        .select_from(Question)
        .join(QuestionAddress, QuestionAddress.question_id == Question.id)
        .join(authority, authority.id == QuestionAddress.authority_id)
        .join(QuestionPart, and_(QuestionPart.question_id == Question.id, QuestionPart.position == 0))
        .join(Person, Person.id == Question.author_id)
        .outerjoin(Body, Body.id == Question.body_id)
        .outerjoin(Section, Section.id == Question.section_id)
        .outerjoin(Response, answer_to_question(authority.id))
        .outerjoin(Assignment, and_(Assignment.question_id == Question.id, Assignment.authority_id == authority.id))
        .outerjoin(assignee, assignee.id == Assignment.person_id)
        .where(
            Question.consultation_id == consultation.id, Question.state == ItemState.RECEIVED.value,
            Question.accepted_at.is_not(None),
        )
    )  # fmt: skip
    if authorities is not None:
        comments, questions = (one.where(authority.id.in_(authorities)) for one in (comments, questions))
    found = [_work(row) for statement in (comments, questions) for row in session.execute(statement)]
    return sorted(found, key=lambda work: (work.received_at, work.kind, work.number, work.authority))


def _shared(authority: Any, assignee: Any, received_at: InstrumentedAttribute[datetime]) -> tuple[Any, ...]:
    return (
        authority.id, authority.name, state_of_answer(), received_at, Person.name, Body.name, Section.key, Section.position,
        Section.heading, assignee.id, assignee.name, Assignment.due_on,
    )  # fmt: skip


def _held(column: InstrumentedAttribute[int | None], item: Any, authority: Any) -> ColumnElement[bool]:
    reply = aliased(Response)
    return (
        select(reply.id)
        .where(
            getattr(reply, column.key) == item,
            reply.authority_id == authority,
            reply.holding.is_(True),
            reply.released_at.is_not(None),
        )
        .exists()
    )


def _work(row: Any) -> Work:
    (kind, number, body_id, authority, state, at, by, body, key, position, heading, person_id, person, due_on, opening,
     held) = row  # fmt: skip
    return Work(
        kind=kind,
        number=number,
        authority_id=body_id,
        authority=authority,
        state=AnswerState(state),
        received_at=at,
        by=by,
        body=body or "",
        section=key or "",
        position=-1 if position is None else position,
        heading=heading or "",
        opening=_shortened(opening),
        held=bool(held),
        person_id=person_id,
        person=person or "",
        due_on=due_on,
    )


def _shortened(text: str) -> str:
    return text if len(text) <= OPENING else text[:OPENING].rsplit(" ", 1)[0] + " …"


def officers(session: Session, consultation: Consultation, authority_id: int) -> Sequence[Person]:
    """Those who answer for an authority now, by name."""
    return session.scalars(
        select(Person)
        .join(MembershipRow, MembershipRow.person_id == Person.id)
        .where(_answers_for(consultation, authority_id, OFFICERS))
        .distinct()
        .order_by(Person.name, Person.id)
    ).all()


def leads(session: Session, consultation: Consultation, authority_id: int) -> Sequence[Person]:
    """The lead officers of an authority now, by name."""
    return session.scalars(
        select(Person)
        .join(MembershipRow, MembershipRow.person_id == Person.id)
        .where(_answers_for(consultation, authority_id, frozenset({Role.LEAD_OFFICER})))
        .order_by(Person.name, Person.id)
    ).all()


def _answers_for(consultation: Consultation, authority_id: int, roles: frozenset[Role]) -> ColumnElement[bool]:
    return and_(
        MembershipRow.consultation_id == consultation.id,
        MembershipRow.ended_at.is_(None),
        MembershipRow.body_id == authority_id,
        MembershipRow.role.in_(sorted(role.value for role in roles)),
    )


def assignment(session: Session, item: Item, authority_id: int) -> Assignment | None:
    """Who has an item in hand for an authority."""
    column = Assignment.comment_id if isinstance(item, Comment) else Assignment.question_id
    return session.scalar(
        select(Assignment)
        .where(column == item.id, Assignment.authority_id == authority_id)
        .options(joinedload(Assignment.person))
        .with_for_update(of=Assignment)
    )


def assignments(session: Session, consultation: Consultation, authorities: frozenset[int]) -> Sequence[Assignment]:
    """All of some authorities' in a consultation, with the person."""
    return session.scalars(
        _in_consultation(select(Assignment), Assignment, consultation)
        .where(Assignment.authority_id.in_(authorities))
        .options(joinedload(Assignment.person))
    ).all()


def note_counts(
    session: Session, consultation: Consultation, authorities: frozenset[int]
) -> dict[tuple[str, int, int], int]:
    """How many notes some authorities have on each item, by ("comment" or "question", the item's id, the authority)."""
    rows = session.execute(
        _in_consultation(select(Note.comment_id, Note.question_id, Note.authority_id, func.count()), Note, consultation)
        .where(Note.authority_id.in_(authorities))
        .group_by(Note.comment_id, Note.question_id, Note.authority_id)
    )
    return {("comment" if c else "question", c or q or 0, authority): count for c, q, authority, count in rows}


def notes(session: Session, item: Item, authority_id: int) -> Sequence[Note]:
    """An authority's notes on an item, in the order written."""
    column = Note.comment_id if isinstance(item, Comment) else Note.question_id
    return session.scalars(
        select(Note)
        .where(column == item.id, Note.authority_id == authority_id)
        .options(joinedload(Note.author))
        .order_by(Note.written_at, Note.id)
    ).all()


def saved_answers(session: Session, consultation: Consultation, authority_id: int) -> Sequence[SavedAnswer]:
    """The texts an authority keeps, by title."""
    return session.scalars(
        select(SavedAnswer)
        .where(SavedAnswer.consultation_id == consultation.id, SavedAnswer.authority_id == authority_id)
        .order_by(SavedAnswer.title, SavedAnswer.id)
    ).all()


def saved_answer(
    session: Session, consultation: Consultation, authorities: frozenset[int], saved_id: int
) -> SavedAnswer:
    """One text that some authorities keep; raises NotFound."""
    found = session.get(SavedAnswer, saved_id)
    if found is None or found.consultation_id != consultation.id or found.authority_id not in authorities:
        raise NotFound
    return found


def _in_consultation(query: Any, of: Any, consultation: Consultation) -> Any:
    """Those of its comments and those of its questions are looked for apart, each from the items."""
    on_comments = select(of.id).join(Comment, Comment.id == of.comment_id)
    on_questions = select(of.id).join(Question, Question.id == of.question_id)
    mine = union_all(
        on_comments.where(Comment.consultation_id == consultation.id),
        on_questions.where(Question.consultation_id == consultation.id),
    )
    return query.where(of.id.in_(mine))
