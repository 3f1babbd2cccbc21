"""A database of any earlier version, with something in every table, is brought up to date; or left as it was, to the letter."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import current_app
from sqlalchemy import Connection, event, inspect, text

from consult.app import create_database_app
from consult.commands.migrating import bring_to, bring_up_to_date
from consult.config import Settings
from consult.store import opening, seals, words
from consult.store.base import WRITES, db
from consult.store.keys import at_rest
from tests.databases import Databases, settings_for, spare_the_disk
from tests.store.any_rows import add_rows, rows_of, tables_of

VERSIONS = opening._known()
GONE = {("person", "session_key")}
"""What a version threw away on purpose."""
CHANGED = {("pack", "state")}
"""And what it said anew: a pack that was cancelled has failed."""

Contents = dict[str, list[dict[str, Any]]]


@pytest.fixture
def earlier(migrated: Databases, tmp_path: Path) -> Iterator[Settings]:
    """An installation whose database is at no version yet."""
    url = migrated.address(tmp_path)
    migrated.renew(url)
    settings = settings_for(url, tmp_path)
    if settings.on_sqlite:
        Path(url.removeprefix("sqlite:///")).unlink()
    else:
        with at_work(settings) as connection, connection.begin():
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
            connection.execute(text(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {words.CONFIGURATION} CASCADE"))
    yield settings
    migrated.remove(url)


@contextmanager
def at_work(settings: Settings) -> Iterator[Connection]:
    """A connection that can write, within an application."""
    app = create_database_app(settings)
    with app.app_context():
        spare_the_disk(db.engine)
        try:
            with db.engine.connect().execution_options(**{WRITES: True}) as connection:
                yield connection
        finally:
            db.engine.dispose()


def bring(connection: Connection, version: str) -> None:
    """Brings the tables to a version."""
    with at_rest(connection), connection.begin():
        bring_to(current_app, version, connection, bare=True)


def fill(connection: Connection, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts something into every table, with what the program of that time laid over them."""
    with connection.begin():
        add_rows(connection, tables_of(connection), 1, seed)
        lay_as_then(connection, monkeypatch)


