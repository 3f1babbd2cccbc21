"""Parts that are kept: the next printing lays out what changed and nothing else, and comes to the same bytes."""

import sys
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from consult.pack.press import fast, forget, print_page, setting, typesetting
from consult.pack.press.keeping import Kept
from consult.pack.press.unknown import Unknown
from tests.pack.press import pages
from tests.pack.press.conftest import Printed, by

LEFT_AND_RIGHT = (
    '<!DOCTYPE html><html lang="en-GB"><head><title>x</title><style>@page :left { margin: 9mm }</style></head>'
    "<body><h1>Two sides</h1><p>Words.</p></body></html>"
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the parts of a digest."""
    folder = tmp_path_factory.mktemp("kept")
    by("fast", pages.digest(7, 2), str(folder))
    return folder


def test_after_one_answer_only_its_block_is_laid_out(kept: Path) -> None:
    told: list[str] = []
    page = pages.answered_again(7, 2, "C-0005", "It has been thought over again.")
    again = print_page(page, progress=told.append, kept=kept)
    assert [step for step in told if step.startswith("Step 5")] == ["Step 5 - Creating layout - 1 of 1"]
    assert again == print_page(page)


def test_nothing_is_laid_out_twice(kept: Path, seven: Printed) -> None:
    told: list[str] = []
    assert print_page(pages.digest(7, 2), progress=told.append, kept=kept) == seven.fast
    assert [step for step in told if step.startswith("Step 5")] == []


def test_files_that_are_damaged_or_foreign_are_as_if_they_were_not_there(tmp_path: Path, seven: Printed) -> None:
    folder = tmp_path / "kept"
    store = Kept(folder)
    store.put(b"key", b"held")
    store.save()
    (file,) = folder.iterdir()
    assert Kept(folder).get(b"key") == b"held"
    whole = file.read_bytes()
    for damaged in (whole[:-1] + b"x", whole[:50], b"", b"something else"):
        file.write_bytes(damaged)
        assert Kept(folder).get(b"key") is None
    assert print_page(pages.digest(7, 2), kept=folder) == seven.fast


def test_what_is_used_no_more_is_thrown_away(tmp_path: Path) -> None:
    for name in (b"a", b"b", b"c"):
        store = Kept(tmp_path)
        store.put(name, name * 100)
        store.save()
    last = Kept(tmp_path)
    assert [last.get(name) for name in (b"a", b"b")] == [None, None]
    assert last.get(b"c") == b"c" * 100


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    store = Kept(folder)
    store.put(b"key", b"held")
    store.save()
    forget(folder)
    forget(folder)
    assert not folder.exists()


def test_two_processes_make_the_same_bytes_as_one(seven: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_SHARED_FROM", 2)
    monkeypatch.setattr(sys, "argv", ["press", "240", str(3 * 1024**3)])
    assert fast.print_pdf(pages.digest(7, 2), (), None) == seven.fast


def test_what_it_does_not_know_is_printed_the_plain_way_and_logged() -> None:
    with capture_logs() as logs:
        printed = print_page(LEFT_AND_RIGHT)
    assert printed == by("plain", LEFT_AND_RIGHT)
    assert [(log["event"], log["reason"]) for log in logs] == [
        ("press_falls_back", "Pages that differ by their side, their number or a name")
    ]


def test_another_weasyprint_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setting, "VERSION", "70.1")
    with pytest.raises(Unknown, match=r"WeasyPrint 70\.1, not 70\.0"):
        fast.print_pdf(pages.digest(1, 0), (), None)
