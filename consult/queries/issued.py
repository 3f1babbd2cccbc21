"""Packs that were issued, and where the record stood."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload, undefer

from consult.domain.refusals import NotFound
from consult.store.audit import AuditEntry
from consult.store.consultations import Consultation
from consult.store.packs import Issue, Pack


def every(session: Session, consultation: Consultation) -> Sequence[Issue]:
    """All that were begun, the latest number first, with their files but without the bytes."""
    return session.scalars(
        select(Issue)
        .where(Issue.consultation_id == consultation.id)
        .options(selectinload(Issue.files))
        .order_by(Issue.number.desc())
    ).all()


def published(session: Session, consultation: Consultation) -> list[Issue]:
    """Those that stand, for everybody in the consultation, the latest first."""
    return [one for one in every(session, consultation) if one.state == "issued" and one.withdrawn_at is None]


def by_number(session: Session, consultation: Consultation, number: int) -> Issue:
    """One, with its files; raises NotFound."""
    found = session.scalar(
        select(Issue)
        .where(Issue.consultation_id == consultation.id, Issue.number == number)
        .options(selectinload(Issue.files))
    )
    if found is None:
        raise NotFound
    return found


def files_of(session: Session, issue: Issue) -> Sequence[Pack]:
    """The files of one, the earliest first, without their bytes."""
    return session.scalars(select(Pack).where(Pack.issue_id == issue.id).order_by(Pack.id)).all()


def contents_of(session: Session, consultation_id: int, number: int) -> dict[str, dict[str, Any]]:
    """The manifests of one that was issued, as JSON, by its parts."""
    held = session.scalar(
        select(Issue.contents).where(
            Issue.consultation_id == consultation_id, Issue.number == number, Issue.state == "issued"
        )
    )
    return held or {}


def latest(session: Session, consultation: Consultation) -> Issue | None:
    """The one with the highest number, however far it has come."""
    return session.scalar(
        select(Issue).where(Issue.consultation_id == consultation.id).order_by(Issue.number.desc()).limit(1)
    )


def latest_standing(session: Session, consultation: Consultation) -> Issue | None:
    """The latest that is published: what a supplementary pack adds to."""
    return session.scalar(select(Issue).where(*_standing(consultation)).order_by(Issue.number.desc()).limit(1))


def standing(session: Session, consultation: Consultation, *, since: datetime) -> Sequence[Issue]:
    """Those published that were gathered from then on, with their manifests."""
    return session.scalars(
        select(Issue)
        .where(*_standing(consultation), Issue.gathered_at >= since)
        .options(undefer(Issue.contents))
        .order_by(Issue.number)
    ).all()


def _standing(consultation: Consultation) -> tuple[ColumnElement[bool], ...]:
    return (
        Issue.consultation_id == consultation.id,
        Issue.state == "issued",
        Issue.withdrawn_at.is_(None),
    )


def withdrawn_at(session: Session, consultation: Consultation, moment: datetime) -> list[int]:
    """The numbers of those withdrawn at that very moment: what an act has taken back."""
    return list(
        session.scalars(
            select(Issue.number)
            .where(Issue.consultation_id == consultation.id, Issue.withdrawn_at == moment)
            .order_by(Issue.number)
        )
    )


def chain_end(session: Session, consultation_id: int) -> tuple[int, str]:
    """The last entry of a consultation's audit chain: its sequence number and its digest."""
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.digest)
        .where(AuditEntry.chain == consultation_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    return (last.sequence, last.digest) if last else (0, "")