def lay_as_then(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that are searched and the seals, over the tables there were."""
    there = inspect(connection)
    known = {table: {column["name"] for column in there.get_columns(table)} for table in there.get_table_names()}
    with monkeypatch.context() as patched:
        kept = {table: names for table, names in words.COLUMNS.items() if set(names) <= known.get(table, set())}
        patched.setattr(words, "COLUMNS", kept)
        words.lay(connection)
    seals.lay(connection)


def contents(connection: Connection) -> Contents:
    """All there is."""
    with connection.begin():
        return rows_of(connection)


def state(connection: Connection) -> tuple[Contents, list[str]]:
    """All there is, and every table, column, constraint, index and trigger as the database says it."""
    found = contents(connection)
    with connection.begin():
        asked = ON_SQLITE if connection.dialect.name == "sqlite" else ON_POSTGRESQL
        return found, sorted(str(row) for one in asked for row in connection.execute(text(one)))


ON_SQLITE = ("SELECT type, name, tbl_name, sql FROM sqlite_master",)
ON_POSTGRESQL = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
    " WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
)


def lost(before: Contents, after: Contents) -> list[str]:
    """Rows, and parts of rows, that are not there any more."""
    return [
        f"{table}: {row}"
        for table, rows in before.items()
        for row in rows
        if not any(_holds(one, row, table) for one in after.get(table, []))
    ]


def _holds(one: dict[str, Any], row: dict[str, Any], table: str) -> bool:
    return all(name in one and one[name] == value for name, value in row.items() if (table, name) not in GONE | CHANGED)


def test_whatever_was_stored_at_each_earlier_version_is_there(
    earlier: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One database lives through all versions, and is used at each; a version that fails on the way changes nothing."""
    with at_work(earlier) as connection:
        before: Contents = {}
        for version in VERSIONS[:-1]:
            if before:
                ensure_a_failure_changes_nothing(connection, version)
            bring(connection, version)
            assert lost(before, contents(connection)) == [], version
            fill(connection, int(version), monkeypatch)
            before = contents(connection)
            assert all(before.values()), version
        ensure_a_failure_changes_nothing(connection, VERSIONS[-1])
    ensure_it_is_brought_up_to_date(earlier, before)


def test_the_first_version_is_brought_up_to_date_at_once(earlier: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_work(earlier) as connection:
        bring(connection, VERSIONS[0])
        fill(connection, 1, monkeypatch)
        before = contents(connection)
    ensure_it_is_brought_up_to_date(earlier, before)


def ensure_it_is_brought_up_to_date(settings: Settings, before: Contents) -> None:
    assert bring_up_to_date(settings)
    assert not bring_up_to_date(settings)
    with at_work(settings) as connection:
        assert lost(before, contents(connection)) == []
        with connection.begin():
            opening.ensure_current(connection)
            assert searched(connection) == sorted(words.name_of(table) for table in (*words.COLUMNS, "question"))
            assert sealed(connection)
            if settings.on_sqlite:
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


class Broken(Exception):
    """What goes wrong in a test."""


@contextmanager
def after_statements(connection: Connection, count: int, then: Callable[[], None]) -> Iterator[list[str]]:
    """Does something after so many statements that change the database; gives those there were."""
    said: list[str] = []

    def executed(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            said.append(statement)
            if len(said) == count:
                then()

    event.listen(connection.engine, "after_cursor_execute", executed)
    try:
        yield said
    finally:
        event.remove(connection.engine, "after_cursor_execute", executed)


def fail() -> None:
    raise Broken


def ensure_a_failure_changes_nothing(connection: Connection, version: str) -> None:
    """Half-way through, and at the very end."""
    before = state(connection)
    with after_statements(connection, 0, fail) as said, at_rest(connection), connection.begin() as transaction:
        bring_to(current_app, version, connection, bare=True)
        transaction.rollback()
    assert state(connection) == before, f"{version} undone at its end"
    half = max(1, len(said) // 2)
    with after_statements(connection, half, fail), pytest.raises(Broken):
        bring(connection, version)
    assert state(connection) == before, f"{version} undone after {said[half - 1]}"


def in_a_process(work: Callable[[], object]) -> int:
    """The id of a process of its own that does it."""
    pid = os.fork()
    if not pid:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return pid


def ended(pid: int) -> int:
    """How it ended: 0, or 1, or the signal as a negative number."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_migration_that_is_killed_changes_nothing(earlier: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_work(earlier) as connection:
        bring(connection, VERSIONS[0])
        fill(connection, 1, monkeypatch)
        before = state(connection)

    def migrate_and_be_killed() -> None:
        with (
            at_work(earlier) as connection,
            after_statements(connection, 60, lambda: os.kill(os.getpid(), signal.SIGKILL)),
        ):
            bring(connection, VERSIONS[-1])

    assert ended(in_a_process(migrate_and_be_killed)) == -signal.SIGKILL
    with at_work(earlier) as connection:
        assert state(connection) == before
    ensure_it_is_brought_up_to_date(earlier, before[0])


def test_two_who_migrate_at_once_do_it_once(earlier: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with at_work(earlier) as connection:
        bring(connection, VERSIONS[2])
        fill(connection, 1, monkeypatch)
        before = contents(connection)
    both = [in_a_process(lambda: bring_up_to_date(earlier)) for _ in range(2)]
    assert [ended(one) for one in both] == [0, 0]
    with at_work(earlier) as connection:
        assert lost(before, contents(connection)) == []


def searched(connection: Connection) -> list[str]:
    """The indexes of words there are, each with something in it."""
    return sorted(
        name
        for name in map(words.name_of, (*words.COLUMNS, "question"))
        if connection.scalar(text(f"SELECT count(*) FROM {name}"))
        or not connection.scalar(text(f"SELECT count(*) FROM {name.removeprefix('words_of_')}"))
    )


def sealed(connection: Connection) -> bool:
    of = "sqlite_master" if connection.dialect.name == "sqlite" else "pg_trigger"
    column = "name" if of == "sqlite_master" else "tgname"
    found = connection.scalars(text(f"SELECT {column} FROM {of} WHERE {column} LIKE 'seal_%'")).all()
    return {name for name, *_ in seals._rules("")} <= set(found)
