"""`consult restore` takes no file that is not, to the last byte, as `consult backup` wrote it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consult.store.backups import container
from consult.store.backups.manifest import Unfit
from tests.commands import backups
from tests.commands.backups import told_by
from tests.commands.conftest import Installation

file, other, small = backups.file, backups.other, backups.small


def is_refused(file: Path, data: bytes) -> bool:
    file.write_bytes(data)
    try:
        with container.reading(file):
            return False
    except Unfit:
        return True


def test_a_byte_changed_anywhere_is_found(small: bytes, file: Path) -> None:
    assert not is_refused(file, small)
    places = {*range(0, len(small), 41), *range(99), *range(len(small) - 99, len(small))}
    missed = [at for at in sorted(places) if not is_refused(file, changed(small, at, at % 8))]
    assert missed == []


def changed(data: bytes, at: int, bit: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def test_a_piece_missing_is_found(small: bytes, file: Path) -> None:
    lengths = {*range(0, len(small), 197), *range(len(small) - 100, len(small))}
    assert [length for length in sorted(lengths) if not is_refused(file, small[:length])] == []
    assert is_refused(file, small + b"\n")


@pytest.mark.parametrize("arguments", [(), ("--check",)])
def test_a_damaged_file_changes_nothing(small: bytes, other: Installation, file: Path, arguments: tuple[str]) -> None:
    file.write_bytes(changed(small, len(small) // 2, 3))
    line = f"{file} cannot be restored from: it is damaged, or no backup of consult"
    assert other.fails("restore", str(file), *arguments) == line
    assert not other.folder.exists()


def test_a_file_is_looked_through_without_a_database(small: bytes, other: Installation, file: Path) -> None:
    file.write_bytes(small)
    told = told_by(file)
    words = f"{told.rows} rows of {len(told.parts)} tables, as they were at 2026-03-10 12:00:00 UTC"
    assert other.does("restore", str(file), "--check") == f"{file} is whole: {words}\n"
    assert not other.folder.exists()


def rewritten(small: bytes, file: Path, **changes: Any) -> None:
    """A backup of the same rows that says something else of itself."""
    file.write_bytes(small)
    with container.reading(file) as backup:
        told = backup.manifest
        lines = {part: list(backup.lines(part)) for part in told.parts}
    with container.writing(file, told.taken_at) as writer:
        for part in told.parts:
            writer.add(part.table, part.columns, lines[part])
        writer.close(replace(told, **changes))


def test_one_of_a_newer_program_is_refused(small: bytes, other: Installation, file: Path) -> None:
    rewritten(small, file, schema="9999")
    assert other.fails("restore", str(file)) == (
        f"{file} cannot be restored from: it is of version 9999, which a newer consult made. Install that consult"
    )


def test_what_does_not_add_up_is_refused(small: bytes, other: Installation, file: Path) -> None:
    """Nobody but a fault of ours writes such a file; nothing of it stays."""
    file.write_bytes(small)
    told = told_by(file)
    person = next(part for part in told.parts if part.table == "person")
    others = tuple(part for part in told.parts if part is not person)
    rewritten(small, file, parts=(*others, replace(person, rows=person.rows + 1)))
    line = "its part tables/person.jsonl is not the one its manifest tells of"
    assert other.fails("restore", str(file), "--check").endswith(line)
    rewritten(small, file, parts=(*others, replace(person, columns=(*person.columns, ("shoe_size", "plain")))))
    assert "its table person is not the one that version" in other.fails("restore", str(file))
    rewritten(small, file, chains=())
    assert other.fails("restore", str(file)).endswith("the record of every change does not end where its manifest says")
    assert other.fails("users") == "The database has no tables yet. Run: consult migrate"
