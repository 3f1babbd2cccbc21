"""Databases for tests: one is migrated once, and every test works on a copy of its own.

SQLite files by default. CONSULT_TEST_DATABASE=postgresql starts a PostgreSQL of our own for the tests;
CONSULT_TEST_DATABASE_URL names one that runs already, on which we may create databases.
"""

import os
import shutil
import sqlite3
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import flask_migrate
import psycopg
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url

from consult.app import create_app
from consult.config import Settings
from consult.store.base import db, prepare_sqlite

ON_POSTGRESQL = bool(os.environ.get("CONSULT_TEST_DATABASE_URL")) or (
    os.environ.get("CONSULT_TEST_DATABASE", "sqlite") == "postgresql"
)
"""Whether the environment asks for it."""

SECRET = "kR7-vq0_Zs3n-Uw9x_Lb2t-Yc5p_Hd8g"


def settings_for(url: str, folder: Path) -> Settings:
    """An installation that keeps its files in `folder` and its letters in memory."""
    return Settings(
        instance=folder,
        database_url=url,
        secret_key=SECRET,
        mail_url="locmem:",
        public_url="http://127.0.0.1:8000",
        timezone=ZoneInfo("Europe/London"),
    )


def migrate(url: str, folder: Path) -> None:
    """Brings an empty database to the newest version, as `consult migrate` does."""
    app = create_app(settings_for(url, folder))
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()


def engine_for(settings: Settings) -> Engine:
    """A way of one's own to an installation's database."""
    made = create_engine(settings.database_url)
    if settings.on_sqlite:
        prepare_sqlite(made)
    spare_the_disk(made)
    return made


def spare_the_disk(engine: Engine) -> None:
    """Has SQLite go on without waiting for the disk: nobody pulls the plug during a test."""
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _record: Any) -> None:
            connection.execute("PRAGMA synchronous=OFF")


class Databases(ABC):
    """Hands out migrated, empty databases."""

    @abstractmethod
    def address(self, folder: Path) -> str:
        """The address for a database nobody else uses; there is none yet."""

    @abstractmethod
    def renew(self, url: str) -> None:
        """Puts a migrated, empty database there."""

    @abstractmethod
    def remove(self, url: str) -> None:
        """Takes it away again."""

    @abstractmethod
    def keep(self, name: Hashable, url: str) -> None:
        """Keeps what the database holds now."""

    @abstractmethod
    def bring_back(self, name: Hashable, url: str) -> bool:
        """Puts what was kept under that name into the database; False where it cannot be had back."""

    def copy(self, folder: Path) -> str:
        """The address of a migrated, empty database nobody else uses."""
        url = self.address(folder)
        self.renew(url)
        return url


class SqliteDatabases(Databases):
    """Files, copied."""

    def __init__(self, folder: Path) -> None:
        self.original = folder / "original.sqlite"
        migrate(f"sqlite:///{self.original}", folder)
        self.kept: dict[Hashable, sqlite3.Connection] = {}

    def address(self, folder: Path) -> str:
        return f"sqlite:///{folder / 'consult.sqlite'}"

    def renew(self, url: str) -> None:
        shutil.copyfile(self.original, _path(url))

    def remove(self, url: str) -> None:
        """The folder goes as a whole."""

    def keep(self, name: Hashable, url: str) -> None:
        self.kept[name] = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(_path(url))) as current:
            current.backup(self.kept[name])

    def bring_back(self, name: Hashable, url: str) -> bool:
        with closing(sqlite3.connect(_path(url))) as current:
            self.kept[name].backup(current)
        return True


def _path(url: str) -> str:
    return url.removeprefix("sqlite:///")


_EMPTY = """
SET session_replication_role = replica;  -- no triggers and no foreign keys meanwhile
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle';
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT format('%I', tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP EXECUTE 'DELETE FROM ' || one; END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""
"""Takes every row away: in a tenth of the time that a new database takes. Who has been left in a transaction is put out."""

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"


class PostgresqlDatabases(Databases):
    """Databases made from a template on one server, emptied and filled again by rows."""

    def __init__(self, server: URL, folder: Path, worker: str) -> None:
        self.server = server.set(drivername="postgresql+psycopg")
        self.original = f"consult_test_{worker}"
        self.made: list[str] = []
        self.there: set[str] = set()
        self.kept: dict[Hashable, tuple[dict[str, bytes], list[tuple[str, int]]]] = {}
        self._run(f"DROP DATABASE IF EXISTS {self.original}", f"CREATE DATABASE {self.original}")
        migrate(self._url(self.original), folder)

    def address(self, folder: Path) -> str:
        self.made.append(f"{self.original}_{len(self.made) + 1}")
        return self._url(self.made[-1])

    def renew(self, url: str) -> None:
        name = make_url(url).database
        if url in self.there:
            with self._connected(url) as connection:
                connection.execute(_EMPTY)
        else:
            self._run(
                f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name} TEMPLATE {self.original}"
            )
            self.there.add(url)

    def remove(self, url: str) -> None:
        self.there.discard(url)
        self._run(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def keep(self, name: Hashable, url: str) -> None:
        with self._connected(url) as connection:
            rows = {one: _rows(connection, one) for (one,) in connection.execute(_TABLES).fetchall()}
            numbers = connection.execute(_SEQUENCES).fetchall()
        self.kept[name] = {one: data for one, data in rows.items() if data}, numbers

    def bring_back(self, name: Hashable, url: str) -> bool:
        rows, numbers = self.kept[name]
        with self._connected(url) as connection:
            connection.execute(_EMPTY)
            for one, data in rows.items():
                with connection.cursor().copy(f'COPY "{one}" FROM STDIN') as copy:
                    copy.write(data)
            for sequence, value in numbers:
                connection.execute("SELECT setval(format('%%I', %s::text)::regclass, %s)", (sequence, value))
        return True

    def clear_up(self) -> None:
        """Leaves the server as it was."""
        for name in (*self.made, self.original):
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _connected(self, url: str) -> "psycopg.Connection[Any]":
        return psycopg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))

    def _url(self, name: str) -> str:
        return self.server.set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        engine = create_engine(self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()


def _rows(connection: "psycopg.Connection[Any]", table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(copy)


@contextmanager
def postgresql_server() -> Iterator[URL]:
    """A PostgreSQL of a run's own, which its processes share, in a folder that other runs do not tidy away.

    What it holds need not outlast the run, so that it waits for no disk. The last process to leave it removes it.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # it wants a folder to keep itself in
        import pgserver  # a whole PostgreSQL: loaded only where it is asked for

        run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
        server = pgserver.get_server(Path(tempfile.gettempdir()) / f"consult-pg-{run[:12]}", cleanup_mode="delete")
    url = make_url(server.get_uri())
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield url
    finally:
        server.cleanup()


@contextmanager
def databases(folder: Path, worker: str) -> Iterator[Databases]:
    """Those the environment asks for."""
    url = os.environ.get("CONSULT_TEST_DATABASE_URL")
    if url:
        made = PostgresqlDatabases(make_url(url), folder, worker)
        yield made
        made.clear_up()
    elif ON_POSTGRESQL:
        with postgresql_server() as server:
            yield PostgresqlDatabases(server, folder, worker)
    else:
        yield SqliteDatabases(folder)
