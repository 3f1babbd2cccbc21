"""`consult redline`: what changed between two versions, as a file."""

from pathlib import Path

import pytest

from consult.demo import scripts
from tests.commands.conftest import Installation

SLUG = scripts.REFRESH


@pytest.fixture
def redrafted(demonstration: Installation, tmp_path: Path) -> Installation:
    file = tmp_path / "redraft.md"
    text = (
        Path(scripts.__file__).with_name("refresh.md").read_text("utf-8").replace("closed 38 lines", "closed 39 lines")
    )
    file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("13. ")), "utf-8")
    demonstration.does("import", str(file), "--into", SLUG, "--as-version")
    return demonstration


@pytest.mark.parametrize(("name", "begins"), [("redline.html", b"<!DOCTYPE html>"), ("redline.PDF", b"%PDF-1.7")])
def test_the_ending_says_the_format(redrafted: Installation, tmp_path: Path, name: str, begins: bytes) -> None:
    out = tmp_path / name
    assert redrafted.does("redline", SLUG, "--from", "1", "--to", "2", "--out", str(out)) == f"{out}\n"
    assert out.read_bytes().lstrip().startswith(begins)


def test_only_what_changed_unless_all_is_asked_for(redrafted: Installation, tmp_path: Path) -> None:
    some, everything = tmp_path / "some.html", tmp_path / "all.html"
    redrafted.does("redline", SLUG, "--from", "1", "--to", "2", "--out", str(some))
    redrafted.does("redline", SLUG, "--from", "1", "--to", "2", "--out", str(everything), "--all")
    assert some.read_text("utf-8").count('class="draft changed') == 2
    assert everything.read_text("utf-8").count('class="draft changed') > 15


@pytest.mark.parametrize(
    ("versions", "name", "reason"),
    [
        (("1", "9"), "x.pdf", f"{SLUG} has no version 1 or no version 9: the current one is 2"),
        (("2", "2"), "x.pdf", "--from and --to are both version 2. Choose two different versions"),
        (("1", "2"), "x.docx", "x.docx ends in neither .html nor .pdf"),
        (("1", "2"), "/nowhere/x.html", "/nowhere is not a folder. Make it first"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_line(
    redrafted: Installation, versions: tuple[str, str], name: str, reason: str
) -> None:
    old, new = versions
    assert redrafted.fails("redline", SLUG, "--from", old, "--to", new, "--out", name) == reason
