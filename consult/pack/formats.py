"""What is exported, in the format asked for: the digest to be read, or the record behind it for other programs."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import Digest
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.domain.record import Record
from consult.pack import data, pdf, render
from consult.pack.attachments import Attachment
from consult.pack.gather import gather
from consult.pack.record import gather_record
from consult.store.consultations import Consultation

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
EVERYTHING, DRAFT = Options(), Publication()


def contents(
    session: Session,
    consultation: Consultation,
    kind: str,
    *,
    made_at: datetime,
    timezone: ZoneInfo,
    options: Options = EVERYTHING,
    publication: Publication = DRAFT,
    only: frozenset[str] | None = None,
) -> Digest | Record:
    """What goes into a file of that kind: all that is read from the database for it. Raises Refused as `gather` does.

    A record is always the whole of what is public, whatever the options.
    """
    if kind == "json":
        return gather_record(session, consultation)
    return gather(
        session, consultation, made_at=made_at, timezone=timezone, options=options, publication=publication, only=only
    )


def render_as(
    held: Digest | Record,
    kind: str,
    *,
    attachments: Sequence[Attachment] = (),
    progress: Callable[[str], None] | None = None,
    kept: Path | None = None,
) -> bytes:
    """The bytes of a digest as "pdf" or "html", of a record as "json". Raises RenderFailed where the PDF cannot be made.

    `attachments` go into a PDF; `kept` is the folder its laid-out parts may be kept in.
    """
    if isinstance(held, Record):
        return data.to_json(held).encode()
    if kind == "pdf":
        return pdf.to_pdf(held, attachments=attachments, progress=progress, kept=kept)
    return render.to_html(held).encode()
