"""What tests begin with: played once in a process, through the actions as ever, and copied for every test after the first."""

import io
import pickle
from collections.abc import Callable, Hashable
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from consult.store.audit import AuditEntry
from consult.store.base import Base
from tests.databases import Databases


class Scenes:
    """The scenes a process has played: what is in the database after each, and what playing it returned."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self.kept: dict[Hashable, bytes] = {}

    def set(self, name: Hashable, play: Callable[[], Any], session: Session, clock: Any, url: str) -> Any:
        """What `play` returns, and the database as it leaves it, committed.

        `name` must say what is played. A database in which something has been done already is played on, not copied over.
        """
        if session.in_transaction() or not _untouched(session):
            return _committed(session, play())
        if name in self.kept and self.databases.bring_back(name, url):
            return _committed(session, _Thawing(self.kept[name], session, clock).load())
        found = _committed(session, play())
        self.kept[name] = _frozen(found, session, clock)
        self.databases.keep(name, url)
        session.commit()
        return found


def _untouched(session: Session) -> bool:
    entry = session.scalar(select(AuditEntry.chain).limit(1))
    session.rollback()
    return entry is None


def _committed(session: Session, found: Any) -> Any:
    session.commit()
    return found


def _frozen(found: Any, session: Session, clock: Any) -> bytes:
    file = io.BytesIO()
    _Freezing(file, session, clock).dump(found)
    return file.getvalue()


class _Freezing(pickle.Pickler):
    """Rows are named by their keys, to be found again in the copy; the session and the clock are those of each test."""

    def __init__(self, file: io.BytesIO, session: Session, clock: Any) -> None:
        super().__init__(file)
        self.session, self.clock = session, clock

    def persistent_id(self, value: Any) -> Any:
        if isinstance(value, Base):
            return type(value), inspect(value).identity
        if value is self.session:
            return "session", None
        return ("clock", value.now) if value is self.clock else None


class _Thawing(pickle.Unpickler):
    def __init__(self, kept: bytes, session: Session, clock: Any) -> None:
        super().__init__(io.BytesIO(kept))
        self.session, self.clock = session, clock

    def persistent_load(self, named: Any) -> Any:
        kind, key = named
        if kind == "clock":
            self.clock.now = key
            return self.clock
        return self.session if kind == "session" else self.session.get_one(kind, key)
