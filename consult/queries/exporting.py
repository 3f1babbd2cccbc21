"""What an export takes besides what the pages show: who supports what and when, and what does not settle a matter."""

from collections.abc import Sequence

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.store.comments import Comment, Response, Support
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.redrafts import ChangeLogEntry
from consult.store.sealing import Exemption


def supports(session: Session, consultation: Consultation) -> Sequence[tuple[Support, str]]:
    """Every support of a comment, with the name of the council spoken for ("" for none), in the order they were given."""
    rows = session.execute(
        select(Support, Body.name)
        .join(Comment, Comment.id == Support.comment_id)
        .outerjoin(Body, Body.id == Support.body_id)
        .where(Comment.consultation_id == consultation.id)
        .order_by(Support.comment_id, Support.at, Support.person_id)
    )
    return [(support, name or "") for support, name in rows]


def answers(session: Session, consultation: Consultation) -> Sequence[tuple[str, Response]]:
    """Every answer to what stands and is not exempt, with its authority, its exemption and what it does not settle.

    Each with the reference of its item: comments first, both in the order received; then by authority, a holding reply
    before the answer. Sorted here, since databases differ in the order of letters.
    """
    shown = (joinedload(Response.authority), joinedload(Response.exemption), joinedload(Response.unsettled))
    stands = ItemState.RECEIVED.value
    to_comments = (
        select(Comment.number, Response)
        .join(Response, Response.comment_id == Comment.id)
        .where(
            Comment.consultation_id == consultation.id,
            Comment.state == stands,
            ~_exempt(Exemption.comment_id, Comment.id),
        )
        .options(*shown)
    )
    to_questions = (
        select(Question.number, Response)
        .join(Response, Response.question_id == Question.id)
        .where(
            Question.consultation_id == consultation.id,
            Question.state == stands,
            ~_exempt(Exemption.question_id, Question.id),
        )
        .options(*shown)
    )
    found = [
        (kind, number, response)
        for kind, query in ((COMMENT, to_comments), (QUESTION, to_questions))
        for number, response in session.execute(query).unique()
    ]
    found.sort(key=lambda row: (row[0], row[1], row[2].authority.name, not row[2].holding))
    return [(reference(kind, number), response) for kind, number, response in found]


def explained(session: Session, consultation: Consultation) -> list[tuple[ChangeLogEntry, Section, int]]:
    """Why sections changed in published versions: each entry with its section and the version's number."""
    rows = session.execute(
        select(ChangeLogEntry, Section, DraftVersion.number)
        .join(Section, Section.id == ChangeLogEntry.section_id)
        .join(DraftVersion, DraftVersion.id == ChangeLogEntry.version_id)
        .where(DraftVersion.consultation_id == consultation.id, DraftVersion.number.is_not(None))
    )
    return [(entry, section, number or 0) for entry, section, number in rows]


def _exempt(column: InstrumentedAttribute[int | None], of: InstrumentedAttribute[int]) -> Exists:
    return exists().where(column == of)
