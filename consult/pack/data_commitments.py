"""Requests and undertakings of a record as JSON (see pack/data)."""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime
from typing import Any

from consult.domain.record_commitments import CommitmentLine, SupplyLine

Time = Callable[[datetime | None], str | None]


def commitment_json(line: CommitmentLine, time: Time) -> dict[str, Any]:
    """One line; `time` writes a moment."""
    return {
        "type": "commitment",
        "id": line.id,
        "reference": line.id,
        "kind": line.kind.value,
        "to": line.to,
        "by": line.by,
        "body": line.body,
        "owner": line.owner,
        "text": line.text,
        "due_on": line.due_on.isoformat(),
        "at": time(line.at),
        "section": line.section,
        "anchor": None
        if line.spot is None
        else {"version": line.spot.version, "position": [line.spot.section, line.spot.paragraph]},
        "about": line.about,
        "promised_in": line.promised_in,
        "quote": line.quote,
        "meeting_on": line.meeting_on.isoformat() if line.meeting_on else None,
        "minute": line.minute,
        "withdrawn_at": time(line.withdrawn_at),
        "rejected_at": time(line.rejected_at),
        "rejection": line.rejection.value if line.rejection else None,
        "exempt": None if line.sealed is None else line.sealed.paragraph or "confidential",
        "closed_at": time(line.closed_at),
        "closing_note": line.closing_note,
        "reopened_at": time(line.reopened_at),
        "supplies": [_supply(one, time) for one in line.supplies],
    }


def _supply(line: SupplyLine, time: Time) -> dict[str, Any]:
    return {
        "by": line.by,
        "text": line.text,
        "complete": line.complete,
        "at": time(line.at),
        "delay_reason": line.delay_reason,
        "depersonalised": line.depersonalised,
        "identification_reason": line.identification_reason,
        "no_prejudice": line.no_prejudice,
        "approved_at": time(line.approved_at),
        "released_at": time(line.released_at),
        "files": [
            {"name": file.name, "sha256": hashlib.sha256(file.data).hexdigest(), "data": b64encode(file.data).decode()}
            for file in line.files
        ],
    }
