"""What has been said of how a version covers the statutory duties."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.store.coverage import Coverage


def of_version(session: Session, version_id: int) -> Sequence[Coverage]:
    """What is said of each duty, with its sections, in the order it was first said."""
    return session.scalars(
        select(Coverage)
        .where(Coverage.version_id == version_id)
        .options(selectinload(Coverage.sections), joinedload(Coverage.written_by))
        .order_by(Coverage.id)
    ).all()


def of_duty(session: Session, version_id: int, duty: str) -> Coverage | None:
    """What is said of one duty, locked while it is changed; None where nothing is."""
    return session.scalar(
        select(Coverage)
        .where(Coverage.version_id == version_id, Coverage.duty == duty)
        .options(selectinload(Coverage.sections))
        .with_for_update()
    )
