"""What a redraft is measured against: the version before it, the comments on that, and where each of them is to go."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from consult.domain.lifecycle import ItemState
from consult.domain.refusals import NotFound
from consult.queries.comments import whole
from consult.store.comments import Comment, Response, Support
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.questions import Question
from consult.store.redrafts import AppliedWording, ChangeLogEntry, CommentPlace, ParagraphFate, PlannedPlace
from consult.store.sealing import Exemption


def current(session: Session, consultation: Consultation) -> DraftVersion:
    """The current version with its document; raises NotFound before the first is published."""
    return with_document(session, consultation, consultation.current_version)


def sections_of(session: Session, version_id: int) -> Sequence[Section]:
    """The sections of a version, in order."""
    return session.scalars(select(Section).where(Section.version_id == version_id).order_by(Section.position)).all()


def paragraphs_of(session: Session, version_id: int) -> Sequence[Paragraph]:
    """The paragraphs of a version, in the order of the draft: at their positions."""
    of = select(Paragraph).where(Paragraph.version_id == version_id)
    return session.scalars(of.order_by(Paragraph.position)).all()


def standing_on(session: Session, version_id: int) -> Sequence[Comment]:
    """Every comment whose place is in a version, in whatever state it is, by number; with where it stands."""
    return session.scalars(
        select(Comment)
        .where(Comment.version_id == version_id)
        .options(joinedload(Comment.section), joinedload(Comment.paragraph))
        .order_by(Comment.number)
    ).all()


def has_comments(session: Session, consultation: Consultation) -> bool:
    """Whether anything was said on the current version, or carried to it."""
    return (
        session.scalar(
            select(Comment.id)
            .join(DraftVersion, DraftVersion.id == Comment.version_id)
            .where(DraftVersion.consultation_id == consultation.id, DraftVersion.number == consultation.current_version)
            .limit(1)
        )
        is not None
    )


def planned(session: Session, version_id: int) -> dict[int, PlannedPlace]:
    """Where comments are to go if a draft is published, by the comments' ids."""
    rows = session.scalars(select(PlannedPlace).where(PlannedPlace.version_id == version_id))
    return {row.comment_id: row for row in rows}


def is_planned(session: Session, consultation: Consultation, version: DraftVersion) -> bool:
    """Whether the places planned are for the draft as it is now, and for every comment as it is now."""
    if version.planned_at is None or version.planned_revision != version.revision:
        return False
    before = current(session, consultation)
    if version.based_on_id != before.id:
        return False
    there = select(PlannedPlace.comment_id).where(PlannedPlace.version_id == version.id)
    came_or_changed = or_(Comment.id.not_in(there), Comment.changed_at > version.planned_at)
    return not session.scalar(
        select(func.count()).select_from(Comment).where(Comment.version_id == before.id, came_or_changed)
    )


def undecided(session: Session, version_id: int) -> int:
    """How many planned places somebody has still to look at."""
    waits = (PlannedPlace.version_id == version_id, PlannedPlace.review, PlannedPlace.decision.is_(None))
    of = select(func.count()).select_from(PlannedPlace).join(Comment, Comment.id == PlannedPlace.comment_id)
    return session.scalar(of.where(*waits, Comment.state == ItemState.RECEIVED.value)) or 0


def planned_counts(session: Session, version_id: int) -> dict[str, int]:
    """How many planned places there are of each state, and how many are still `open`."""
    of = PlannedPlace.version_id == version_id
    rows = session.execute(select(PlannedPlace.state, func.count()).where(of).group_by(PlannedPlace.state)).all()
    return (
        {"placed": 0, "moved": 0, "orphaned": 0}
        | {row[0]: row[1] for row in rows}
        | {"open": undecided(session, version_id)}
    )


def places_in(session: Session, version_id: int) -> dict[int, CommentPlace]:
    """Where comments stand in a version they were carried to or from, by the comments' ids."""
    rows = session.scalars(select(CommentPlace).where(CommentPlace.version_id == version_id))
    return {row.comment_id: row for row in rows}


def with_places(session: Session, consultation: Consultation, version_id: int) -> list[tuple[Comment, CommentPlace]]:
    """The comments carried to or from a version, by number, all that is shown of them loaded, with their places there."""
    rows = session.execute(
        select(Comment, CommentPlace)
        .join(CommentPlace, CommentPlace.comment_id == Comment.id)
        .where(Comment.consultation_id == consultation.id, CommentPlace.version_id == version_id)
        .options(*whole(), joinedload(CommentPlace.section), joinedload(CommentPlace.paragraph))
        .order_by(Comment.number)
    )
    return [(row[0], row[1]) for row in rows]


def with_document(session: Session, consultation: Consultation, number: int) -> DraftVersion:
    """A published version by its number, with its document; raises NotFound."""
    found = session.scalar(
        select(DraftVersion)
        .where(DraftVersion.consultation_id == consultation.id, DraftVersion.number == number)
        .options(undefer(DraftVersion.document))
    )
    if found is None:
        raise NotFound
    return found


