"""The press's door: a page printed in a child process."""

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import structlog

from consult.pack.attachments import Attachment
from consult.pack.press import children, wire
from consult.pack.press.children import Progress
from consult.pack.press.legible import legible
from consult.pack.press.limits import Limits
from consult.pack.press.unknown import Unknown

_log = structlog.get_logger()


def print_page(
    page: str,
    *,
    attachments: Sequence[Attachment] = (),
    progress: Progress | None = None,
    limits: Limits | None = None,
    kept: Path | None = None,
) -> bytes:
    """A page of ours as a PDF/UA-1 file with those attachments; the same page and attachments give the same bytes.

    It is printed the fast way; what that does not know is printed the plain way, and logged. `progress` hears each step in
    WeasyPrint's words, in the caller's thread. `kept`: a folder for laid-out parts, which make the next printing of nearly
    the same page much faster and change nothing else.

    Raises:
        RenderFailed: a limit was reached, or the page could not be laid out.
    """
    given, bounds = wire.packed(legible(page), attachments), limits or Limits()
    try:
        return children.run(["fast", str(kept.absolute()) if kept else ""], given, bounds, progress)
    except Unknown as reason:
        _log.warning("press_falls_back", reason=str(reason))
    return children.run(["plain"], given, bounds, progress)


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def forget(kept: Path) -> None:
    """Throws a folder of laid-out parts away: words that were redacted must not stay on the disk."""
    shutil.rmtree(kept, ignore_errors=True)
