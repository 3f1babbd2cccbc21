"""A press that takes no time: what it makes carries its attachments as a PDF does, and is different for every page."""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from consult.jobs import issuing, packs
from consult.pack import formats
from consult.pack.attachments import Attachment

PAGES = 3
STEP = "Step 5 - Creating layout - Page 2"


def press(
    page: str,
    *,
    attachments: Sequence[Attachment] = (),
    progress: Callable[[str], None] | None = None,
    kept: Path | None = None,
) -> bytes:
    """The page's hash, and the attachments as compressed streams."""
    if progress:
        progress(STEP)
    carried = b"".join(
        b"1 0 obj << /Type /EmbeddedFile >>\nstream\n" + zlib.compress(one.data) + b"\nendstream\n"
        for one in attachments
    )
    made = hashlib.sha256(page.encode()).hexdigest().encode()
    return b"%PDF-1.7\n<xmp:CreatorTool>consult</xmp:CreatorTool>\n" + made + b"\n" + carried


@pytest.fixture
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers are printed by it, and each has three pages."""
    monkeypatch.setattr(formats, "print_page", press)
    for module in (packs, issuing):
        monkeypatch.setattr(module, "page_count", lambda _pdf: PAGES)
