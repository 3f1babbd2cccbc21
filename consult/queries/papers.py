"""The papers beside the digest that were asked for: members' reports to their councils, and the consultation statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, undefer

from consult.domain.refusals import NotFound
from consult.queries import contributions
from consult.store.comments import Comment, Support
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.packs import Pack


def _of(consultation: Consultation, paper: str, person_id: int | None) -> Select[Pack]:
    whose = Pack.person_id.is_(None) if person_id is None else Pack.person_id == person_id
    return select(Pack).where(Pack.consultation_id == consultation.id, Pack.paper == paper, whose)


def made(
    session: Session, consultation: Consultation, paper: str, person_id: int | None = None, most: int = 10
) -> Sequence[Pack]:
    """The latest of one paper (a report: of one member), newest first, without their bytes."""
    return session.scalars(_of(consultation, paper, person_id).order_by(Pack.id.desc()).limit(most)).all()


def by_id(
    session: Session,
    consultation: Consultation,
    pack_id: int,
    paper: str,
    person_id: int | None = None,
    *,
    whole: bool = False,
) -> Pack:
    """One paper, with its bytes where `whole`; raises NotFound, also for another paper or another member's."""
    query = _of(consultation, paper, person_id).where(Pack.id == pack_id)
    found = session.scalar(query.options(undefer(Pack.data)) if whole else query)
    if found is None:
        raise NotFound
    return found


def said_last(session: Session, consultation: Consultation, person_id: int) -> dict[str, Any]:
    """What the last report of a member was asked for with; {} where there is none."""
    latest = _of(consultation, "report", person_id).order_by(Pack.id.desc()).limit(1)
    pack = session.scalar(latest)
    return dict(pack.options) if pack else {}


def ready(session: Session, consultation: Consultation, paper: str) -> dict[str, Pack]:
    """The latest finished one of each format, by format."""
    of = _of(consultation, paper, None).where(Pack.state == "ready")
    latest = of.with_only_columns(func.max(Pack.id)).group_by(Pack.format)
    found = session.scalars(select(Pack).where(Pack.id.in_(latest)))
    return {pack.format: pack for pack in found}


def anything_said(session: Session, consultation: Consultation, person_id: int) -> bool:
    """Whether a member has said, asked or supported anything that stands, or is owed anything."""
    said, asked, _, _ = contributions.figures(session, consultation, person_id)
    supports = exists().where(Support.comment_id == Comment.id, Support.person_id == person_id)
    of_it = Comment.consultation_id == consultation.id
    owed = exists().where(Commitment.consultation_id == consultation.id, Commitment.author_id == person_id)
    return bool(said or asked) or bool(session.scalar(select(or_(owed, exists().where(of_it, supports)))))


def counts(session: Session, consultation: Consultation) -> dict[int, int]:
    """How many reports were made of each member, by the member's id."""
    rows = session.execute(
        select(Pack.person_id, func.count())
        .where(Pack.consultation_id == consultation.id, Pack.paper == "report", Pack.state == "ready")
        .group_by(Pack.person_id)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}
