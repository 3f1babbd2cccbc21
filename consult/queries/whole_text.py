"""Every text of a consultation that its clerk may read, with the item it belongs to: for finding words wherever they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.numbering import COMMENT, QUESTION, REQUEST, UNDERTAKING, reference
from consult.store.comments import Comment, Response, Unsettled
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question, QuestionPart

_LETTER = {"request": REQUEST, "undertaking": UNDERTAKING}


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and the reference of the item it is in or belongs to."""

    reference: str
    what: str
    text: str


def of_items(session: Session, consultation: Consultation) -> Iterator[Text]:
    """Those of comments, questions, requests, undertakings, and of answers and supplies that were approved."""
    for ref, what, *texts in _rows(session, consultation):
        for text in texts:
            if text:
                yield Text(ref, what, text)


def _rows(session: Session, consultation: Consultation) -> Iterator[tuple[Any, ...]]:
    of = consultation.id
    said = select(Comment.number, Comment.text, Comment.suggested_wording).where(Comment.consultation_id == of)
    for number, *texts in _ordered(session, said, Comment.number):
        yield reference(COMMENT, number), "what was said", *texts
    asked = select(Question.number, QuestionPart.text).join(QuestionPart).where(Question.consultation_id == of)
    for number, *texts in _ordered(session, asked, Question.number):
        yield reference(QUESTION, number), "what was asked", *texts
    for kind, item, column in ((COMMENT, Comment, Response.comment_id), (QUESTION, Question, Response.question_id)):
        answers = (
            select(item.number, Response.text, Response.reason, Response.resulting_wording, Unsettled.reason)
            .join(Response, column == item.id)
            .outerjoin(Unsettled, Unsettled.response_id == Response.id)
            .where(item.consultation_id == of, Response.approved_at.is_not(None))
        )
        for number, *texts in _ordered(session, answers, item.number):
            yield reference(kind, number), "an answer", *texts
    owed = select(Commitment.kind, Commitment.number, Commitment.text, Commitment.quote, Commitment.closing_note)
    for kind, number, *texts in _ordered(session, owed.where(Commitment.consultation_id == of), Commitment.number):
        yield reference(_LETTER[kind], number), "what is owed", *texts
    supplied = (
        select(Commitment.kind, Commitment.number, Supply.text, Supply.delay_reason)
        .join(Supply, Supply.commitment_id == Commitment.id)
        .where(Commitment.consultation_id == of, Supply.approved_at.is_not(None))
    )
    for kind, number, *texts in _ordered(session, supplied, Commitment.number):
        yield reference(_LETTER[kind], number), "what was supplied", *texts


def _ordered(session: Session, statement: Any, column: Any) -> Any:
    return session.execute(statement.order_by(column))


def of_draft(session: Session, consultation: Consultation) -> list[tuple[int, str, str, str]]:
    """The paragraphs of the current version: (id, heading, label, text), in order."""
    rows = session.execute(
        select(Paragraph.id, Section.heading, Paragraph.label, Paragraph.text)
        .join(Section, Section.id == Paragraph.section_id)
        .join(DraftVersion, DraftVersion.id == Paragraph.version_id)
        .where(DraftVersion.consultation_id == consultation.id, DraftVersion.number == consultation.current_version)
        .order_by(Paragraph.position)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]
