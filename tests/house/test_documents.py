"""What the documents show and point to is there, and no picture is kept that none shows."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def links(document: Path) -> list[Path]:
    """The files of ours a document leads to, or shows."""
    found = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    return [(document.parent / target).resolve() for target in found]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_what_a_document_leads_to_is_there(document: Path) -> None:
    assert [str(target) for target in links(document) if not target.exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {target.name for document in DOCUMENTS for target in links(document)}
    assert {picture.name for picture in (ROOT / "docs" / "pictures").iterdir()} - shown == set()
