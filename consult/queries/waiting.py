"""What waits to be done, and whether somebody is at it: counts and times, for whoever watches over the service."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select, text
from sqlalchemy.orm import Session

from consult.store.packs import UNDER_WAY, Letter, Pack

_PAPERS = ("queued", "making", "failed")
_LETTERS = ("waiting", "failing", "given up")


@dataclass(frozen=True, slots=True)
class Waiting:
    """`papers` and `letters` are counts by state; `failing` are letters that are tried again, `given up` those that are not.

    The times are when the oldest that still waits was asked for; None where none does.
    """

    papers: Mapping[str, int]
    paper_since: datetime | None
    letters: Mapping[str, int]
    letter_since: datetime | None
    database_bytes: int


def waiting(session: Session, *, most_attempts: int) -> Waiting:
    """`most_attempts` is how often a letter is tried."""
    state = case((Letter.attempts >= most_attempts, "given up"), (Letter.failure != "", "failing"), else_="waiting")
    papers = _counted(session, select(Pack.state, func.count()).where(Pack.state.in_(_PAPERS)).group_by(Pack.state))
    letters = _counted(session, select(state, func.count()).where(Letter.sent_at.is_(None)).group_by(state))
    still_tried = Letter.sent_at.is_(None) & (Letter.attempts < most_attempts)
    return Waiting(
        papers={name: papers.get(name, 0) for name in _PAPERS},
        paper_since=session.scalar(select(func.min(Pack.requested_at)).where(Pack.state.in_(UNDER_WAY))),
        letters={name: letters.get(name, 0) for name in _LETTERS},
        letter_since=session.scalar(select(func.min(Letter.written_at)).where(still_tried)),
        database_bytes=_size(session),
    )


def _counted(session: Session, wanted: Select[str, int]) -> dict[str, int]:
    return dict(session.execute(wanted).all())


def last_sign_of_work(session: Session) -> datetime | None:
    """When a paper that is being made was last heard of: whoever makes long papers may not come to look for more work."""
    return session.scalar(select(func.max(Pack.heartbeat_at)).where(Pack.state == "making"))


def _size(session: Session) -> int:
    if session.get_bind().dialect.name == "postgresql":
        return int(session.scalar(text("select pg_database_size(current_database())")) or 0)
    pages = int(session.scalar(text("select page_count from pragma_page_count")) or 0)
    return pages * int(session.scalar(text("select page_size from pragma_page_size")) or 0)
