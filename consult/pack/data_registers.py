"""Recommendations, coverage, background papers and the partnership of a record as JSON (see pack/data)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from consult.domain.record_registers import CoverageLine, PaperLine, PartnerLine, RecommendationLine, ReplyLine
from consult.pack.data_redrafts import position_json

Time = Callable[[datetime | None], str | None]


def partner_json(line: PartnerLine) -> dict[str, Any]:
    """A body of the partnership."""
    return {
        "type": "partner",
        "body": line.body,
        "kind": line.kind.value if line.kind else None,
        "begins": _day(line.begins),
        "ends": _day(line.ends),
    }


def recommendation_json(line: RecommendationLine, time: Time) -> dict[str, Any]:
    """One recommendation; `time` writes a moment."""
    return {
        "type": "recommendation",
        "id": line.id,
        "reference": line.id,
        "text": line.text,
        "meeting_on": _day(line.meeting_on),
        "minute": line.minute,
        "at": time(line.at),
        "section": line.section,
        "anchor": None if line.spot is None else position_json(line.spot),
        "question": line.question,
        "issued_on": _day(line.issued_on),
        "issued_at": time(line.issued_at),
        "sent_to": [{"body": body, "kind": kind.value} for body, kind in line.sent_to],
        "replies": [_reply(one, time) for one in line.replies],
        "withdrawn_at": time(line.withdrawn_at),
        "withdrawal_reason": line.withdrawal_reason,
        "closed_at": time(line.closed_at),
        "closing_note": line.closing_note,
    }


def _reply(line: ReplyLine, time: Time) -> dict[str, Any]:
    return {
        "body": line.body,
        "by": line.by,
        "acts": line.acts,
        "text": line.text,
        "at": time(line.at),
        "came_on": _day(line.came_on),
        "approved_at": time(line.approved_at),
        "released_at": time(line.released_at),
    }


def coverage_json(line: CoverageLine, time: Time) -> dict[str, Any]:
    """What was said of a duty in a version."""
    return {
        "type": "coverage",
        "version": line.version,
        "duty": line.duty,
        "sections": [spot.section for spot in line.spots],
        "explanation": line.explanation,
        "by": line.by,
        "at": time(line.at),
    }


def paper_json(line: PaperLine) -> dict[str, Any]:
    """A background paper."""
    return {
        "type": "background-paper",
        "title": line.title,
        "place": line.place,
        "link": line.link,
        "dated_on": _day(line.dated_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
