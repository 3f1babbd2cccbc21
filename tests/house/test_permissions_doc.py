"""docs/permissions.md says what the tables say, and the check sees when it does not."""

from pathlib import Path

import pytest

from consult import permissions_doc
from consult.commands.permitted import COMMANDS
from consult.domain.permissions import RULES


def test_the_document_is_current() -> None:
    assert permissions_doc.DOCUMENT.read_text(encoding="utf-8") == permissions_doc.render()


def test_every_act_and_every_command_is_read_out() -> None:
    said = [line.split("|")[1].strip() for line in permissions_doc.render().splitlines() if line.startswith("| ")]
    acts = [act.name.lower().replace("_", " ") for act in RULES]
    assert said == ["Act", "---", *acts, "`consult`", "---", *COMMANDS]


def test_the_check_sees_a_document_that_has_come_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(permissions_doc, "DOCUMENT", tmp_path / "permissions.md")
    assert permissions_doc.main(["--check"]) == 1
    assert permissions_doc.main([]) == 0
    assert permissions_doc.main(["--check"]) == 0
    permissions_doc.DOCUMENT.write_text(permissions_doc.render() + "and more\n", encoding="utf-8")
    capsys.readouterr()
    assert permissions_doc.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "docs/permissions.md is not what the tables say: run python -m consult.permissions_doc\n"
    )
