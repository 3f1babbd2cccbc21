"""The database opened without the web, for commands; and whether its tables are those this program knows."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.orm import Session

from consult.config import Settings
from consult.resources import MIGRATIONS
from consult.store import models  # noqa: F401  (so that every table is known)
from consult.store.base import begin_writing, prepare_sqlite


class NotMigrated(Exception):
    """The tables are not those this program knows; the message says what to do."""


class MadeByNewer(NotMigrated):
    """They are those of a later program."""


def engine_options(settings: Settings) -> dict[str, Any]:
    """How an engine is made, for the web and for commands: what people wrote stays out of error messages and logs."""
    return {"hide_parameters": True, "pool_pre_ping": not settings.on_sqlite}


@contextmanager
def opened(settings: Settings, *, writes: bool = False) -> Iterator[Session]:
    """A session in one transaction: committed at the end where it `writes`, undone where an exception leaves the block.

    Raises NotMigrated, and sqlalchemy's DBAPIError where the database cannot be reached or is locked.
    """
    engine = create_engine(settings.database_url, **engine_options(settings))
    if settings.on_sqlite:
        _ensure_file(engine.url.database)
        prepare_sqlite(engine)
    try:
        with engine.connect() as connection:
            ensure_current(connection)
        with Session(engine) as session:
            if writes:
                begin_writing(session)
            yield session
            if writes:
                session.commit()
    finally:
        engine.dispose()


def ensure_current(connection: Connection) -> None:
    """Raises NotMigrated where there are no tables, or those of an earlier or a later program."""
    found = version(connection)
    if found is None:
        raise NotMigrated("The database has no tables yet. Run: consult migrate")
    if found not in _known():
        raise MadeByNewer(f"The database is at version {found}, which a newer consult made. Install that consult")
    if found != newest():
        raise NotMigrated(f"The database is at version {found} and {newest()} is needed. Run: consult migrate")


def version(connection: Connection) -> str | None:
    """The migration the database is at; None where there has been none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("select version_num from alembic_version"))
    return found


def newest() -> str:
    """The latest migration: their files begin with their numbers."""
    return _known()[-1]


def _known() -> list[str]:
    return sorted(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def _ensure_file(path: str | None) -> None:
    """SQLite would make a file by looking for it."""
    if path and not Path(path).exists():
        raise NotMigrated(f"There is no database at {path} yet. Run: consult migrate")
