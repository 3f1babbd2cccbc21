"""Commands are run as an operator runs them: with an environment, a clock, and what they print."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from consult.commands import main
from consult.commands.surroundings import Surroundings
from consult.config import from_environment
from consult.store.opening import opened

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str


@dataclass
class Installation:
    """An instance folder, and commands run on it at `now`."""

    folder: Path
    now: datetime = NOW

    def run(self, *args: str, given: bytes = b"", **environ: str) -> Ran:
        """Runs `consult ARGS`."""
        outside = Surroundings({"CONSULT_INSTANCE": str(self.folder), **environ}, lambda: self.now)
        done = CliRunner().invoke(main, args, obj=outside, input=given)
        return Ran(done.exit_code, done.stdout, done.stderr)

    def does(self, *args: str, given: bytes = b"", **environ: str) -> str:
        """What a command prints that must succeed."""
        done = self.run(*args, given=given, **environ)
        assert (done.code, done.err) == (0, ""), done
        return done.out

    def fails(self, *args: str, code: int = 1, given: bytes = b"", **environ: str) -> str:
        """The line of a command that must fail and print nothing else."""
        done = self.run(*args, given=given, **environ)
        assert (done.code, done.out) == (code, ""), done
        line = done.err.strip("\n")  # where a terminal shows ^C, a new line is begun
        assert line.startswith("consult: ")
        assert "\n" not in line
        return line.removeprefix("consult: ")

    @contextmanager
    def stored(self, *, writes: bool = False) -> Iterator[Session]:
        """Its database."""
        with opened(from_environment({"CONSULT_INSTANCE": str(self.folder)}), writes=writes) as session:
            yield session


@pytest.fixture
def bare(tmp_path: Path) -> Installation:
    """A folder in which nothing has been done."""
    return Installation(tmp_path / "instance")


@pytest.fixture(scope="session")
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    Installation(folder).does("migrate")
    return folder


@pytest.fixture
def empty(migrated_once: Path, tmp_path: Path) -> Installation:
    """An installation with nothing in it yet."""
    return Installation(Path(shutil.copytree(migrated_once, tmp_path / "instance")))


@dataclass(frozen=True)
class Played:
    """The demonstration, and what playing it printed. Not to be written to: others read it."""

    installation: Installation
    printed: str


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Played:
    """Played once for all tests, since it takes seconds; where tests run in several processes, by one of them."""
    base = tmp_path_factory.getbasetemp()
    root = base if worker_id == "master" else base.parent
    installation, printed = Installation(root / "played"), root / "played.txt"
    with (root / "played.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not printed.exists():
            printed.write_text(installation.does("demo", "--no-serve"), "utf-8")
    return Played(installation, printed.read_text("utf-8"))


@pytest.fixture
def demonstration(played: Played, tmp_path: Path) -> Installation:
    """A copy of the demonstration, to do as one likes with."""
    return Installation(Path(shutil.copytree(played.installation.folder, tmp_path / "instance")))


@pytest.fixture
def draft(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a Markdown file."""

    def write(text: str = DRAFT, name: str = "draft.md") -> Path:
        file = tmp_path / name
        file.write_text(text, "utf-8")
        return file

    return write


DRAFT = """# Safer streets

## 1. Lighting

6. Lamps are to be mended:

   a) within a week;

Broken ones are reported by

residents.
"""
