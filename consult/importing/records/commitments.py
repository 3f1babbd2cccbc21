"""Requests and undertakings of a record, each read from one JSON object."""

import base64
import binascii
import hashlib
from collections.abc import Iterator
from datetime import date

from consult.domain.commitments import Kind
from consult.domain.exemption import PARAGRAPHS, Sealed
from consult.domain.record_commitments import CommitmentLine, FileLine, SupplyLine
from consult.domain.rejections import Rejection
from consult.domain.supplied_files import LONGEST_NAME as LONGEST_FILE_NAME
from consult.importing.records import shapes
from consult.importing.records.fields import Fields

_LARGEST_FILE = 80_000_000  # characters of base64


def commitment(fields: Fields) -> CommitmentLine:
    """`{"type": "commitment", "id": …, "kind": "request", "by": …, "to": …, "text": …, "due_on": "2021-03-15", "at": …}`."""
    withdrawn_at, rejected_at = fields.optional_time("withdrawn_at"), fields.optional_time("rejected_at")
    sealed = _sealed(fields)
    for passed_over in ("reference", "body"):
        fields.given(passed_over)
    bare = withdrawn_at is not None or rejected_at is not None or sealed is not None
    kind = fields.choice("kind", Kind)
    found = CommitmentLine(
        id=shapes.identity(fields, "id"),
        kind=kind,
        to=fields.name("to"),
        text=fields.text("text", needed=not bare and fields.values.get("quote") in (None, "")),
        due_on=_due(fields),
        at=fields.time("at"),
        by=shapes.who(fields, "by") if fields.given("by") is not None else None,
        body=shapes.body(fields),
        owner=shapes.who(fields, "owner") if fields.given("owner") is not None else None,
        section=fields.verbatim("section", 500).strip() or None,
        spot=shapes.spot(fields),
        about=shapes.identity(fields, "about") if fields.given("about") is not None else None,
        promised_in=shapes.identity(fields, "promised_in") if fields.given("promised_in") is not None else None,
        quote=fields.text("quote", needed=False),
        meeting_on=fields.day("meeting_on"),
        minute=fields.name("minute", 40, needed=False),
        withdrawn_at=withdrawn_at,
        rejected_at=rejected_at,
        rejection=fields.optional_choice("rejection", Rejection),
        sealed=sealed,
        closed_at=fields.optional_time("closed_at"),
        closing_note=fields.text("closing_note", needed=False),
        reopened_at=fields.optional_time("reopened_at"),
        supplies=tuple(_supply(one) for one in fields.objects("supplies")),
        where=fields.where,
    )
    _ensure_whole(fields, found)
    return found


def _ensure_whole(fields: Fields, line: CommitmentLine) -> None:
    if line.kind is Kind.REQUEST and line.by is None:
        fields.fault("“by” is missing; say who asked")
    if (line.rejected_at is None) != (line.rejection is None):
        fields.fault("“rejected_at” and “rejection” go together")
    given = [line.about, line.promised_in, line.meeting_on]
    if line.kind is Kind.UNDERTAKING and sum(one is not None for one in given) != 1:
        fields.fault("Say where it was promised: one of “about”, “promised_in” and “meeting_on”")


def _due(fields: Fields) -> date:
    found = fields.day("due_on")
    if found is None and fields.values.get("due_on") is None:
        fields.fault("“due_on” is missing; give the day, like 2021-03-15")
    return found or date.min


def _sealed(fields: Fields) -> Sealed | None:
    """`"exempt": 3`, or "confidential"; null for what everyone may read."""
    value = fields.given("exempt")
    if value == "confidential":
        return Sealed(None)
    paragraph = fields.whole("exempt", value, min(PARAGRAPHS), max(PARAGRAPHS))
    return None if paragraph is None else Sealed(paragraph)


def _supply(fields: Fields) -> SupplyLine:
    at = fields.time("at")
    approved_at, released_at = fields.optional_time("approved_at"), fields.optional_time("released_at")
    if released_at is not None:
        approved_at = approved_at or at
    if (approved_at or at) < at or (released_at or approved_at or at) < (approved_at or at):
        fields.fault("What is supplied is written, then approved, then released; its times say otherwise")
    found = SupplyLine(
        by=shapes.who(fields, "by"),
        text=fields.text("text"),
        complete=bool(fields.flag("complete")),
        at=at,
        delay_reason=fields.text("delay_reason", needed=False),
        depersonalised=fields.flag("depersonalised"),
        identification_reason=fields.text("identification_reason", needed=False),
        no_prejudice=fields.flag("no_prejudice"),
        approved_at=approved_at,
        released_at=released_at,
        files=tuple(_files(fields)),
    )
    fields.pass_over()
    return found


def _files(fields: Fields) -> Iterator[FileLine]:
    for one in fields.objects("files"):
        name = one.name("name", LONGEST_FILE_NAME)
        try:
            data = base64.b64decode(one.verbatim("data", _LARGEST_FILE), validate=True)
        except (binascii.Error, ValueError):
            one.fault("“data” is not base64")
            continue
        digest = one.optional("sha256", 64)
        if digest and digest != hashlib.sha256(data).hexdigest():
            one.fault("“data” is not what “sha256” says")
        one.pass_over()
        yield FileLine(name, data)
