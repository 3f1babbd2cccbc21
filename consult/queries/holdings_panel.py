"""What is held about a member in one consultation: what they wrote, what they sent and did not, and when they were here."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, case, func, literal, select
from sqlalchemy.orm import aliased

from consult.domain.commitments import Kind
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.store.comments import Comment, Response, Support, Unsettled
from consult.store.commitments import Commitment, Reminder
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.incoming import Incoming
from consult.store.interests import Declaration
from consult.store.packs import Pack
from consult.store.privacy import PrivacyRead
from consult.store.questions import Question, QuestionPart
from consult.store.unsent import Unsent
from consult.store.visits import Opened, Visit
from consult.store.work import Notice


def queries(of: int, who: int) -> Mapping[str, Select[*tuple[Any, ...]]]:
    """By what they find, for the consultation and the person of these ids."""
    return {
        "declaration_of_interest": select(Declaration.interest, Declaration.text, Declaration.declared_at).where(
            Declaration.consultation_id == of, Declaration.person_id == who
        ),
        "privacy_notice": select(PrivacyRead.read_at).where(
            PrivacyRead.consultation_id == of, PrivacyRead.person_id == who
        ),
        "comments": _comments(of, who),
        "questions": _questions(of, who),
        "requests_and_promises": _owed_to(of, who),
        "comments_supported": select(Comment.number.label(COMMENT), Support.at)
        .join(Comment, Comment.id == Support.comment_id)
        .where(Comment.consultation_id == of, Support.person_id == who)
        .order_by(Comment.number),
        "answers_not_settled": _unsettled(of, who),
        "texts_not_sent": select(Unsent.kind, Unsent.words, Unsent.saved_at)
        .where(Unsent.consultation_id == of, Unsent.author_id == who)
        .order_by(Unsent.id),
        "files_with_your_comments": select(
            Incoming.source_name, Incoming.proposals, Incoming.uploaded_at, Incoming.taken_at, Incoming.discarded_at
        )
        .where(Incoming.consultation_id == of, Incoming.author_id == who)
        .order_by(Incoming.id),
        "reports_to_your_council": select(Pack.format, Pack.options.label("words"), Pack.requested_at, Pack.finished_at)
        .where(Pack.consultation_id == of, Pack.person_id == who)
        .order_by(Pack.id),
        "lines_of_your_daily_letter": select(Notice.words, Notice.happened_at, Notice.told_at)
        .where(Notice.consultation_id == of, Notice.person_id == who)
        .order_by(Notice.id),
        "reminders_sent_to_you": select(Reminder.sent_at)
        .where(Reminder.consultation_id == of, Reminder.person_id == who)
        .order_by(Reminder.id),
        "visits": select(Visit.began_at, Visit.last_at, Visit.before_at).where(
            Visit.consultation_id == of, Visit.person_id == who
        ),
        "parts_of_the_draft_opened": select(Section.heading, DraftVersion.number.label("version"), Opened.opened_at)
        .join(Section, Section.id == Opened.section_id)
        .join(DraftVersion, DraftVersion.id == Section.version_id)
        .where(DraftVersion.consultation_id == of, Opened.person_id == who)
        .order_by(Opened.opened_at, Section.id),
    }


def _comments(of: int, who: int) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Comment.number.label(COMMENT), Section.heading.label("section"), Paragraph.label.label("paragraph"),
            Comment.kind, Comment.stance, Comment.text, Comment.quote, Comment.suggested_wording, Comment.state,
            *_common(Comment),
        )
        .outerjoin(Section, Section.id == Comment.section_id)
        .outerjoin(Paragraph, Paragraph.id == Comment.paragraph_id)
        .where(Comment.consultation_id == of, Comment.author_id == who)
        .order_by(Comment.number)
    )  # fmt: skip


def _questions(of: int, who: int) -> Select[*tuple[Any, ...]]:
    """A row for each part."""
    first = aliased(Question)
    return (
        select(
            Question.number.label(QUESTION), QuestionPart.text, Question.wants, Section.heading.label("section"),
            first.number.label("supplementary_to"), Question.state, Question.accepted_at, *_common(Question),
        )
        .join(QuestionPart, QuestionPart.question_id == Question.id)
        .outerjoin(Section, Section.id == Question.section_id)
        .outerjoin(first, first.id == Question.supplementary_to_id)
        .where(Question.consultation_id == of, Question.author_id == who)
        .order_by(Question.number, QuestionPart.position)
    )  # fmt: skip


def _owed_to(of: int, who: int) -> Select[*tuple[Any, ...]]:
    """What they asked for, with their words; of a promise made to them that it was made, for the words are another's."""
    words = case((Commitment.kind == Kind.REQUEST.value, Commitment.text), else_=literal(""))
    return (
        select(Commitment.kind.label("owed"), Commitment.number, words.label("text"), Commitment.due_on, Commitment.state,
               *_common(Commitment))
        .where(Commitment.consultation_id == of, Commitment.author_id == who)
        .order_by(Commitment.kind, Commitment.number)
    )  # fmt: skip


def _common(item: Any) -> tuple[Any, ...]:
    return (
        item.received_at, item.changed_at, item.withdrawn_at, item.came_by, item.came_at, item.late_reason,
        item.rejected_at, item.rejection, item.rejection_note,
    )  # fmt: skip


def _unsettled(of: int, who: int) -> Select[*tuple[Any, ...]]:
    return (
        select(Comment.number.label(COMMENT), Question.number.label(QUESTION), Unsettled.reason, Unsettled.at)
        .join(Response, Response.id == Unsettled.response_id)
        .outerjoin(Comment, Comment.id == Response.comment_id)
        .outerjoin(Question, Question.id == Response.question_id)
        .where(func.coalesce(Comment.consultation_id, Question.consultation_id) == of, Unsettled.person_id == who)
        .order_by(Unsettled.at, Unsettled.response_id)
    )


def referred(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with the reference its numbers make, at the front; without what is empty in every row like it."""
    rest, found = dict(row), ""
    for kind in (COMMENT, QUESTION):
        number = rest.pop(kind, None)
        found = reference(kind, number) if number else found
    if "owed" in rest:
        kind, number = Kind(rest.pop("owed")), rest.pop("number")
        found = kind.reference(number)
    if rest.get("supplementary_to"):
        rest["supplementary_to"] = reference(QUESTION, rest["supplementary_to"])
    return {"reference": found, **rest} if found else rest
