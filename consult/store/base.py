"""The database: one declarative base, one session, times that are always aware and in UTC."""

from datetime import UTC, datetime
from time import monotonic
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, MetaData, event
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session, registry
from sqlalchemy.types import TypeDecorator

from consult.store.turns import Turns, turns_at

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment. Naive values are refused on the way in; what comes out is aware, in UTC, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuses a time whose zone nobody said."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite gives the zone away; it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table shares."""

    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UTCDateTime()})


db = SQLAlchemy(model_class=Base)

WRITES = "consult_writes"
"""Execution option: this transaction is going to write, so SQLite takes its write lock at the start and cannot deadlock later."""

PATIENCE = "consult_patience"
"""Execution option: how many seconds this transaction waits for its turn to write, where SQLite's other writers take longer."""

BUSY_SECONDS = 15

UNAVAILABLE = (OperationalError, InterfaceError, InternalError, NoConnectionFree)
"""What is raised where the database cannot be used for the moment: it is locked, full, read-only, down, has no connection
free, or asks for the same again (a deadlock). What was begun is undone, and may be tried again.
"""


def prepare_sqlite(engine: Engine) -> None:
    """Foreign keys, a journal that lets readers and a writer work side by side, and transactions that begin when we say so."""

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={BUSY_SECONDS * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        if options.get(WRITES):
            patience = options.get(PATIENCE)
            _begin_writing(connection, BUSY_SECONDS if patience is None else patience)
        else:
            connection.exec_driver_sql("BEGIN")

    @event.listens_for(engine, "checkin")
    def _checkin(_connection: Any, record: Any) -> None:
        turn: Turns | None = record.record_info.pop(_TURN, None)
        if turn is not None:
            turn.give_back()


_TURN = "consult_turn"


def _begin_writing(connection: Any, seconds: float) -> None:
    """Waits in the queue, then for SQLite's own lock, together that long."""
    until = monotonic() + seconds
    turns, bare = turns_at(str(connection.engine.url.database)), connection.connection.driver_connection
    kept = (
        connection.connection.record_info
    )  # until the connection goes back, whatever number of transactions it is used for
    if _TURN not in kept and turns.take(seconds):
        kept[_TURN] = turns
    before = bare.execute("PRAGMA busy_timeout").fetchone()[0]
    bare.execute(f"PRAGMA busy_timeout={round(max(0, until - monotonic()) * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        bare.execute(f"PRAGMA busy_timeout={before}")


def begin_writing(session: Session, *, patience: float | None = None) -> None:
    """Starts the session's transaction as one that writes. To be called before its first statement.

    `patience` is how many seconds it waits for other writers, where that is fewer than usual: on PostgreSQL for each thing
    that another has locked. Raises one of UNAVAILABLE.
    """
    connection = session.connection(execution_options={WRITES: True, PATIENCE: patience})
    if connection.dialect.name == "postgresql":
        bare: Any = connection.connection.driver_connection
        bare.execute(f"SET LOCAL lock_timeout = {round(1000 * (BUSY_SECONDS if patience is None else patience))}")


def begin_reading(session: Session) -> None:
    """Starts a transaction that sees one moment, however many statements read it. To be called before its first statement.

    SQLite's transactions do so anyway; PostgreSQL's see what others commit between their statements unless told.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
