"""`consult backup`: all that is kept, in one file, from one moment; and nobody's key."""

import os
import stat
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from consult.mail import letters
from consult.store.backups import container, gathering
from consult.store.opening import newest
from tests.commands import backups
from tests.commands.backups import NAME, kept, told_by
from tests.commands.conftest import Installation
from tests.commands.test_auditing import issue

file, other = backups.file, backups.other


def test_all_that_is_kept_comes_back_as_it_was(demonstration: Installation, other: Installation, file: Path) -> None:
    issue(demonstration)
    said = demonstration.does("backup", str(file))
    told = told_by(file)
    assert said == f"{file}: {told.rows} rows of {len(told.parts)} tables, {file.stat().st_size} bytes\n"
    assert other.does("restore", str(file)) == (
        f"Restored {told.rows} rows of {len(told.parts)} tables, as they were at 2026-03-10 12:00:00 UTC. "
        f"The database is at version {newest()}.\n"
    )
    before, after = kept(demonstration), kept(other)
    derived = {name for name in before if name.startswith("words_")}  # how the index is laid out on the disk
    for name in before.keys() - derived - gathering.LEFT_OUT:
        assert after[name] == before[name], name
    assert after.keys() == before.keys()
    assert [name for name in gathering.LEFT_OUT if after.get(name)] == []
    assert other.does("audit", "verify") == demonstration.does("audit", "verify")
    record = ("export", "community-safety-2021-2025", "--format", "json")
    assert other.does(*record) == demonstration.does(*record)


def test_what_was_restored_is_sealed_and_searched(demonstration: Installation, other: Installation, file: Path) -> None:
    issue(demonstration)
    demonstration.does("backup", str(file))
    other.does("restore", str(file))
    match = text("select rowid from words_of_comment where words_of_comment match 'school' order by rowid")
    with demonstration.stored() as there, other.stored() as here:
        assert (found := here.scalars(match).all()) == there.scalars(match).all()
        assert found
    with pytest.raises(DBAPIError, match="an issued pack does not change"), other.stored(writes=True) as here:
        here.execute(text("update issue set draft_version = 9"))


def test_a_backup_lets_nobody_in(demonstration: Installation, file: Path) -> None:
    secret = "kR7-vq0_Zs3n-Uw9x_Lb2t-Yc5p_Hd8g"
    (demonstration.folder / "secret-key").write_text(secret)
    link = demonstration.run("sign-in-link", "clerk@example.org").out.strip()
    with demonstration.stored(writes=True) as session:
        facts = {"name": "Clerk", "url": link, "until": "noon"}
        letters.write(session, "sign_in", to="clerk@example.org", now=demonstration.now, **facts)
    demonstration.does("backup", str(file))
    with container.reading(file) as backup:
        lines = b"".join(line for part in backup.manifest.parts for line in backup.lines(part)).decode()
    assert [word for word in (secret, link.rpartition("/")[2]) if word in lines] == []
    assert f"Open this link to sign in:\\n\\n{link.partition('/link/')[0]}\\n" in lines
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with ZipFile(file) as parts:
        names = parts.namelist()
        assert names[-1] == "manifest.json"
        assert set(names[:-1]) == {part.name for part in told_by(file).parts}
    assert {f"tables/{name}.jsonl" for name in gathering.LEFT_OUT} & set(names) == set()


def test_a_file_that_is_there_is_not_replaced_unasked(empty: Installation, file: Path) -> None:
    file.write_text("last year's")
    assert empty.fails("backup", str(file)) == (
        f"{file} is there already. Choose another name, or replace it with --force"
    )
    assert file.read_text() == "last year's"
    empty.does("backup", str(file), "--force")
    assert told_by(file).schema == newest()


def test_nothing_half_written_is_left(
    empty: Installation, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("yesterday's")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    line = f"{file} cannot be written: No space left on device"
    assert empty.fails("backup", str(file), "--force") == line
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [NAME]
    assert file.read_text() == "yesterday's"


def test_a_place_for_the_file_is_needed(empty: Installation, tmp_path: Path) -> None:
    assert empty.fails("backup", str(tmp_path / "no" / "x")) == f"{tmp_path / 'no'} is not a folder. Make it first"


def test_there_is_nothing_to_back_up(bare: Installation, file: Path) -> None:
    missing = f"There is no database at {bare.folder / 'consult.sqlite'} yet. Run: consult migrate"
    assert bare.fails("backup", str(file)) == missing
    assert not file.exists()
