"""The redraft being written here, what of it waits, and what was accepted and can be taken into one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from consult.domain.lifecycle import ItemState
from consult.domain.refusals import NotFound
from consult.domain.takings import TAKES
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, FigureRow
from consult.store.redrafts import AppliedWording, SectionEdit

IMPORTED = "imported"


def being_written(session: Session, consultation: Consultation) -> DraftVersion | None:
    """The redraft that is being written here, without its document; there is one at most."""
    return session.scalar(
        select(DraftVersion).where(
            DraftVersion.consultation_id == consultation.id,
            DraftVersion.origin != IMPORTED,
            DraftVersion.published_at.is_(None),
            DraftVersion.discarded_at.is_(None),
        )
    )


def with_document(session: Session, version_id: int) -> DraftVersion:
    """A version with its document."""
    return session.scalars(
        select(DraftVersion).where(DraftVersion.id == version_id).options(undefer(DraftVersion.document))
    ).one()


def pictures(session: Session, version: DraftVersion) -> Sequence[str]:
    """The names of a version's pictures."""
    return session.scalars(select(FigureRow.sha256).where(FigureRow.version_id == version.id)).all()


def kept(session: Session, version: DraftVersion, author_id: int) -> Sequence[SectionEdit]:
    """The texts of somebody's that could not be taken and still wait for them, the earliest first."""
    return session.scalars(
        select(SectionEdit)
        .where(
            SectionEdit.version_id == version.id, SectionEdit.author_id == author_id, SectionEdit.settled_at.is_(None)
        )
        .order_by(SectionEdit.id)
    ).all()


def kept_one(session: Session, version: DraftVersion, author_id: int, edit_id: int) -> SectionEdit:
    """One of them; raises NotFound where it is settled, or another's."""
    found = next((edit for edit in kept(session, version, author_id) if edit.id == edit_id), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class AcceptedComment:
    """A comment that was accepted, whole or in part, and the answer that says so.

    `taken_into` is a published version that took its wording up already.
    """

    comment: Comment
    response: Response
    taken_into: int | None


def accepted(session: Session, consultation: Consultation) -> list[AcceptedComment]:
    """What was accepted by released answers to the comments that stand on the current version, by number."""
    rows = session.execute(
        select(Comment, Response)
        .join(Response, (Response.comment_id == Comment.id) & (Response.authority_id == Comment.authority_id))
        .join(DraftVersion, DraftVersion.id == Comment.version_id)
        .where(
            Comment.consultation_id == consultation.id,
            DraftVersion.number == consultation.current_version,
            Comment.state == ItemState.RECEIVED.value,
            Response.holding.is_(False),
            Response.released_at.is_not(None),
            Response.disposition.in_(tuple(one.value for one in TAKES)),
        )
        .options(
            joinedload(Comment.author),
            joinedload(Comment.body),
            joinedload(Comment.section),
            joinedload(Comment.paragraph),
            joinedload(Comment.exemption),
            selectinload(Comment.places),
            joinedload(Response.exemption),
        )
        .order_by(Comment.number)
    ).all()
    taken = taken_into(session, consultation)
    return [AcceptedComment(comment, response, taken.get(comment.id)) for comment, response in rows]


def taken_into(session: Session, consultation: Consultation) -> dict[int, int]:
    """The numbers of the published versions that took up a comment's wording, the latest for each, by the comments' ids."""
    rows = session.execute(
        select(AppliedWording.comment_id, DraftVersion.number)
        .join(DraftVersion, DraftVersion.id == AppliedWording.version_id)
        .where(
            DraftVersion.consultation_id == consultation.id,
            AppliedWording.applied,
            DraftVersion.number.is_not(None),
            DraftVersion.withdrawn_at.is_(None),
        )
        .order_by(DraftVersion.number)
    )
    return {comment_id: number or 0 for comment_id, number in rows}


def taken_by(session: Session, version: DraftVersion) -> list[tuple[Comment, AppliedWording]]:
    """The comments whose wording a draft or version took up, by number, with where they stand now."""
    rows = session.execute(
        select(Comment, AppliedWording)
        .join(AppliedWording, AppliedWording.comment_id == Comment.id)
        .where(AppliedWording.version_id == version.id, AppliedWording.applied)
        .options(joinedload(Comment.author), joinedload(Comment.body), joinedload(Comment.paragraph))
        .order_by(Comment.number)
    )
    return [(row[0], row[1]) for row in rows]
