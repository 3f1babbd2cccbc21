"""`consult migrate`, and how commands tell a database that is not as they need it."""

import pytest
from sqlalchemy import text

from consult.store import opening
from consult.store.opening import newest
from tests.commands.conftest import Installation


def test_tables_are_made_once(bare: Installation) -> None:
    assert bare.does("migrate") == f"The database is now at version {newest()}.\n"
    assert bare.does("migrate") == f"The database is at version {newest()}.\n"


def test_the_migrations_make_what_the_models_say_without_touching_the_operators_database(bare: Installation) -> None:
    assert bare.does("migrate", "--check") == "The migrations make exactly the tables the program knows.\n"
    assert not bare.folder.exists()


def test_the_check_bites(bare: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy import Column, Integer

    from consult.store.base import Base

    extra = Column("unmigrated", Integer)
    table = Base.metadata.tables["body"]
    table.append_column(extra)
    try:
        line = bare.fails("migrate", "--check")
    finally:
        table._columns.remove(extra)  # type: ignore[attr-defined]
    assert line.startswith("The migrations do not make the tables the program knows.")
    assert "unmigrated" in line


def test_a_database_that_is_not_there_is_not_made_by_looking(bare: Installation) -> None:
    file = bare.folder / "consult.sqlite"
    assert bare.fails("users") == f"There is no database at {file} yet. Run: consult migrate"
    assert not bare.folder.exists()


def test_an_empty_database_wants_migrating(bare: Installation) -> None:
    bare.folder.mkdir()
    (bare.folder / "consult.sqlite").touch()
    assert bare.fails("users") == "The database has no tables yet. Run: consult migrate"


def test_a_database_of_a_newer_program_is_left_alone(empty: Installation) -> None:
    with empty.stored(writes=True) as session:
        session.execute(text("update alembic_version set version_num = '9999'"))
    line = "The database is at version 9999, which a newer consult made. Install that consult"
    assert empty.fails("users") == line
    assert empty.fails("migrate") == line


def test_a_database_of_an_older_program_wants_migrating(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    found = newest()
    monkeypatch.setattr(opening, "_known", lambda: [found, "9999"])
    assert empty.fails("users") == f"The database is at version {found} and 9999 is needed. Run: consult migrate"


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nonsense", "CONSULT_DATABASE_URL is not an address: write postgresql://user@host/name"),
        (
            "postgresql://user:secret@127.0.0.1:1/none",
            'The database (127.0.0.1:1/none) cannot be used: connection failed: connection to server at "127.0.0.1", '
            "port 1 failed: Connection refused",
        ),
    ],
)
def test_a_database_that_cannot_be_reached_is_named_without_its_password(
    bare: Installation, url: str, line: str
) -> None:
    assert bare.fails("users", CONSULT_DATABASE_URL=url) == line
    assert bare.fails("migrate", CONSULT_DATABASE_URL=url) == line


def test_a_file_that_is_no_database_is_named(bare: Installation) -> None:
    bare.folder.mkdir()
    file = bare.folder / "consult.sqlite"
    file.write_text("not a database, but long enough to be taken for one at first sight" * 20)
    assert bare.fails("users") == f"The database (sqlite:///{file}) cannot be used: file is not a database"


def test_a_locked_database_is_said_to_be_locked(empty: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consult.store.base.BUSY_SECONDS", 0)
    with empty.stored(writes=True):
        line = empty.fails("clerk", "clerk@example.org", "--name", "Clerk")
    assert line == "The database is locked: another program is writing to it. Try again in a minute"
