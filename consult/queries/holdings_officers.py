"""What is held about an officer or a clerk in one consultation: what they wrote, and what was given to them to do.

That they approved, released or assigned something, the record of every change tells.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from consult.domain.numbering import COMMENT, QUESTION
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.coverage import Coverage
from consult.store.drafts import DraftVersion
from consult.store.incoming import Incoming
from consult.store.questions import Question
from consult.store.recommendations import Recipient, Recommendation, Reply
from consult.store.redrafts import ChangeLogEntry, SectionEdit
from consult.store.work import Assignment, Note, SavedAnswer


def queries(of: int, who: int) -> Mapping[str, Select[*tuple[Any, ...]]]:
    """By what they find, for the consultation and the person of these ids."""
    return {
        "answers_you_wrote": _on_items(
            Response, of, Response.text, Response.reason, Response.resulting_wording, Response.answered_at
        ).where(Response.answered_by_id == who),
        "supplies_you_wrote": select(
            Commitment.kind.label("owed"), Commitment.number, Supply.text, Supply.delay_reason,
            Supply.identification_reason, Supply.answered_at,
        )
        .join(Commitment, Commitment.id == Supply.commitment_id)
        .where(Commitment.consultation_id == of, Supply.answered_by_id == who)
        .order_by(Supply.id),
        "replies_you_wrote": select(Recommendation.number.label("recommendation"), Reply.text, Reply.answered_at)
        .join(Recipient, Recipient.id == Reply.recipient_id)
        .join(Recommendation, Recommendation.id == Recipient.recommendation_id)
        .where(Recommendation.consultation_id == of, Reply.answered_by_id == who)
        .order_by(Reply.id),
        "notes_you_wrote": _on_items(Note, of, Note.text, Note.written_at).where(Note.author_id == who),
        "given_to_you_to_answer": _on_items(Assignment, of, Assignment.due_on, Assignment.assigned_at).where(
            Assignment.person_id == who
        ),
        "yours_to_keep": select(Commitment.kind.label("owed"), Commitment.number, Commitment.due_on, Commitment.closed_at)
        .where(Commitment.consultation_id == of, Commitment.owner_id == who)
        .order_by(Commitment.kind, Commitment.number),
        "texts_you_kept_for_answers": select(SavedAnswer.title, SavedAnswer.text, SavedAnswer.saved_at)
        .where(SavedAnswer.consultation_id == of, SavedAnswer.saved_by_id == who)
        .order_by(SavedAnswer.id),
        "texts_of_the_draft_kept_for_you": select(SectionEdit.heading, SectionEdit.text, SectionEdit.kept_at)
        .join(DraftVersion, DraftVersion.id == SectionEdit.version_id)
        .where(DraftVersion.consultation_id == of, SectionEdit.author_id == who)
        .order_by(SectionEdit.id),
        "explanations_of_changes": select(ChangeLogEntry.why, ChangeLogEntry.written_at)
        .join(DraftVersion, DraftVersion.id == ChangeLogEntry.version_id)
        .where(DraftVersion.consultation_id == of, ChangeLogEntry.written_by_id == who)
        .order_by(ChangeLogEntry.id),
        "explanations_of_coverage": select(Coverage.duty, Coverage.explanation, Coverage.written_at)
        .join(DraftVersion, DraftVersion.id == Coverage.version_id)
        .where(DraftVersion.consultation_id == of, Coverage.written_by_id == who)
        .order_by(Coverage.id),
        "files_you_brought_for_others": select(Incoming.kind, Incoming.uploaded_at)
        .where(Incoming.consultation_id == of, Incoming.uploaded_by_id == who, Incoming.author_id != who)
        .order_by(Incoming.id),
    }  # fmt: skip


def _on_items(table: Any, of: int, *columns: Any) -> Select[*tuple[Any, ...]]:
    """Columns of a table of which each row is about a comment or a question, with the number of that."""
    return (
        select(Comment.number.label(COMMENT), Question.number.label(QUESTION), *columns)
        .select_from(table)
        .outerjoin(Comment, Comment.id == table.comment_id)
        .outerjoin(Question, Question.id == table.question_id)
        .where(func.coalesce(Comment.consultation_id, Question.consultation_id) == of)
        .order_by(table.id)
    )
