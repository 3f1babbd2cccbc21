"""`consult export`: the digest as a file, whole or not at all."""

import json
from pathlib import Path

import pytest

from consult.pack import formats
from consult.pack.press import RenderFailed
from tests.commands.conftest import Installation, Played

SLUG = "community-safety-2026-refresh"


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("digest.pdf", [], b"%PDF-1.7"),
        ("digest.html", [], b"<!DOCTYPE html>"),
        ("digest.JSON", [], b"{"),
        ("digest.txt", ["--format", "json"], b"{"),
        ("digest.json", ["--format", "html"], b"<!DOCTYPE html>"),
    ],
)
def test_the_ending_says_the_format_unless_it_is_named(
    played: Played, tmp_path: Path, name: str, options: list[str], begins: bytes
) -> None:
    out = tmp_path / name
    assert played.installation.does("export", SLUG, "--out", str(out), *options) == f"{out}\n"
    assert out.read_bytes()[: len(begins)].upper() == begins.upper()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_what_is_exported_bears_the_time_and_every_comment(played: Played) -> None:
    page = played.installation.does("export", SLUG, "--format", "html")
    assert "10 March 2026" in page
    record = json.loads(played.installation.does("export", SLUG, "--format", "json"))
    items = [item["reference"] for item in (*record["comments"], *record["questions"])]
    numbered = (("C", record["comments"]), ("Q", record["questions"]))
    assert items == [f"{letter}-{n:04}" for letter, held in numbered for n in range(1, len(held) + 1)]
    assert all(reference in page for reference in items)


def test_an_unknown_slug_is_named_with_those_there_are(played: Played, tmp_path: Path) -> None:
    assert played.installation.fails("export", "nope", "--out", str(tmp_path / "x.pdf")) == (
        "There is no consultation nope. There is: community-safety-2021-2025, community-safety-2026-refresh"
    )


def test_an_ending_that_says_nothing_is_refused(played: Played, tmp_path: Path) -> None:
    out = tmp_path / "digest.doc"
    assert played.installation.fails("export", SLUG, "--out", str(out)) == (
        f"{out} ends in none of .pdf, .html, .docx, .xlsx, .csv and .json. Say which is meant with --format"
    )


def test_a_folder_that_is_not_there_is_named(played: Played, tmp_path: Path) -> None:
    out = tmp_path / "none" / "digest.json"
    assert (
        played.installation.fails("export", SLUG, "--out", str(out)) == f"{out.parent} is not a folder. Make it first"
    )


def test_a_file_that_cannot_be_written_is_named(played: Played) -> None:
    assert played.installation.fails("export", SLUG, "--out", "/proc/digest.json") == (
        "/proc/digest.json cannot be written: No such file or directory"
    )


def test_what_was_there_stays_where_the_digest_cannot_be_made(
    played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_kwargs: object) -> bytes:
        raise RenderFailed("it took longer than it may")

    monkeypatch.setattr(formats, "print_page", fail)
    out = tmp_path / "digest.pdf"
    out.write_bytes(b"earlier")
    assert played.installation.fails("export", SLUG, "--out", str(out)) == (
        "The PDF could not be made: it took longer than it may."
    )
    assert out.read_bytes() == b"earlier"


def test_nothing_to_export_before_a_draft_is_published(empty: Installation, tmp_path: Path) -> None:
    assert empty.fails("export", "none", "--out", str(tmp_path / "x.html")) == (
        "There is no consultation none. There is: none yet"
    )
