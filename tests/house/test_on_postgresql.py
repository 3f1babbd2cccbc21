"""What PostgreSQL does differently is tried whenever the tests run on SQLite: in a run of its own, on a server of its own.

`make test DATABASE=postgresql` runs everything there.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ON_POSTGRESQL

ROOT = Path(__file__).parents[2]

CHOSEN = (
    "tests/actions/test_at_once.py",  # locks, numbers, the chain
    "tests/commands/test_on_postgresql.py",  # numbers that go on after a restore
    "tests/hosts",  # several machines
    "tests/jobs/test_beginning.py",  # the queue's tables
    "tests/queries/test_search.py::test_the_index_made_anew_finds_the_same",  # its own words to search
    "tests/queries/test_search.py::test_what_is_written_past_the_actions_is_indexed_too",
    "tests/web/test_unfit.py",  # lengths
    "tests/web/test_issuing.py::test_the_database_itself_refuses_to_change_it",  # its own seals
)


@pytest.mark.skipif(ON_POSTGRESQL, reason="everything runs there")
def test_what_is_different_there(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'tests'}", *CHOSEN],
        cwd=ROOT, env={**environment, "CONSULT_TEST_DATABASE": "postgresql"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
