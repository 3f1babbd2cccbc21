"""`consult import`: a draft is read, shown, and published as a version."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from consult.demo import scripts
from tests.commands.conftest import DRAFT, Installation

WriteDraft = Callable[..., Path]

READ = {
    "title": "Safer streets",
    "sections": [
        {
            "number": "1",
            "heading": "Lighting",
            "level": 1,
            "paragraphs": [
                {"label": "6", "level": 0, "kind": "paragraph", "text": "Lamps are to be mended:"},
                {"label": "6(a)", "level": 1, "kind": "item", "text": "within a week;"},
                {"label": "", "level": 0, "kind": "paragraph", "text": "Broken ones are reported by residents."},
            ],
        }
    ],
    "warnings": [
        {
            "where": "1 Lighting, unnumbered paragraph 1",
            "what": "This paragraph was broken in two, as a page break does. The parts were joined before “residents.”",
        }
    ],
}


def test_a_dry_run_as_json_has_the_shape_other_programs_rely_on(bare: Installation, draft: WriteDraft) -> None:
    shown = json.loads(bare.does("import", str(draft()), "--dry-run", "--json"))
    wording = READ["warnings"][0]["what"]  # type: ignore[index]
    shown["warnings"][0]["what"] = wording  # the importer's own tests hold its words
    assert shown == READ


def test_a_dry_run_stores_nothing_and_needs_no_database(bare: Installation, draft: WriteDraft) -> None:
    bare.does("import", str(draft()), "--dry-run", "--into", "streets")
    assert not bare.folder.exists()


def test_a_dry_run_says_what_was_read_and_each_thing_to_check_on_its_own_line(
    bare: Installation, draft: WriteDraft
) -> None:
    lines = bare.does("import", str(draft()), "--dry-run").splitlines()
    assert lines[:4] == [
        "Safer streets",
        "1 section, 2 numbered paragraphs, 6 to 6(a)",
        "  1 Lighting (3)",
        "1 to check",
    ]
    assert [line.partition(":")[0] for line in lines[4:]] == ["  1 Lighting, unnumbered paragraph 1"]


def test_a_new_slug_starts_a_consultation(empty: Installation, draft: WriteDraft) -> None:
    shown = json.loads(empty.does("import", str(draft()), "--into", "streets", "--title", "Streets", "--json"))
    assert {name: shown[name] for name in ("title", "slug", "version")} == {
        "title": "Streets",
        "slug": "streets",
        "version": 1,
    }
    assert json.loads(empty.does("consultations", "--json")) == [
        {
            "slug": "streets",
            "title": "Streets",
            "stage": "preparing",
            "version": 1,
            "comments": 0,
            "questions": 0,
            "opens_at": None,
            "closes_at": None,
        }
    ]


def test_without_a_slug_it_comes_from_the_title_and_a_second_import_is_the_next_version(
    empty: Installation, draft: WriteDraft
) -> None:
    first = empty.does("import", str(draft()))
    second = empty.does("import", str(draft()))
    assert first.splitlines()[-1] == "Published as version 1 of safer-streets."
    assert second.splitlines()[-1] == "Published as version 2 of safer-streets."


def test_standard_input_is_a_file_too(empty: Installation) -> None:
    assert "Published as version 1 of safer-streets." in empty.does("import", "-", given=DRAFT.encode())


def test_a_version_that_has_comments_keeps_them(demonstration: Installation, draft: WriteDraft) -> None:
    before = demonstration.does("consultations")
    line = demonstration.fails("import", str(draft()), "--into", scripts.REFRESH)
    assert line == "Comments have been made on version 1. Add --as-version to carry them to this one"
    assert demonstration.does("consultations") == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty. Check that you chose the right one."),
        (b"Words without a heading.\n", "The file has no headings."),
        (b"%PDF-1.7\n", "This is a PDF, not a draft that can be read."),
    ],
)
def test_what_is_no_draft_is_refused_in_a_line_and_stores_nothing(
    empty: Installation, tmp_path: Path, content: bytes, reason: str
) -> None:
    file = tmp_path / "draft.md"
    file.write_bytes(content)
    assert empty.fails("import", str(file)).startswith(f"{file} cannot be read: {reason}")
    assert empty.does("consultations") == "There are no consultations yet.\n"


def test_a_file_that_is_not_there_is_named(bare: Installation) -> None:
    assert bare.fails("import", "/no/draft.docx") == "/no/draft.docx cannot be read: No such file or directory"


def test_a_slug_that_is_no_address_is_refused(empty: Installation, draft: WriteDraft) -> None:
    assert empty.fails("import", str(draft()), "--into", "Not one") == (
        "An address is made of lower-case letters, digits and single hyphens, 80 characters at most."
    )


def test_a_redraft_tells_what_becomes_of_paragraphs_and_comments(demonstration: Installation, tmp_path: Path) -> None:
    slug, file = scripts.REFRESH, tmp_path / "redraft.md"
    draft = Path(scripts.__file__).with_name("refresh.md")
    text = draft.read_text("utf-8").replace("The Constabulary closed 38 lines", "The Constabulary has closed 38 lines")
    file.write_text("\n".join(line for line in text.splitlines() if not line.startswith("13. ")), "utf-8")
    planned = json.loads(demonstration.does("import", str(file), "--into", slug, "--as-version", "--dry-run", "--json"))
    changed = [line for line in planned["paragraphs"] if line["was"] != "same"]
    assert changed == [
        {"from": "4", "to": ["4"], "was": "edited"},
        {"from": "13", "to": [], "was": "deleted"},
    ]
    told = json.loads(demonstration.does("import", str(file), "--into", slug, "--as-version", "--json"))
    assert (told["slug"], told["version"]) == (slug, 2)
    assert told["comments"] == planned["comments"]
    assert [line for line in told["comments"] if line["state"] == "orphaned"] == [
        {
            "reference": "C-0004",
            "from": {"section": "How we will know", "paragraph": "13", "quote": None},
            "to": None,
            "state": "orphaned",
            "confidence": 0.0,
            "review": True,
            "why": "The paragraph was deleted.",
        }
    ]
    assert {line["from"]["quote"] == line["to"]["quote"] for line in told["comments"] if line["to"]} == {True}


def test_a_version_of_nothing_is_refused(demonstration: Installation, draft: WriteDraft) -> None:
    file = str(draft())
    assert demonstration.fails("import", file, "--as-version", "--into", "elsewhere").startswith(
        "There is no consultation"
    )
    assert "Missing option '--into'" in demonstration.fails("import", file, "--as-version", code=2)
