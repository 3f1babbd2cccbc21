"""The digest in the format asked for."""

from collections.abc import Callable

from consult.domain.digest import Digest
from consult.pack import data, pdf, render

MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


def render_as(digest: Digest, kind: str, *, progress: Callable[[str], None] | None = None) -> bytes:
    """The bytes of the digest as "pdf", "html" or "json". Raises RenderFailed where the PDF cannot be made."""
    if kind == "pdf":
        return pdf.to_pdf(digest, progress=progress)
    return (render.to_html(digest) if kind == "html" else data.to_json(digest)).encode()
