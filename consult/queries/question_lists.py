"""Questions narrowed by what somebody looks for."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consult.queries.criteria import Criteria
from consult.queries.standing import is_at, is_marked
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.questions import Question, QuestionAddress


def numbers(session: Session, consultation: Consultation, criteria: Criteria) -> frozenset[int]:
    """The numbers of the questions that meet `criteria`; those about a comment alone do not matter to questions."""
    conditions = (Question.consultation_id == consultation.id, *_conditions(criteria))
    return frozenset(session.scalars(select(Question.number).where(*conditions)))


def _conditions(criteria: Criteria) -> Iterator[ColumnElement[bool]]:
    if criteria.sections is not None:
        yield _is_about(criteria.sections)
    if criteria.authority_id is not None:
        asked = select(QuestionAddress.question_id).where(QuestionAddress.authority_id == criteria.authority_id)
        yield Question.id.in_(asked)
    if criteria.member_id is not None:
        yield Question.author_id == criteria.member_id
    if criteria.progress is not None:
        yield is_at(Question, criteria.progress, criteria.within)
    if criteria.mark is not None:
        yield is_marked(Question, criteria.mark)


def _is_about(keys: frozenset[str]) -> ColumnElement[bool]:
    if not keys:
        return Question.section_id.is_(None)
    return Question.section_id.in_(select(Section.id).where(Section.key.in_(keys)))
