"""Making a pack that was asked for: claimed, gathered, rendered, kept. The row tells how far it has come."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consult.actions import packs as actions
from consult.domain.refusals import Refused
from consult.pack import formats
from consult.pack.gather import gather
from consult.pack.pdf import RenderFailed
from consult.queries import consultations
from consult.store.base import begin_writing
from consult.store.packs import Pack

GIVEN_UP_AFTER = timedelta(minutes=2)
"""A job that has not been heard of for so long has died, and is taken up again."""

_log = structlog.get_logger()


def waiting(session: Session, *, now: datetime) -> Sequence[int]:
    """The ids of packs nobody is at."""
    silent = or_(Pack.heartbeat_at.is_(None), Pack.heartbeat_at < now - GIVEN_UP_AFTER)
    found = session.scalars(select(Pack.id).where(Pack.state.in_(("queued", "making")), silent).order_by(Pack.id)).all()
    session.rollback()
    return found


def make(session: Session, pack_id: int, *, clock: Callable[[], datetime], timezone: ZoneInfo) -> None:
    """Makes one pack; does nothing where another is at it. A failure is written into the row, for the clerk to read."""
    begin_writing(session)
    pack = actions.claim(session, pack_id, silent_since=clock() - GIVEN_UP_AFTER, now=clock())
    if pack is None:
        session.rollback()
        return
    consultation_id, kind, requested_at = pack.consultation_id, pack.format, pack.requested_at
    session.commit()

    def progress(words: str) -> None:
        begin_writing(session)
        actions.report(session, pack_id, words, now=clock())
        session.commit()

    try:
        progress("Gathering comments, questions and answers")
        consultation = consultations.by_id(session, consultation_id)
        digest = gather(session, consultation, made_at=requested_at, timezone=timezone)
        session.rollback()  # nothing is held while the pages are set
        data = formats.render_as(digest, kind, progress=progress)
    except (Refused, RenderFailed) as error:
        _finish(session, pack_id, failure=error.reason, now=clock())
    except Exception:
        _log.exception("pack_failed", pack=pack_id)
        _finish(
            session, pack_id, failure="The pack could not be made. The fault has been logged; try again.", now=clock()
        )
    else:
        _finish(session, pack_id, data=data, now=clock())


def _finish(session: Session, pack_id: int, *, now: datetime, data: bytes | None = None, failure: str = "") -> None:
    session.rollback()
    begin_writing(session)
    actions.finish(session, pack_id, data=data, failure=failure, now=now)
    session.commit()
