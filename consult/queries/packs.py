"""The digests that were asked for."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from consult.domain.refusals import NotFound
from consult.store.consultations import Consultation
from consult.store.packs import Pack


def of_consultation(session: Session, consultation: Consultation, most: int = 20) -> Sequence[Pack]:
    """The latest ones, newest first, without their bytes."""
    return session.scalars(
        select(Pack).where(Pack.consultation_id == consultation.id).order_by(Pack.id.desc()).limit(most)
    ).all()


def by_id(session: Session, consultation: Consultation, pack_id: int, *, whole: bool = False) -> Pack:
    """One pack, with its bytes where `whole`; raises NotFound."""
    query = select(Pack).where(Pack.consultation_id == consultation.id, Pack.id == pack_id)
    found = session.scalar(query.options(undefer(Pack.data)) if whole else query)
    if found is None:
        raise NotFound
    return found
