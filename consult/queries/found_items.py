"""What a search found, with all that a list of results shows of it: a fixed number of queries for each kind."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.domain.numbering import COMMENT, RECOMMENDATION
from consult.domain.searching import Matter
from consult.queries.commitments import KINDS
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import Paragraph, Section
from consult.store.questions import Question
from consult.store.recommendations import Recommendation

_STATEMENTS: Mapping[Matter, Select[Any]] = {
    Matter.HEADINGS: select(Section),
    Matter.DRAFT: select(Paragraph).options(joinedload(Paragraph.section)),
    Matter.COMMENTS: select(Comment).options(
        joinedload(Comment.author), joinedload(Comment.section), joinedload(Comment.paragraph)
    ),
    Matter.QUESTIONS: select(Question).options(joinedload(Question.author), selectinload(Question.asked)),
    Matter.COMMITMENTS: select(Commitment).options(joinedload(Commitment.authority), joinedload(Commitment.author)),
    Matter.SUPPLIES: select(Supply).options(joinedload(Supply.commitment).joinedload(Commitment.authority)),
    Matter.ANSWERS: select(Response).options(joinedload(Response.authority)),
}


def by_ids(session: Session, matter: Matter, ids: Collection[int]) -> Mapping[int, Any]:
    """The rows of a kind with these ids, by id."""
    statement = _STATEMENTS[matter]
    entity = statement.column_descriptions[0]["entity"]
    return {row.id: row for row in session.scalars(statement.where(entity.id.in_(ids)))}


def numbers_of_items(session: Session, responses: Collection[Response]) -> Mapping[int, int]:
    """For each answer's id, the number of the comment or question it was given to."""
    ids = [response.id for response in responses]
    to_comments = select(Response.id, Comment.number).join(Comment, Comment.id == Response.comment_id)
    to_questions = select(Response.id, Question.number).join(Question, Question.id == Response.question_id)
    return {
        row[0]: row[1]
        for statement in (to_comments, to_questions)
        for row in session.execute(statement.where(Response.id.in_(ids)))
    }


def exists(session: Session, consultation: Consultation, kind: str, number: int) -> bool:
    """True where there is a comment, a question, a request or an undertaking of that number, or an issued recommendation."""
    if kind in KINDS:
        owed = select(Commitment.id).where(
            Commitment.consultation_id == consultation.id,
            Commitment.kind == KINDS[kind].value,
            Commitment.number == number,
        )
        return session.scalar(owed) is not None
    if kind == RECOMMENDATION:
        row = Recommendation
        issued = select(row.id).where(
            row.consultation_id == consultation.id, row.number == number, row.issued_at.is_not(None)
        )
        return session.scalar(issued) is not None
    of = Comment if kind == COMMENT else Question
    found = select(of.id).where(of.consultation_id == consultation.id, of.number == number)
    return session.scalar(found) is not None