def said_on(
    session: Session, consultation: Consultation, version: DraftVersion
) -> list[tuple[int, int, str | None, str]]:
    """The comments that stand or stood on the paragraphs of a version: (paragraph's id, number, disposition, reason).

    Disposition and reason are those of a released answer everybody may read, else None and "". Withdrawn and rejected
    comments are left out.
    """
    is_current = version.number == consultation.current_version
    at = Comment.paragraph_id if is_current else CommentPlace.paragraph_id
    public = (Response.released_at.is_not(None), ~Response.holding, Exemption.id.is_(None))
    given = (
        select(Response.comment_id, Response.disposition, Response.reason)
        .outerjoin(Exemption, or_(Exemption.response_id == Response.id, Exemption.comment_id == Response.comment_id))
        .where(*public)
        .subquery()
    )
    query = (
        select(at, Comment.number, given.c.disposition, given.c.reason)
        .outerjoin(given, given.c.comment_id == Comment.id)
        .where(Comment.consultation_id == consultation.id, Comment.state == ItemState.RECEIVED.value, at.is_not(None))
        .order_by(Comment.number)
    )
    if is_current:
        query = query.where(Comment.version_id == version.id)
    else:
        query = query.join(CommentPlace, CommentPlace.comment_id == Comment.id).where(
            CommentPlace.version_id == version.id
        )
    return [(row[0], row[1], row[2], row[3] or "") for row in session.execute(query)]


def number_of(session: Session, version_id: int) -> int:
    """The number of a published version."""
    return session.scalars(select(DraftVersion.number).where(DraftVersion.id == version_id)).one() or 0


def supporters_of(session: Session, consultation: Consultation) -> dict[int, list[int]]:
    """The ids of those who support each comment, by the comment's id."""
    found: dict[int, list[int]] = {}
    query = select(Support.comment_id, Support.person_id).join(Comment, Comment.id == Support.comment_id)
    for comment_id, person_id in session.execute(query.where(Comment.consultation_id == consultation.id)):
        found.setdefault(comment_id, []).append(person_id)
    return found


def successors(session: Session, version_id: int) -> dict[int, int]:
    """What became of paragraphs of the version before in this one, by their ids; of one that was split, the likest part."""
    rows = session.execute(
        select(ParagraphFate.from_id, ParagraphFate.to_id)
        .where(
            ParagraphFate.version_id == version_id,
            ParagraphFate.from_id.is_not(None),
            ParagraphFate.to_id.is_not(None),
        )
        .order_by(ParagraphFate.likeness)
    )
    return {row[0] or 0: row[1] or 0 for row in rows}


def explained(session: Session, version_id: int) -> Sequence[ChangeLogEntry]:
    """Why sections changed in a version, as far as it was said, with who said it."""
    query = select(ChangeLogEntry).where(ChangeLogEntry.version_id == version_id)
    return session.scalars(query.options(joinedload(ChangeLogEntry.written_by))).all()


def questions_on(session: Session, consultation: Consultation, section_ids: Collection[int]) -> dict[int, list[int]]:
    """The numbers of the questions about some sections that stand, by the sections' ids."""
    found: dict[int, list[int]] = {}
    query = select(Question.section_id, Question.number).where(
        Question.consultation_id == consultation.id,
        Question.section_id.in_(section_ids),
        Question.state == ItemState.RECEIVED.value,
    )
    for section_id, number in session.execute(query.order_by(Question.number)):
        found.setdefault(section_id or 0, []).append(number)
    return found


def taken_into(session: Session, version_id: int) -> set[int]:
    """The ids of the comments whose wording was taken into a draft made of what was accepted."""
    of = (AppliedWording.version_id == version_id, AppliedWording.applied)
    return set(session.scalars(select(AppliedWording.comment_id).where(*of)))


def asked_on(session: Session, version: DraftVersion) -> int:
    """How many questions and requests have been put about a part of a version since it was published."""
    sections = select(Section.id).where(Section.version_id == version.id)
    return sum(
        session.scalar(
            select(func.count())
            .select_from(kind)
            .where(kind.section_id.in_(sections), kind.received_at > version.published_at)
        )
        or 0
        for kind in (Question, Commitment)
    )


def is_being_taken(session: Session, comment_id: int) -> bool:
    """Whether a comment's wording stands in a draft that is neither published nor discarded."""
    query = (
        select(AppliedWording.comment_id)
        .join(DraftVersion, DraftVersion.id == AppliedWording.version_id)
        .where(
            AppliedWording.comment_id == comment_id,
            AppliedWording.applied,
            DraftVersion.published_at.is_(None),
            DraftVersion.discarded_at.is_(None),
        )
    )
    return session.scalar(query.limit(1)) is not None
