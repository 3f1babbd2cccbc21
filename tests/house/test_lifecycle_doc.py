"""docs/lifecycle.md says what the tables say, and the check sees when it does not."""

from pathlib import Path

import pytest

from consult import lifecycle_doc
from consult.domain.lifecycle import ANSWER_STATES, ITEM_STATES, STAGES


def test_the_document_is_current() -> None:
    assert lifecycle_doc.DOCUMENT.read_text(encoding="utf-8") == lifecycle_doc.render()


@pytest.mark.parametrize("table", [STAGES, ITEM_STATES, ANSWER_STATES])
def test_every_way_is_drawn(table: dict[str, dict[str, str]]) -> None:
    drawn = lifecycle_doc.render().splitlines()
    for state, ways in table.items():
        assert all(f"    {state} --> {after}: {why}" in drawn for why, after in ways.items())


def test_the_check_sees_a_document_that_has_come_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lifecycle_doc, "DOCUMENT", tmp_path / "lifecycle.md")
    assert lifecycle_doc.main(["--check"]) == 1
    assert lifecycle_doc.main([]) == 0
    assert lifecycle_doc.main(["--check"]) == 0
    lifecycle_doc.DOCUMENT.write_text(lifecycle_doc.render() + "drawn by hand\n", encoding="utf-8")
    capsys.readouterr()
    assert lifecycle_doc.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "docs/lifecycle.md is not what the tables say: run python -m consult.lifecycle_doc\n"
    )
