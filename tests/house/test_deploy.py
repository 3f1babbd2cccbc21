"""The files that operators copy: they call commands there are, say settings there are, and delete no backup too early."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from consult.commands import main
from tests.house.test_documents import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def called(file: Path) -> set[str]:
    """The commands of consult that a file calls."""
    return set(re.findall(r'(?:/consult|"\$consult"|"consult",?) (?:--debug )?([a-z][a-z-]+)', file.read_text("utf-8")))


def test_the_commands_called_are_there() -> None:
    known = set(main.list_commands(None))  # type: ignore[arg-type]
    found = {file.name: called(file) for file in (*UNITS, DEPLOY / "back-up")}
    assert found == {
        "consult-backup.service": set(),
        "consult-backup.timer": set(),
        "consult-web.service": {"serve"},
        "consult-worker.service": {"worker"},
        "back-up": {"backup", "restore"},
    }
    assert set.union(*found.values()) <= known


def test_the_settings_named_are_there() -> None:
    named = set(re.findall(r"CONSULT_[A-Z_0-9]+", (DEPLOY / "environment.example").read_text("utf-8")))
    assert (
        named - set(re.findall(r"`(CONSULT_[A-Z_0-9]+)`", (ROOT / "docs" / "operating.md").read_text("utf-8"))) == set()
    )


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd")
def test_systemd_understands_the_units() -> None:
    asked = ["systemd-analyze", "verify", *map(str, UNITS)]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stderr.splitlines()
    assert [line for line in said if "is not executable: No such file or directory" not in line] == []


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    """A folder with a backup of last month and one of yesterday, and a consult that says what it was called with."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, days in (
        ("consult-old.backup", 40),
        (".consult-old.backup.1f0c", 40),
        ("consult-new.backup", 1),
        ("notes", 90),
    ):
        (folder / name).touch()
        at = time.time() - days * 86400
        os.utime(folder / name, (at, at))
    (tmp_path / "consult").write_text('#!/bin/sh\n[ "$1" = "$FAILS" ] && exit 1\n[ "$1" = backup ] && : > "$2" || :\n')
    (tmp_path / "consult").chmod(0o755)
    return folder


def back_up(backups: Path, **environ: str) -> tuple[int, list[str]]:
    """Whether it went well, and what is there afterwards."""
    given = {
        "CONSULT": str(backups.parent / "consult"),
        "BACKUP_FOLDER": str(backups),
        "BACKUP_DAYS": "30",
        "FAILS": "",
    }
    done = subprocess.run([DEPLOY / "back-up"], env={**os.environ, **given, **environ}, check=False)
    there = sorted(one.name for one in backups.iterdir())
    return done.returncode, [re.sub(r"\d{4}-\d\d-\d\dT\d{6}Z", "NOW", name) for name in there]


def test_old_backups_are_deleted_once_there_is_a_new_one(backups: Path) -> None:
    assert back_up(backups) == (0, ["consult-NOW.backup", "consult-new.backup", "notes"])


@pytest.mark.parametrize("fails", ["backup", "restore"])
def test_no_backup_is_deleted_while_backups_fail(backups: Path, fails: str) -> None:
    code, there = back_up(backups, FAILS=fails)
    assert code == 1
    assert {"consult-old.backup", "consult-new.backup", "notes"} <= set(there)
