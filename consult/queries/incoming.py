"""Files that wait to be confirmed, and the draft they are held against."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from consult.domain.people import Actor
from consult.domain.refusals import NotFound
from consult.domain.visibility import sees_incoming
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.incoming import Incoming


def by_id(session: Session, consultation: Consultation, incoming_id: int, by: Actor, *, lock: bool = False) -> Incoming:
    """One file with what it proposes and whose it is; raises NotFound, also for those it does not concern.

    What a member brings in is theirs alone until it is taken; what a clerk brings in any clerk goes on with.
    """
    query = (
        select(Incoming)
        .where(Incoming.consultation_id == consultation.id, Incoming.id == incoming_id)
        .options(joinedload(Incoming.author), undefer(Incoming.proposals))
    )
    found = session.scalar(query.with_for_update(of=Incoming) if lock else query)
    if found is None or not concerns(found, by):
        raise NotFound
    return found


def concerns(row: Incoming, by: Actor) -> bool:
    """True for the member who brought it in, and for clerks where a clerk did."""
    return sees_incoming(by, author_id=row.author_id, uploaded_by_id=row.uploaded_by_id)


def waiting(session: Session, consultation: Consultation, by: Actor) -> Sequence[Incoming]:
    """The files that wait for this person, the latest first."""
    rows = session.scalars(
        select(Incoming)
        .where(
            Incoming.consultation_id == consultation.id, Incoming.taken_at.is_(None), Incoming.discarded_at.is_(None)
        )
        .options(joinedload(Incoming.author))
        .order_by(Incoming.uploaded_at.desc(), Incoming.id.desc())
    )
    return [row for row in rows if concerns(row, by)]


def same_file(session: Session, consultation: Consultation, author_id: int, sha256: str) -> Incoming | None:
    """The same member's very same file that was brought in before and not discarded; the latest."""
    return session.scalar(
        select(Incoming)
        .where(
            Incoming.consultation_id == consultation.id,
            Incoming.author_id == author_id,
            Incoming.source_sha256 == sha256,
            Incoming.discarded_at.is_(None),
        )
        .order_by(Incoming.id.desc())
        .limit(1)
    )


def draft(session: Session, version: DraftVersion) -> Sequence[Section]:
    """The sections of a published version with their paragraphs, in order."""
    return session.scalars(
        select(Section)
        .where(Section.version_id == version.id)
        .options(selectinload(Section.paragraphs))
        .order_by(Section.position)
    ).all()
