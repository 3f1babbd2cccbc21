"""How much one member said and asked, and what came of it."""

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from consult.domain.lifecycle import ItemState
from consult.queries.responses import answer_to_comment, answer_to_question
from consult.store.comments import Comment, Response, Unsettled
from consult.store.consultations import Consultation
from consult.store.questions import Question, QuestionAddress


def figures(session: Session, consultation: Consultation, person_id: int) -> tuple[int, int, int, int]:
    """How many comments and questions a person has standing; how many of them wait for an answer, and how many have one that
    does not settle them. In one query."""
    comments = (Comment.consultation_id == consultation.id, Comment.author_id == person_id, Comment.state == _STANDS)
    questions = (
        Question.consultation_id == consultation.id,
        Question.author_id == person_id,
        Question.state == _STANDS,
    )
    marked_comments = select(Response.comment_id).join(Unsettled).where(Response.comment_id.is_not(None))
    marked_questions = select(Response.question_id).join(Unsettled).where(Response.question_id.is_not(None))
    owed_comments = (
        select(Comment.id)
        .outerjoin(Response, answer_to_comment(Comment.authority_id))
        .where(*comments, Response.released_at.is_(None), Comment.id.not_in(marked_comments))
    )
    owed_questions = (
        select(Question.id)
        .join(QuestionAddress, QuestionAddress.question_id == Question.id)
        .outerjoin(Response, answer_to_question(QuestionAddress.authority_id))
        .where(*questions, Response.released_at.is_(None), Question.id.not_in(marked_questions))
        .distinct()
    )
    row = session.execute(
        select(
            select(func.count(Comment.id)).where(*comments).scalar_subquery(),
            select(func.count(Question.id)).where(*questions).scalar_subquery(),
            _count(owed_comments) + _count(owed_questions),
            select(func.count(Comment.id)).where(*comments, Comment.id.in_(marked_comments)).scalar_subquery()
            + select(func.count(Question.id)).where(*questions, Question.id.in_(marked_questions)).scalar_subquery(),
        )
    ).one()
    return row[0], row[1], row[2], row[3]


_STANDS = ItemState.RECEIVED.value


def _count(of: Select[int]) -> ScalarSelect[int]:
    return select(func.count()).select_from(of.subquery()).scalar_subquery()
