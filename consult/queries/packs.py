"""The papers that were asked for."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session, joinedload, undefer

from consult.domain.pack_options import PUBLIC
from consult.domain.refusals import NotFound
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.packs import UNDER_WAY, Pack
from consult.store.recommendations import Recommendation


def drafts(session: Session, consultation: Consultation, most: int = 20) -> Sequence[Pack]:
    """The latest digests that belong to no issued pack, newest first, without their bytes."""
    return session.scalars(
        select(Pack)
        .where(Pack.consultation_id == consultation.id, Pack.paper == "digest", Pack.issue_id.is_(None))
        .order_by(Pack.id.desc())
        .limit(most)
    ).all()


def by_id(session: Session, consultation: Consultation, pack_id: int, *, whole: bool = False) -> Pack:
    """One pack with the issue it belongs to, and with its bytes where `whole`; raises NotFound."""
    query = select(Pack).where(Pack.consultation_id == consultation.id, Pack.id == pack_id)
    query = query.options(joinedload(Pack.issue))
    found = session.scalar(query.options(undefer(Pack.data)) if whole else query)
    if found is None:
        raise NotFound
    return found


def by_sha256(session: Session, sha256: str) -> Pack | None:
    """The file of those bytes, with the issue it belongs to; an issued one before a draft, the latest of several."""
    return session.scalar(
        select(Pack)
        .where(Pack.sha256 == sha256)
        .options(joinedload(Pack.issue))
        .order_by(Pack.issue_id.is_(None), Pack.id.desc())
        .limit(1)
    )


def before_it(session: Session, pack: Pack) -> int:
    """How many papers, of any consultation, are made before one that waits for its turn."""
    return session.scalar(select(func.count(Pack.id)).where(Pack.state.in_(UNDER_WAY), Pack.id < pack.id)) or 0


def last_made(session: Session, consultation: Consultation) -> Pack | None:
    """The last Part 1 made as a PDF, of which the pages were counted."""
    return session.scalar(
        select(Pack)
        .where(
            Pack.consultation_id == consultation.id,
            Pack.paper == "digest",
            Pack.format == "pdf",
            Pack.part == PUBLIC,
            Pack.state == "ready",
            Pack.pages > 0,
        )
        .order_by(Pack.id.desc())
        .limit(1)
    )


def meetings(session: Session, consultation: Consultation) -> list[date]:
    """The meetings the record knows of, the latest first."""
    met = set(
        session.scalars(
            union(
                select(Commitment.meeting_on).where(Commitment.consultation_id == consultation.id),
                select(Recommendation.meeting_on).where(Recommendation.consultation_id == consultation.id),
            )
        )
    )
    return sorted((day for day in {*met, consultation.meeting_on} if day is not None), reverse=True)


def seconds_per_page(session: Session, consultation_id: int) -> float:
    """How long a page of the last digest took, from being begun to being kept; 0 where none has been made."""
    last = session.execute(
        select(Pack.begun_at, Pack.finished_at, Pack.pages)
        .where(
            Pack.consultation_id == consultation_id,
            Pack.format == "pdf",
            Pack.paper == "digest",
            Pack.begun_at.is_not(None),
            Pack.pages > 0,
        )
        .order_by(Pack.id.desc())
        .limit(1)
    ).first()
    if last is None or last.begun_at is None or last.finished_at is None or not last.pages:
        return 0.0
    return float((last.finished_at - last.begun_at).total_seconds() / last.pages)
