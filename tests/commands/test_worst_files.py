"""The worst files at the command line: one line that says why, and nothing is kept."""

from pathlib import Path

import pytest

from tests.commands.conftest import Installation
from tests.commands.test_loading import rows
from tests.mutants.kinds import Kind
from tests.mutants.worst import WORST

REFUSED = {
    Kind.WORD: ("deeper than XML is read", "relations that lead out of it", "tables in tables"),
    Kind.HTML: ("said to be in punycode", "said to be in undefined"),
    Kind.MARKDOWN: ("half a character",),
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in REFUSED.items() for name in names])
def test_a_draft_that_cannot_be_read(empty: Installation, tmp_path: Path, kind: Kind, name: str) -> None:
    file = tmp_path / kind.name_of_file
    file.write_bytes(WORST[kind][name]())
    before = rows(empty)
    assert empty.fails("import", str(file)).startswith(f"{file} cannot be read: ")
    assert rows(empty) == before


@pytest.mark.parametrize(
    "name", ["brackets", "a number of five thousand digits", "a name twice", "another encoding", "no number"]
)
def test_a_record_that_cannot_be_loaded(empty: Installation, tmp_path: Path, name: str) -> None:
    file = tmp_path / "record.jsonl"
    file.write_bytes(WORST[Kind.RECORD][name]())
    before = rows(empty)
    done = empty.run("load", "nowhere", str(file))
    assert (done.code, done.out) == (1, "")
    assert [line for line in done.err.splitlines() if not line.startswith("consult: ") or "went wrong" in line] == []
    assert rows(empty) == before
