"""How a comment or question stands, as conditions: by them lists are narrowed and the clerk's board is counted, alike."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from consult.domain.lifecycle import AnswerState, ItemState
from consult.queries.commitments import is_owed
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.questions import Question, QuestionAddress
from consult.store.sealing import Exemption, Redaction


class Progress(StrEnum):
    """How far an answer that is not released has come. What was sent back has to be written again."""

    TO_WRITE = "unanswered"
    TO_APPROVE = "approval"
    TO_RELEASE = "release"

    @property
    def wording(self) -> str:
        """As its authority and the clerk read it."""
        return _WORDING[self]


_WORDING = {
    Progress.TO_WRITE: AnswerState.AWAITED.wording,
    Progress.TO_APPROVE: AnswerState.DRAFTED.wording,
    Progress.TO_RELEASE: AnswerState.APPROVED.wording,
}


class Mark(StrEnum):
    """What stands beside an item's reference, for everybody to read."""

    LATE = "late"
    ON_BEHALF = "on behalf"
    EXEMPT = "exempt"
    REDACTED = "redacted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"

    @property
    def wording(self) -> str:
        """As a filter says it."""
        return "Exempt or confidential" if self is Mark.EXEMPT else self.value.capitalize()


def is_at(
    item: type[Comment] | type[Question], progress: Progress, within: frozenset[int] | None
) -> ColumnElement[bool]:
    """True of an item some authority's answer to which has come so far; `within` looks at some authorities' answers alone.

    A question that is not accepted is not with the authorities yet.
    """
    owed = _owed(item, progress, within)
    stands = item.state == ItemState.RECEIVED.value
    return and_(stands, owed) if item is Comment else and_(stands, Question.accepted_at.is_not(None), owed)


def _owed(
    item: type[Comment] | type[Question], progress: Progress, within: frozenset[int] | None
) -> ColumnElement[bool]:
    if item is Comment:
        return and_(_is_among(Comment.authority_id, within), has_come(Comment, Comment.authority_id, progress))
    to = QuestionAddress.authority_id
    address = exists().where(QuestionAddress.question_id == Question.id, _is_among(to, within))
    return address.where(has_come(Question, to, progress)).correlate_except(QuestionAddress)


def _is_among(authority: Any, within: frozenset[int] | None) -> ColumnElement[bool]:
    return true() if within is None else authority.in_(within)


def has_come(item: type[Comment] | type[Question], authority: Any, progress: Progress) -> ColumnElement[bool]:
    """True of an item the answer to which of one authority (a column) has come so far."""
    column = Response.comment_id if item is Comment else Response.question_id
    answer = exists().where(column == item.id, Response.authority_id == authority, Response.holding.is_(False))
    answer = answer.correlate_except(Response)
    if progress is Progress.TO_WRITE:
        return ~answer.where(Response.returned_at.is_(None))
    if progress is Progress.TO_APPROVE:
        return answer.where(Response.returned_at.is_(None), Response.approved_at.is_(None))
    return answer.where(Response.approved_at.is_not(None), Response.released_at.is_(None))


def commitment_is_at(progress: Progress, within: frozenset[int] | None) -> ColumnElement[bool]:
    """True of a Commitment towards which a supply has come so far; unanswered is what is owed while nothing waits elsewhere."""
    if progress is Progress.TO_WRITE:
        waits = or_(_has_supply(Progress.TO_APPROVE), _has_supply(Progress.TO_RELEASE))
        return and_(is_owed(), ~waits, _is_among(Commitment.authority_id, within))
    stands = Commitment.state == ItemState.RECEIVED.value
    return and_(stands, _has_supply(progress), _is_among(Commitment.authority_id, within))


def _has_supply(progress: Progress) -> ColumnElement[bool]:
    supply = exists().where(Supply.commitment_id == Commitment.id).correlate_except(Supply)
    if progress is Progress.TO_APPROVE:
        return supply.where(Supply.returned_at.is_(None), Supply.approved_at.is_(None))
    return supply.where(Supply.approved_at.is_not(None), Supply.released_at.is_(None))


def is_marked(item: type[Comment] | type[Question], mark: Mark) -> ColumnElement[bool]:
    """True of an item that bears a mark, or a released answer to which does."""
    return _MARKED[mark](item)


def _is_exempt(item: Any) -> ColumnElement[bool]:
    own, answered = (
        (Exemption.comment_id, Response.comment_id)
        if item is Comment
        else (Exemption.question_id, Response.question_id)
    )
    sealed = select(Exemption.response_id).where(Exemption.response_id.is_not(None))
    answer = exists().where(answered == item.id, Response.released_at.is_not(None), Response.id.in_(sealed))
    answer = answer.correlate_except(Response)
    return or_(exists().where(own == item.id), answer)


def _is_redacted(item: Any) -> ColumnElement[bool]:
    column = Redaction.comment_id if item is Comment else Redaction.question_id
    return exists().where(column == item.id)


_MARKED: Mapping[Mark, Callable[[Any], ColumnElement[bool]]] = {
    Mark.LATE: lambda item: item.late_reason != "",
    Mark.ON_BEHALF: lambda item: item.came_by != "",
    Mark.EXEMPT: _is_exempt,
    Mark.REDACTED: _is_redacted,
    Mark.REJECTED: lambda item: item.state == ItemState.REJECTED.value,
    Mark.WITHDRAWN: lambda item: item.state == ItemState.WITHDRAWN.value,
}
