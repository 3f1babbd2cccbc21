"""What is exported, in the format asked for: the digest to be read, or the record behind it for other programs."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import Digest
from consult.domain.record import Record
from consult.pack import data, pdf, render
from consult.pack.gather import gather
from consult.pack.record import gather_record
from consult.store.consultations import Consultation

MEDIA_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "json": "application/json"}


def contents(
    session: Session, consultation: Consultation, kind: str, *, made_at: datetime, timezone: ZoneInfo
) -> Digest | Record:
    """What goes into a file of that kind: all that is read from the database for it. Raises Refused as `gather` does."""
    if kind == "json":
        return gather_record(session, consultation)
    return gather(session, consultation, made_at=made_at, timezone=timezone)


def render_as(held: Digest | Record, kind: str, *, progress: Callable[[str], None] | None = None) -> bytes:
    """The bytes of a digest as "pdf" or "html", of a record as "json". Raises RenderFailed where the PDF cannot be made."""
    if isinstance(held, Record):
        return data.to_json(held).encode()
    return pdf.to_pdf(held, progress=progress) if kind == "pdf" else render.to_html(held).encode()
