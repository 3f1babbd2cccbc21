"""Comments that one answer is given to, and those that might be."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from consult.domain.lifecycle import ItemState
from consult.domain.refusals import NotFound
from consult.queries.comments import whole
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.questions import Question
from consult.store.work import AnswerGroup

Item = Comment | Question


def mates(session: Session, response: Response) -> Sequence[tuple[Comment, Response]]:
    """The other comments of an answer's group that have not been withdrawn, each with its answer, in the order received."""
    return session.execute(
        select(Comment, Response)
        .join(Response, Response.comment_id == Comment.id)
        .where(
            Response.group_id == response.group_id,
            Response.id != response.id,
            Comment.state == ItemState.RECEIVED.value,
        )
        .order_by(Comment.number)
        .with_for_update(of=Response)
    ).all()


def together(session: Session, item: Item, response: Response) -> list[tuple[Item, Response]]:
    """An item with its answer, and the other comments the same answer is given to, with theirs."""
    others = mates(session, response) if response.group_id is not None else ()
    return [(item, response), *others]


def by_id(session: Session, consultation: Consultation, group_id: int) -> AnswerGroup:
    """One group; raises NotFound."""
    found = session.get(AnswerGroup, group_id)
    if found is None or found.consultation_id != consultation.id:
        raise NotFound
    return found


def of_numbers(session: Session, consultation: Consultation, numbers: Sequence[int]) -> Sequence[Comment]:
    """The comments with these numbers, with all that is shown of them, in the order received."""
    return session.scalars(
        select(Comment)
        .where(Comment.consultation_id == consultation.id, Comment.number.in_(numbers))
        .options(*whole())
        .order_by(Comment.number)
    ).all()


def to_propose(session: Session, consultation: Consultation, authorities: frozenset[int]) -> Sequence[Comment]:
    """The comments some authorities have not begun to answer, in the order received."""
    given = aliased(Response)
    begun = (
        select(given.id)
        .where(given.comment_id == Comment.id, given.authority_id == Comment.authority_id, given.holding.is_(False))
        .exists()
    )
    return session.scalars(
        select(Comment)
        .where(
            Comment.consultation_id == consultation.id,
            Comment.state == ItemState.RECEIVED.value,
            Comment.authority_id.in_(authorities),
            ~begun,
        )
        .options(*whole())
        .order_by(Comment.number)
    ).all()
