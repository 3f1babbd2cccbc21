"""What exempt matter a viewer may read, as conditions for queries: the same door as `domain.visibility.sees_exempt` (R13)."""

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from consult.domain.people import Actor
from consult.domain.visibility import sees_exempt
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment
from consult.store.questions import Question, QuestionAddress
from consult.store.sealing import Exemption


def readable_comment(viewer: Actor) -> ColumnElement[bool]:
    """True of a Comment that is not exempt, or that `viewer` may read all the same."""
    return _readable(viewer, Exemption.comment_id, Comment.id, Comment.authority_id.in_(viewer.authorities()))


def readable_question(viewer: Actor) -> ColumnElement[bool]:
    """The same of a Question."""
    mine = select(QuestionAddress.authority_id).where(
        QuestionAddress.question_id == Question.id, QuestionAddress.authority_id.in_(viewer.authorities())
    )
    return _readable(viewer, Exemption.question_id, Question.id, mine.exists())


def readable_answer(viewer: Actor) -> ColumnElement[bool]:
    """The same of a Response; whether its item may be read is asked of the item."""
    return _readable(viewer, Exemption.response_id, Response.id, Response.authority_id.in_(viewer.authorities()))


def readable_commitment(viewer: Actor) -> ColumnElement[bool]:
    """The same of a Commitment; a promise given in what is exempt is as exempt as that."""
    if sees_exempt(viewer, authorities=frozenset()):
        return true()
    sealed = exists().where(
        or_(
            Exemption.commitment_id.in_((Commitment.id, Commitment.promised_in_id)),
            Exemption.comment_id == Commitment.comment_id,
            Exemption.question_id == Commitment.question_id,
            Exemption.response_id == Commitment.response_id,
        )
    )
    return or_(~sealed, Commitment.authority_id.in_(viewer.authorities()))


def _readable(
    viewer: Actor, column: InstrumentedAttribute[int | None], of: InstrumentedAttribute[int], mine: ColumnElement[bool]
) -> ColumnElement[bool]:
    if sees_exempt(viewer, authorities=frozenset()):
        return true()
    return or_(~exists().where(column == of), mine)
