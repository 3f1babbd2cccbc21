"""Comments, always with all that is shown of them: a fixed number of queries, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, parse_reference
from consult.domain.refusals import NotFound
from consult.store.comments import Comment, Response, Support, Unsettled
from consult.store.consultations import Consultation
from consult.store.people import Body, Person
from consult.store.redrafts import AppliedWording, CommentPlace
from consult.store.work import AnswerGroup

ANSWERS = (
    joinedload(Response.authority),
    joinedload(Response.answered_by),
    joinedload(Response.returned_by),
    joinedload(Response.group).selectinload(AnswerGroup.comments),
    joinedload(Response.exemption),
    selectinload(Response.undertakings),
    selectinload(Response.unsettled).joinedload(Unsettled.person),
)
"""Loads all that is shown of an answer."""


PLACES = (
    joinedload(CommentPlace.version),
    joinedload(CommentPlace.section),
    joinedload(CommentPlace.paragraph),
    joinedload(CommentPlace.wording).joinedload(AppliedWording.paragraph),
)
"""Loads where a comment stood in the versions it was carried through."""


def whole() -> tuple[ORMOption, ...]:
    """Loads all that is shown of a comment: a fixed number of queries."""
    return (
        joinedload(Comment.author),
        joinedload(Comment.body),
        joinedload(Comment.authority),
        joinedload(Comment.section),
        joinedload(Comment.paragraph),
        joinedload(Comment.exemption),
        selectinload(Comment.redactions),
        selectinload(Comment.places).options(*PLACES),
        selectinload(Comment.responses).options(*ANSWERS),
    )


def _of(consultation: Consultation) -> Select[Comment]:
    return select(Comment).where(Comment.consultation_id == consultation.id).options(*whole()).order_by(Comment.number)


def every(session: Session, consultation: Consultation) -> Sequence[Comment]:
    """All comments, in the order received."""
    return session.scalars(_of(consultation)).all()


def on_sections(session: Session, consultation: Consultation, section_ids: Sequence[int]) -> Sequence[Comment]:
    """The comments on some sections and their paragraphs, in the order received."""
    return session.scalars(_of(consultation).where(Comment.section_id.in_(section_ids))).all()


def on_whole_draft(session: Session, consultation: Consultation, version_id: int) -> Sequence[Comment]:
    """The comments on the whole of a version, in the order received."""
    return session.scalars(
        _of(consultation).where(Comment.section_id.is_(None), Comment.version_id == version_id)
    ).all()


def by_author(session: Session, consultation: Consultation, person_id: int) -> Sequence[Comment]:
    """What one person said, in the order received."""
    return session.scalars(_of(consultation).where(Comment.author_id == person_id)).all()


def by_reference(session: Session, consultation: Consultation, reference: str) -> Comment:
    """One comment by its reference, however it was typed; raises NotFound."""
    parsed = parse_reference(reference)
    found = (
        session.scalar(_of(consultation).where(Comment.number == parsed[1]))
        if parsed and parsed[0] == COMMENT
        else None
    )
    if found is None:
        raise NotFound
    return found


def supporters(session: Session, consultation: Consultation) -> dict[int, list[tuple[str, str]]]:
    """For each comment's id, who supports it: (name, council or ""), in the order they did."""
    rows = session.execute(
        select(Support.comment_id, Person.name, Body.name)
        .join(Comment, Comment.id == Support.comment_id)
        .join(Person, Person.id == Support.person_id)
        .outerjoin(Body, Body.id == Support.body_id)
        .where(Comment.consultation_id == consultation.id)
        .order_by(Support.comment_id, Support.at, Support.person_id)
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for comment_id, name, body in rows:
        found.setdefault(comment_id, []).append((name, body or ""))
    return found


def counts_by_section(session: Session, version_id: int) -> dict[int | None, int]:
    """How many comments stand on each section of a version (None: on the whole draft), without those withdrawn."""
    rows = session.execute(
        select(Comment.section_id, func.count())
        .where(Comment.version_id == version_id, Comment.state == ItemState.RECEIVED.value)
        .group_by(Comment.section_id)
    )
    return {row[0]: row[1] for row in rows}


@dataclass(frozen=True, slots=True)
class Near:
    """Another's comment on the same part of the draft, in short."""

    number: int
    by: str
    text: str


def of_others_near(session: Session, version_id: int, section_id: int | None, person_id: int) -> list[Near]:
    """Others' comments on a section and its paragraphs (None: on the whole draft) that a person does not support yet."""
    mine = select(Support.comment_id).where(Support.person_id == person_id)
    rows = session.execute(
        select(Comment.number, Person.name, Comment.text)
        .join(Person, Person.id == Comment.author_id)
        .where(
            Comment.version_id == version_id,
            Comment.section_id.is_(None) if section_id is None else Comment.section_id == section_id,
            Comment.state == ItemState.RECEIVED.value,
            Comment.author_id != person_id,
            Comment.id.not_in(mine),
        )
        .order_by(Comment.number)
    )
    return [Near(*row) for row in rows]


def supported(session: Session, consultation: Consultation, person_id: int) -> Sequence[Comment]:
    """The comments a person supports, in the order received."""
    mine = select(Support.comment_id).where(Support.person_id == person_id)
    return session.scalars(_of(consultation).where(Comment.id.in_(mine))).all()


def supported_by(session: Session, consultation: Consultation, person_id: int) -> frozenset[int]:
    """The ids of the comments a person supports."""
    return frozenset(
        session.scalars(
            select(Support.comment_id)
            .join(Comment, Comment.id == Support.comment_id)
            .where(Comment.consultation_id == consultation.id, Support.person_id == person_id)
        )
    )


def at_place(
    session: Session, consultation: Consultation, version_id: int, section_id: int | None, paragraph_id: int | None,
    *, page: int, size: int,
) -> tuple[Sequence[Comment], int]:  # fmt: skip
    """One page (from 1) of the comments on a paragraph, on a whole section or on the whole draft, and how many there are."""
    conditions = (
        Comment.version_id == version_id,
        Comment.section_id.is_(None) if section_id is None else Comment.section_id == section_id,
        Comment.paragraph_id.is_(None) if paragraph_id is None else Comment.paragraph_id == paragraph_id,
    )
    total = session.scalar(select(func.count()).select_from(Comment).where(*conditions)) or 0
    found = session.scalars(_of(consultation).where(*conditions).limit(size).offset((page - 1) * size)).all()
    return found, total


def of_version(session: Session, consultation: Consultation, version_id: int) -> Sequence[Comment]:
    """The comments whose place is in a version, in the order received."""
    return session.scalars(_of(consultation).where(Comment.version_id == version_id)).all()
