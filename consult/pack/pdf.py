"""A digest as a tagged PDF."""

from collections.abc import Sequence
from pathlib import Path

from consult.domain.digest import Digest
from consult.pack.attachments import Attachment
from consult.pack.press import Limits, Progress, print_page
from consult.pack.render import to_print_html


def to_pdf(
    digest: Digest,
    *,
    attachments: Sequence[Attachment] = (),
    progress: Progress | None = None,
    limits: Limits | None = None,
    kept: Path | None = None,
) -> bytes:
    """The digest as a PDF/UA-1 file, as `print_page` makes it; the same digest gives the same bytes.

    Raises:
        RenderFailed: a limit was reached, or the page could not be laid out.
    """
    page = to_print_html(digest)
    return print_page(page, attachments=attachments, progress=progress, limits=limits, kept=kept)
