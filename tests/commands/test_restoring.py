"""`consult restore`: into an installation in which nothing is kept, of any kind, all of it or nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from consult.app import create_database_app
from consult.commands import migrating
from consult.config import Settings, from_environment
from consult.domain.lifecycle import Stage
from consult.store.backups import laying
from consult.store.base import db
from consult.store.opening import newest
from tests.commands import backups
from tests.commands.backups import kept, told_by
from tests.commands.conftest import Installation
from tests.databases import Databases
from tests.web.everything import everything

file, other, small = backups.file, backups.other, backups.small


def test_nothing_is_restored_over_what_is_kept(demonstration: Installation, small: bytes, file: Path) -> None:
    file.write_bytes(small)
    before = kept(demonstration)
    assert demonstration.fails("restore", str(file)) == (
        "Something is kept here already. Restore into an installation in which nothing is"
    )
    assert kept(demonstration) == before


def test_a_migrated_database_in_which_nothing_is_will_do(empty: Installation, small: bytes, file: Path) -> None:
    file.write_bytes(small)
    (empty.folder / "layouts" / "1").mkdir(parents=True)
    (empty.folder / "jobs.sqlite").touch()
    empty.does("restore", str(file))
    assert "clerk@example.org" in empty.does("users")
    assert sorted(one.name for one in empty.folder.iterdir() if "-" not in one.name) == ["consult.sqlite"]


def test_a_restore_that_breaks_off_leaves_nothing(
    demonstration: Installation, other: Installation, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demonstration.does("backup", str(file))
    other.does("migrate")
    before = kept(other)
    fill = laying._fill

    def breaking(connection: Any, backup: Any, part: Any) -> None:
        fill(connection, backup, part)
        if part.table == "response":
            raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(laying, "_fill", breaking)
        assert other.run("restore", str(file)).code == 130
    assert kept(other) == before
    other.does("restore", str(file))
    assert other.does("consultations") == demonstration.does("consultations")


def at_version(folder: Path, version: str) -> Settings:
    """An installation of an earlier program."""
    settings = from_environment({"CONSULT_INSTANCE": str(folder)})
    app = create_database_app(settings)
    with app.app_context():
        config = migrating._config(app)
        config.attributes["bare"] = True  # what watches the tables is that of the newest
        command.upgrade(config, version)
        db.engine.dispose()
    return settings


def test_one_of_an_older_program_is_brought_up_to_date(tmp_path: Path, other: Installation, file: Path) -> None:
    version = "0001"
    old = Installation(tmp_path / "old")
    at_version(old.folder, version)
    with closing(sqlite3.connect(old.folder / "consult.sqlite")) as there, there:
        there.execute("insert into body (id, name) values (7, 'Norfolk Constabulary')")
    assert old.fails("users").startswith(f"The database is at version {version} and ")
    old.does("backup", str(file))
    assert told_by(file).schema == version
    assert other.does("restore", str(file)).endswith(f"The database is at version {newest()}.\n")
    with other.stored() as session:
        assert session.execute(text("select id, name from body")).all() == [(7, "Norfolk Constabulary")]


def environment(settings: Settings, url: str = "") -> dict[str, str]:
    return {"CONSULT_DATABASE_URL": url or settings.database_url}


@pytest.fixture
def elsewhere(migrated: Databases, tmp_path: Path) -> Iterator[str]:
    """A second database of the kind that is tested."""
    folder = tmp_path / "second"
    folder.mkdir()
    url = migrated.copy(folder)
    yield url
    migrated.remove(url)


def test_it_goes_from_one_kind_of_database_to_another_and_back(
    at: Callable[..., Any], settings: Settings, elsewhere: str, other: Installation, tmp_path: Path
) -> None:
    """On PostgreSQL: from there to SQLite and to PostgreSQL again. The rows are the same at every stop, to the letter."""
    at(Stage.OPEN, everything)
    first, second, third = (tmp_path / f"{n}.backup" for n in "123")
    here = Installation(settings.instance)
    here.does("backup", str(first), **environment(settings))
    other.does("restore", str(first))
    other.does("backup", str(second))
    here.does("restore", str(second), **environment(settings, elsewhere))
    here.does("backup", str(third), **environment(settings, elsewhere))
    assert told_by(first).rows > 100
    assert rows_in(second) == rows_in(first)
    assert rows_in(third) == rows_in(first)
    there = here.does("audit", "verify", **environment(settings, elsewhere))
    assert there == here.does("audit", "verify", **environment(settings))
    assert "BROKEN" not in there
    added = here.run("clerk", "new@example.org", "--name", "New clerk", **environment(settings, elsewhere))
    assert added.code == 0, added  # numbers go on after those that were restored


def rows_in(file: Path) -> dict[str, tuple[int, str]]:
    return {part.table: (part.rows, part.sha256) for part in sorted(told_by(file).parts, key=lambda part: part.table)}
