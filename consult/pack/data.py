"""A record as JSON: what `consult export --format json` writes and `consult load` takes."""

import json
from base64 import b64encode
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from consult.domain.record import (
    FORMAT,
    AnswerLine,
    CommentLine,
    DeclarationLine,
    EnquiryLine,
    Part,
    QuestionLine,
    Record,
    Version,
)
from consult.domain.record_about import About
from consult.pack.data_commitments import commitment_json
from consult.pack.data_marks import exempt_json, marks_json
from consult.pack.data_redrafts import anchor_json, change_json, place_json, position_json
from consult.pack.data_registers import coverage_json, paper_json, partner_json, recommendation_json


def to_json(record: Record) -> str:
    """The whole record, ending with a new line; the same record gives the same text.

    Each entry of its lists is also a line `consult load` understands. Times are UTC. Positions count from 0. It holds no
    e-mail address but that of the contact officer (R18), and no time of its own.
    """
    document = {
        "format": FORMAT,
        "consultation": None if record.about is None else _about(record.about),
        "people": [_part(one) for one in record.people],
        "drafts": [_version(one) for one in record.versions],
        "comments": [_comment(one) for one in record.comments],
        "questions": [_question(one) for one in record.questions],
        "responses": [_answer(one) for one in record.answers],
        "lines_of_enquiry": [_enquiry(one) for one in record.lines],
        "commitments": [commitment_json(one, _time) for one in record.commitments],
        "declarations": [_declaration(one) for one in record.declarations],
        "change_log": [change_json(one, _time) for one in record.changes],
        "partnership": [partner_json(one) for one in record.partners],
        "recommendations": [recommendation_json(one, _time) for one in record.recommendations],
        "coverage": [coverage_json(one, _time) for one in record.coverage],
        "background_papers": [paper_json(one) for one in record.papers],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _time(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _about(about: About) -> dict[str, Any]:
    said = {field.name: getattr(about, field.name) for field in fields(about)}
    times = {name: _time(value) for name, value in said.items() if name.endswith("_at")}
    day = about.meeting_on.isoformat() if about.meeting_on else None
    paused = [
        {"paused_at": _time(one.paused_at), "resumed_at": _time(one.resumed_at), "reason": one.reason}
        for one in about.pauses
    ]
    return {**said, "meeting_on": day, **times, "pauses": paused}


def _part(part: Part) -> dict[str, Any]:
    return {
        "type": "person",
        "id": part.who,
        "role": part.role.value,
        "name": part.name,
        "body": part.body,
        "until": _time(part.until),
    }


def _version(version: Version) -> dict[str, Any]:
    named = zip(version.draft.sections, version.authorities, strict=True)
    return {
        "version": version.number,
        "title": version.draft.title,
        "published_at": _time(version.published_at),
        "origin": version.origin.value,
        "based_on": version.based_on,
        "withdrawn_at": _time(version.withdrawn_at),
        "withdrawal_reason": version.withdrawal_reason,
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "level": section.level,
                "authority": authority or None,
                "paragraphs": [
                    {"label": p.label, "level": p.level, "kind": p.kind.value, "text": p.text, "html": p.html}
                    for p in section.paragraphs
                ],
            }
            for section, authority in named
        ],
        "figures": [
            {"sha256": figure.sha256, "media_type": figure.media_type, "data": b64encode(figure.data).decode()}
            for figure in version.draft.figures
        ],
    }


def _comment(line: CommentLine) -> dict[str, Any]:
    return {
        "type": "comment",
        "id": line.id,
        "reference": line.id,
        "by": line.by,
        "body": line.body,
        "section": line.section,
        "paragraph": line.paragraph,
        "quote": line.quote,
        "stance": line.stance.value if line.stance else None,
        "kind": line.kind.value,
        "text": line.text,
        "suggested_wording": line.suggested_wording,
        "supported_by": [{"by": one.by, "body": one.body, "at": _time(one.at)} for one in line.supported_by],
        "at": _time(line.at),
        "withdrawn_at": _time(line.withdrawn_at),
        "authority": line.authority,
        "anchor": None if line.spot is None else {**anchor_json(line.spot), "paragraph": line.paragraph},
        "places": [place_json(one) for one in line.places],
        **_arrival(line),
    }


def _arrival(line: CommentLine | QuestionLine) -> dict[str, Any]:
    came = line.came
    return {
        "came": None if came is None else {"by": came.way.value, "at": _time(came.at)},
        "late_reason": line.late_reason,
        **marks_json(line.marks, _time),
    }


def _question(line: QuestionLine) -> dict[str, Any]:
    return {
        "type": "question",
        "id": line.id,
        "reference": line.id,
        "by": line.by,
        "body": line.body,
        "to": list(line.to),
        "parts": list(line.parts),
        "wants": line.wants.value,
        "section": line.section,
        "paragraph": line.paragraph,
        "supplementary_to": line.supplementary_to,
        "at": _time(line.at),
        "accepted_at": _time(line.accepted_at),
        "waiting": line.waiting,
        "withdrawn_at": _time(line.withdrawn_at),
        "anchor": None if line.spot is None else position_json(line.spot),
        **_arrival(line),
    }


def _enquiry(line: EnquiryLine) -> dict[str, Any]:
    return {"type": "line-of-enquiry", "title": line.title, "questions": list(line.questions)}


def _answer(line: AnswerLine) -> dict[str, Any]:
    return {
        "type": "response",
        "to": line.to,
        "by": line.by,
        "authority": line.authority,
        "disposition": line.disposition.value if line.disposition else None,
        "text": line.text,
        "reason": line.reason,
        "resulting_wording": line.resulting_wording,
        "at": _time(line.at),
        "approved_at": _time(line.approved_at),
        "released": line.released_at is not None,
        "released_at": _time(line.released_at),
        "holding": line.holding,
        "group": line.group,
        "exempt": exempt_json(line.exempt),
        "unsettled": [{"by": one.by, "reason": one.reason, "at": _time(one.at)} for one in line.unsettled],
    }


def _declaration(line: DeclarationLine) -> dict[str, Any]:
    said = asdict(line)
    del said["where"]
    return {"type": "declaration", **said, "interest": line.interest.value, "at": _time(line.at)}
