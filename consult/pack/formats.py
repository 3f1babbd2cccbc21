"""What is exported, in the format asked for: a paper to be read, or the record behind it for other programs."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.domain.digest import Digest
from consult.domain.pack_options import Options
from consult.domain.publication import Publication
from consult.domain.record import Record
from consult.domain.report import Particulars, Report
from consult.domain.statement import Statement
from consult.pack import data, render
from consult.pack.attachments import Attachment
from consult.pack.digest_docx import to_docx
from consult.pack.gather import gather
from consult.pack.iso_template import to_iso
from consult.pack.items import items_csv
from consult.pack.press import print_page
from consult.pack.record import gather_record
from consult.pack.registers import to_xlsx
from consult.pack.reports import gather_report
from consult.pack.reports_page import report_docx, report_print_html
from consult.pack.statements import gather_statement
from consult.pack.statements_page import statement_docx, statement_html, statement_print_html
from consult.store.consultations import Consultation
from consult.store.packs import Pack

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "iso-xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "iso-docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}
"""By format; a file's ending is what follows the last hyphen of its format."""

EVERYTHING, DRAFT = Options(), Publication()

Contents = Digest | Record | Report | Statement

_PRINTED: Mapping[type[Any], Callable[[Any], str]] = {
    Digest: render.to_print_html,
    Report: report_print_html,
    Statement: statement_print_html,
}
"""The page that the press prints of each kind of paper."""

_FILES: Mapping[tuple[type[Any], str], Callable[[Any], str | bytes]] = {
    (Digest, "html"): render.to_html,
    (Digest, "docx"): to_docx,
    (Digest, "xlsx"): to_xlsx,
    (Digest, "csv"): items_csv,
    (Digest, "iso-xlsx"): partial(to_iso, kind="xlsx"),
    (Digest, "iso-docx"): partial(to_iso, kind="docx"),
    (Record, "json"): data.to_json,
    (Report, "docx"): report_docx,
    (Statement, "html"): statement_html,
    (Statement, "docx"): statement_docx,
}


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
) -> Contents:
    """What goes into a file of that kind: all that is read from the database for it. Raises Refused as `gather` does.

    A record is always the whole of what is public, whatever the options.
    """
    if kind == "json":
        return gather_record(session, consultation)
    return gather(
        session, consultation, made_at=made_at, timezone=timezone, options=options, publication=publication, only=only
    )


def of_paper(
    session: Session, consultation: Consultation, pack: Pack, *, made_at: datetime, timezone: ZoneInfo
) -> Contents:
    """What goes into a paper other than the digest, as it was asked for. Raises Refused where it cannot be made yet."""
    if pack.paper == "statement":
        return gather_statement(session, consultation, made_at=made_at, timezone=timezone)
    particulars = Particulars.from_json(pack.options)
    return gather_report(session, consultation, pack.person_id or 0, particulars, made_at=made_at, timezone=timezone)


def render_as(
    held: Contents,
    kind: str,
    *,
    attachments: Sequence[Attachment] = (),
    progress: Callable[[str], None] | None = None,
    kept: Path | None = None,
) -> bytes:
    """The bytes of a paper in one of the formats it is offered in. Raises RenderFailed where the PDF cannot be made.

    `attachments` go into a PDF; `kept` is the folder its laid-out parts may be kept in.
    """
    if kind == "pdf":
        page = _PRINTED[type(held)](held)
        return print_page(page, attachments=attachments, progress=progress, kept=kept)
    made = _FILES[type(held), kind](held)
    return made.encode() if isinstance(made, str) else made


def ending(kind: str) -> str:
    """What a file of that format ends in: "iso-xlsx" is a workbook."""
    return kind.rpartition("-")[2]
