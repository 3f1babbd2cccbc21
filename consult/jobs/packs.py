"""Making a pack that was asked for: claimed, gathered, rendered, kept. The row tells how far it has come."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consult.actions import packs as actions
from consult.domain.refusals import Refused
from consult.pack import formats
from consult.pack.press import RenderFailed
from consult.queries import consultations
from consult.store.base import begin_reading, begin_writing
from consult.store.packs import Pack

GIVEN_UP_AFTER = timedelta(minutes=2)
"""A job that has not been heard of for so long has died, and is taken up again."""

MOST_ATTEMPTS = 3
"""A pack that has ended its maker so often is not tried again by itself."""

_HEARD_EVERY = timedelta(seconds=1)

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
    at_work = _AtWork(session, pack_id, pack.attempts, clock)
    consultation_id, kind = pack.consultation_id, pack.format
    session.commit()
    if at_work.attempt > MOST_ATTEMPTS:
        at_work.finish(failure=f"Making it was broken off {MOST_ATTEMPTS} times. Tell those who run this service.")
        return
    try:
        data = _made(at_work, consultation_id, kind, timezone)
    except (Refused, RenderFailed) as error:
        at_work.finish(failure=str(error))
    except Exception:
        _log.exception("pack_failed", pack=pack_id)
        at_work.finish(failure="The digest could not be made. The fault has been logged; try again.")
    else:
        at_work.finish(data=data)


def _made(at_work: "_AtWork", consultation_id: int, kind: str, timezone: ZoneInfo) -> bytes:
    session = at_work.session
    at_work.say("Gathering comments, questions and answers")
    begin_reading(session)
    consultation = consultations.by_id(session, consultation_id)
    held = formats.contents(session, consultation, kind, made_at=at_work.clock(), timezone=timezone)
    session.rollback()  # nothing is held while the pages are set
    return formats.render_as(held, kind, progress=at_work.hear)


@dataclass(slots=True)
class _AtWork:
    """One attempt at a pack, writing into its row in transactions of its own."""

    session: Session
    pack_id: int
    attempt: int
    clock: Callable[[], datetime]
    heard_at: datetime | None = None

    def hear(self, step: str) -> None:
        """A step of the renderer's: passed on once a second, since each news is a write to the disk."""
        if self.heard_at is None or self.clock() - self.heard_at >= _HEARD_EVERY:
            self.say(in_words(step))

    def say(self, words: str) -> None:
        """How far it has come."""
        self.heard_at = self.clock()
        begin_writing(self.session)
        actions.report(self.session, self.pack_id, words, attempt=self.attempt, now=self.heard_at)
        self.session.commit()

    def finish(self, *, data: bytes | None = None, failure: str = "") -> None:
        """The end of it, whatever the state the session was left in."""
        self.session.rollback()
        begin_writing(self.session)
        actions.finish(self.session, self.pack_id, attempt=self.attempt, data=data, failure=failure, now=self.clock())
        self.session.commit()


def in_words(step: str) -> str:
    """A step of WeasyPrint ("Step 5 - Creating layout - Page 12") as a clerk reads it ("Setting page 12")."""
    number = re.match(r"Step (\d+)", step)
    page = re.search(r"Page (\d+)", step)
    if page:
        return f"{'Checking' if 'up-to-date' in step else 'Setting'} page {page[1]}"
    return "Writing the PDF" if number and int(number[1]) >= 6 else "Preparing the pages"
