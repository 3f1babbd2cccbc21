"""The database opened without the web, for commands; and whether its tables are those this program knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.orm import Session

from consult.config import Settings
from consult.resources import MIGRATIONS
from consult.store import models  # noqa: F401  (so that every table is known)
from consult.store.base import begin_writing, prepare_sqlite

CONNECT_SECONDS = 10
"""How long a PostgreSQL that does not answer is waited for."""


class NotMigrated(Exception):
    """The tables are not those this program knows; the message says what to do."""


class MadeByNewer(NotMigrated):
    """They are those of a later program."""


def engine_options(settings: Settings) -> dict[str, Any]:
    """How an engine is made, for the web and for commands: what people wrote stays out of error messages and logs."""
    waits: dict[str, Any] = {} if settings.on_sqlite else {"connect_args": {"connect_timeout": CONNECT_SECONDS}}
    return {"hide_parameters": True, "pool_pre_ping": not settings.on_sqlite, **waits}


@contextmanager
def opened(settings: Settings, *, writes: bool = False) -> Iterator[Session]:
    """A session in one transaction: committed at the end where it `writes`, undone where an exception leaves the block.

    Raises NotMigrated, and sqlalchemy's DBAPIError where the database cannot be reached or is locked.
    """
    with _engine(settings) as engine:
        with engine.connect() as connection:
            ensure_current(connection)
        with Session(engine) as session:
            if writes:
                begin_writing(session)
            yield session
            if writes:
                session.commit()


@contextmanager
def at_one_moment(settings: Settings) -> Iterator[tuple[Connection, str]]:
    """A connection that reads the database as it is now, however long that takes, and the version its tables are at.

    That can be an earlier one. Raises NotMigrated where there are no tables, or those of a later program.
    """
    with _engine(settings) as engine:
        options: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with engine.connect().execution_options(**{} if settings.on_sqlite else options) as connection:
            yield connection, _known_version(connection)


@contextmanager
def _engine(settings: Settings) -> Iterator[Engine]:
    engine = create_engine(settings.database_url, **engine_options(settings))
    if settings.on_sqlite:
        _ensure_file(engine.url.database)
        prepare_sqlite(engine)
    try:
        yield engine
    finally:
        engine.dispose()


def ensure_current(connection: Connection) -> None:
    """Raises NotMigrated where there are no tables, or those of an earlier or a later program."""
    found = _known_version(connection)
    if found != newest():
        raise NotMigrated(f"The database is at version {found} and {newest()} is needed. Run: consult migrate")


def version(connection: Connection) -> str | None:
    """The migration the database is at; None where there has been none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("select version_num from alembic_version"))
    return found


def _known_version(connection: Connection) -> str:
    found = version(connection)
    if found is None:
        raise NotMigrated("The database has no tables yet. Run: consult migrate")
    if not is_known(found):
        raise MadeByNewer(f"The database is at version {found}, which a newer consult made. Install that consult")
    return found


def is_known(found: str) -> bool:
    """False of the version of a later program."""
    return found in _known()


def newest() -> str:
    """The latest migration: their files begin with their numbers."""
    return _known()[-1]


def _known() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _ensure_file(path: str | None) -> None:
    """SQLite would make a file by looking for it."""
    if path and not Path(path).exists():
        raise NotMigrated(f"There is no database at {path} yet. Run: consult migrate")
