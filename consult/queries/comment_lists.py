"""Comments narrowed by what somebody looks for, a page at a time."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Exists, and_, func, select, true
from sqlalchemy.orm import Session

from consult.domain.lifecycle import ItemState
from consult.queries.comments import whole
from consult.queries.criteria import Answered, Criteria
from consult.queries.readable import readable_answer, readable_comment
from consult.queries.standing import is_at, is_marked
from consult.queries.visits import is_new_comment
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import Paragraph, Section
from consult.store.people import Person


def filtered(
    session: Session, consultation: Consultation, criteria: Criteria, *, page: int, size: int
) -> tuple[Sequence[Comment], int]:
    """One page (from 1) of the comments that meet `criteria`, and how many meet them in all.

    In the order received, or (`by_place`) as they stand in the draft: what is on the whole of it, or of a section, first.
    """
    conditions = [Comment.consultation_id == consultation.id, *_conditions(criteria)]
    total = session.scalar(select(func.count()).select_from(Comment).where(*conditions)) or 0
    statement = select(Comment).where(*conditions).options(*whole())
    if criteria.by_place:
        # Their own joins: those of whole() are the loader's, and cannot be sorted by.
        statement = statement.outerjoin(Section, Section.id == Comment.section_id)
        statement = statement.outerjoin(Paragraph, Paragraph.id == Comment.paragraph_id)
        statement = statement.order_by(func.coalesce(Section.position, -1), func.coalesce(Paragraph.position, -1))
    found = session.scalars(statement.order_by(Comment.number).limit(size).offset((page - 1) * size)).all()
    return found, total


def _conditions(criteria: Criteria) -> Iterator[ColumnElement[bool]]:
    columns = {
        Comment.authority_id: criteria.authority_id,
        Comment.author_id: criteria.member_id,
        Comment.stance: criteria.stance,
        Comment.kind: criteria.kind,
    }
    for column, wanted in columns.items():
        if wanted is not None:
            yield column == wanted
    if criteria.stance is not None or criteria.kind is not None:
        yield Comment.state == ItemState.RECEIVED.value  # of what was withdrawn nothing is told
    yield from _places(criteria)
    if criteria.reader is not None and _tells(criteria):
        yield readable_comment(criteria.reader)
    if criteria.disposition is not None:
        shown = readable_answer(criteria.reader) if criteria.reader else true()
        yield _released(and_(Response.disposition == criteria.disposition, shown))
    if criteria.answered is not None:
        yield Comment.state == ItemState.RECEIVED.value
        yield _is_answered(criteria.answered)
    yield from _standing(criteria)
    if criteria.new_to is not None:
        yield is_new_comment(*criteria.new_to)


def _tells(criteria: Criteria) -> bool:
    """True of what would tell, by being found, what a comment says or what became of it."""
    asked = (criteria.stance, criteria.kind, criteria.disposition, criteria.answered, criteria.progress)
    return any(one is not None for one in asked)


def _places(criteria: Criteria) -> Iterator[ColumnElement[bool]]:
    if criteria.sections is not None:
        yield _stands_in(criteria.sections)
    if criteria.elsewhere is not None:
        yield Comment.section_id.in_(select(Section.id).where(Section.key.not_in(criteria.elsewhere)))


def _standing(criteria: Criteria) -> Iterator[ColumnElement[bool]]:
    if criteria.progress is not None:
        yield is_at(Comment, criteria.progress, criteria.within)
    if criteria.mark is not None:
        yield is_marked(Comment, criteria.mark)


def _stands_in(keys: frozenset[str]) -> ColumnElement[bool]:
    if not keys:
        return Comment.section_id.is_(None)
    return Comment.section_id.in_(select(Section.id).where(Section.key.in_(keys)))


def _is_answered(answered: Answered) -> ColumnElement[bool]:
    given, held = _released(Response.holding.is_(False)), _released(Response.holding.is_(True))
    if answered is Answered.YES:
        return given
    return ~given & (held if answered is Answered.HOLDING else ~held)


def _released(condition: ColumnElement[bool]) -> Exists:
    return (
        select(Response.id)
        .where(
            Response.comment_id == Comment.id,
            Response.authority_id == Comment.authority_id,
            Response.released_at.is_not(None),
            condition,
        )
        .exists()
    )


def authors(session: Session, consultation: Consultation) -> Sequence[tuple[int, str]]:
    """Everyone who has commented, (id, name), by name."""
    rows = session.execute(
        select(Person.id, Person.name)
        .where(Person.id.in_(select(Comment.author_id).where(Comment.consultation_id == consultation.id)))
        .order_by(Person.name, Person.id)
    )
    return [(row[0], row[1]) for row in rows]
