"""`consult issue` and `consult verify`: a pack is known by its bytes, an altered one by what it carries."""

import json
import re
import shutil
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import undefer

from consult.pack import formats
from consult.store.consultations import Consultation
from consult.store.packs import Pack
from consult.store.people import MembershipRow, Person
from tests.commands.conftest import Installation, Played
from tests.pressing import press

SLUG = "community-safety-2026-refresh"
UNALTERED = "This file is one of ours, and not a byte of it has been altered."
ALTERED = "This file was made from one of ours, and has been altered since."


@pytest.fixture(scope="module")
def issued(played: Played, tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, bytes]:
    """An installation that has issued a pack, really printed: once for all tests here, which read it only."""
    folder = tmp_path_factory.mktemp("issued") / "instance"
    installation = Installation(Path(shutil.copytree(played.installation.folder, folder)))
    with installation.stored() as session:
        part = select(Person.email).join(MembershipRow).join(Consultation).where(Consultation.slug == SLUG)
        clerk = session.scalars(part.where(MembershipRow.role == "clerk")).first()
    said = installation.does("issue", SLUG, "--by", str(clerk), "--urgency", "A letter came.")
    assert said.splitlines()[0] == "Pack 1 is issued."
    with installation.stored() as session:
        lead = select(Pack).where(Pack.issue_id.is_not(None), Pack.format == "pdf", Pack.part == 1)
        pack = session.scalars(lead.options(undefer(Pack.data))).one()
        assert f"{pack.sha256}  part 1, pdf" in said.splitlines()
        return installation, bytes(pack.data or b"")


def verified(issued: tuple[Installation, bytes], file: Path, data: bytes) -> tuple[int, list[str]]:
    """The exit code, and what is said."""
    file.write_bytes(data)
    done = issued[0].run("verify", str(file))
    assert done.err == ""
    return done.code, done.out.splitlines()


def test_it_is_ours_and_unaltered(issued: tuple[Installation, bytes], tmp_path: Path) -> None:
    code, lines = verified(issued, tmp_path / "pack.pdf", issued[1])
    assert (code, lines[0]) == (0, UNALTERED)
    assert lines[1].startswith("Pack 1: ")
    assert lines[2] == "Nothing that it would print has come or changed since."
    assert lines[3].startswith("Entries in the record since: ")


def test_a_byte_was_altered(issued: tuple[Installation, bytes], tmp_path: Path) -> None:
    whole = issued[1]
    for at in range(len(whole) // 20, len(whole), len(whole) // 9):
        data = bytearray(whole)
        data[at] ^= 1
        code, lines = verified(issued, tmp_path / "pack.pdf", bytes(data))
        assert (code, lines[0]) == (3, ALTERED), at


def test_the_manifest_itself_was_altered(issued: tuple[Installation, bytes], tmp_path: Path) -> None:
    whole = issued[1]
    starts = (match.end() for match in re.finditer(rb"stream\r?\n", whole))
    manifest = next(at for at in starts if unpacked(whole[at:]).startswith(b'{\n "chain"'))
    for at in (manifest, manifest + 40, manifest + 400):
        data = bytearray(whole)
        data[at] ^= 0x55
        assert verified(issued, tmp_path / "pack.pdf", bytes(data)) == (3, [ALTERED]), at


def unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 20)
    except zlib.error:
        return b""


def rewritten(pdf: bytes, how: str) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        if how == "a page is dropped":
            del opened.pages[1]
        elif how == "metadata":
            with opened.open_metadata() as about:
                about["dc:title"] = "Another paper"
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


@pytest.mark.parametrize("how", ["a page is dropped", "metadata", "written anew"])
def test_it_was_written_anew_by_another_program(issued: tuple[Installation, bytes], tmp_path: Path, how: str) -> None:
    code, lines = verified(issued, tmp_path / "pack.pdf", rewritten(issued[1], how))
    assert (code, lines[0], lines[1][:7]) == (3, ALTERED, "Pack 1:")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\nstream\nnothing\nendstream", b"stream\n" * 500, b'stream\n{"chain": 1}']
)
def test_it_is_none_of_ours(issued: tuple[Installation, bytes], tmp_path: Path, data: bytes) -> None:
    assert verified(issued, tmp_path / "other.pdf", data) == (4, ["This file is none of ours."])


def test_other_programs_are_told_as_json(issued: tuple[Installation, bytes], tmp_path: Path) -> None:
    file = tmp_path / "pack.pdf"
    file.write_bytes(issued[1])
    told = json.loads(issued[0].does("verify", str(file), "--json"))
    assert {name: told[name] for name in ("verdict", "consultation", "format", "pack", "part", "withdrawn")} == {
        "verdict": "unaltered", "consultation": SLUG, "format": "pdf", "pack": 1, "part": 1, "withdrawn": None,
    }  # fmt: skip
    assert told["since"]["chain_leads_there"]
    assert (told["since"]["came"], told["since"]["changed"]) == ([], [])


def test_the_record_itself_was_altered(issued: tuple[Installation, bytes], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(issued[0].folder, tmp_path / "instance"))
    copy = Installation(folder)
    with copy.stored(writes=True) as session:
        chain = session.scalar(select(Consultation.id).where(Consultation.slug == SLUG))
        session.execute(
            text("update audit_entry set act = 'nothing' where chain = :chain and sequence = 2"), {"chain": chain}
        )
    code, lines = verified((copy, issued[1]), tmp_path / "pack.pdf", issued[1])
    assert (code, lines[0]) == (0, UNALTERED)
    assert lines[2] == (
        "The record does not lead to the end that this file was gathered at: the record itself has been altered."
    )


def test_a_draft_written_by_a_command_says_that_it_is_not_on_record(
    issued: tuple[Installation, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "print_page", press)
    out = tmp_path / "draft.pdf"
    issued[0].does("export", SLUG, "--out", str(out))
    code, lines = verified(issued, out, out.read_bytes())
    assert (code, lines[0]) == (
        3,
        "This file says that it is a draft of ours, but it is not on record here: it was altered, or written by a command.",
    )


def test_it_is_late_without_a_reason(played: Played, tmp_path: Path) -> None:
    copy = Installation(Path(shutil.copytree(played.installation.folder, tmp_path / "instance")))
    with copy.stored() as session:
        clerk = session.scalars(select(Person.email).join(MembershipRow).where(MembershipRow.role == "clerk")).first()
    line = copy.fails("issue", "community-safety-2021-2025", "--by", str(clerk))
    assert line.startswith("It had to be published by Friday 5 March 2021 to leave 5 clear working days")
