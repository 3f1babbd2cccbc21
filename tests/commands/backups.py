"""What the tests of backups share."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from consult.store.backups import container
from consult.store.backups.manifest import Manifest
from tests.commands.conftest import Installation

NAME = "20260310.backup"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a backup is to be."""
    return tmp_path / NAME


@pytest.fixture
def other(tmp_path: Path) -> Installation:
    """Another machine, on which nothing has been done."""
    return Installation(tmp_path / "other")


@pytest.fixture(scope="session")
def small(migrated_once: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of an installation that has a clerk."""
    folder = tmp_path_factory.mktemp("small")
    installation = Installation(Path(shutil.copytree(migrated_once, folder / "instance")))
    installation.does("clerk", "clerk@example.org", "--name", "Clerk")
    installation.does("backup", str(folder / NAME))
    return (folder / NAME).read_bytes()


def kept(installation: Installation) -> dict[str, list[Any]]:
    """Every row of every table as SQLite has it, with the type of each value; the index of words too."""
    with closing(sqlite3.connect(installation.folder / "consult.sqlite")) as there:
        names = [name for (name,) in there.execute("select name from sqlite_master where type = 'table' order by name")]
        found = {}
        for name in names:
            columns = sorted(row[1] for row in there.execute(f'pragma table_info("{name}")'))
            each = ", ".join(f'"{one}", typeof("{one}")' for one in columns)
            found[name] = sorted(there.execute(f'select {each} from "{name}"').fetchall(), key=repr)
        return found


def told_by(file: Path) -> Manifest:
    with container.reading(file) as backup:
        return backup.manifest
