"""What became of a comment or question since it was sent: who changed it, when, and what it said before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from consult.actions.allowing import Contribution
from consult.actions.naming import subject_of
from consult.domain.calendar import short_day
from consult.domain.dispositions import Kind, Stance
from consult.domain.exemption import Sealed
from consult.domain.questions import Wants
from consult.domain.redline import Piece, changes
from consult.domain.rejections import Rejection
from consult.present.entries import lettered
from consult.queries import records
from consult.web.guards import Here
from consult.web.receipts import moment_in_zone


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was changed, as a change of words."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something done to it, in words."""

    what: str
    by: str
    at: str
    differences: tuple[Difference, ...] = ()
    because: str = ""


ENTERED = "Entered by the clerk for its author"
REDACTED = "Words of this change were redacted."
ERASED = "What this said was erased."

_WHAT = {
    "comment": "Sent",
    "ask": "Sent",
    "change comment": "Changed",
    "change question": "Changed",
    "accept": "Accepted",
    "withdraw": "Withdrawn",
    "reject": "Rejected",
    "exempt": "Kept from the public",
    "lift exemption": "No longer kept from the public",
    "late": "Marked as late",
    "not late": "No longer marked as late",
    "redact": "Words redacted",
    "support": "Supported",
    "end support": "Support withdrawn",
    "request": "Sent",
    "change request": "Changed",
    "undertake": "Recorded",
    "supply": "Supply written",
    "approve supply": "Supply approved",
    "send back supply": "Supply sent back",
    "release supply": "Supply released",
    "remind": "Reminder sent",
    "close": "Closed",
    "reopen": "Reopened",
    "resolve": "Recorded",
    "correct recommendation": "Corrected",
    "issue": "Issued",
    "withdraw recommendation": "Withdrawn",
    "reply": "Response written",
    "approve reply": "Response approved",
    "send back reply": "Response sent back",
    "release reply": "Response released",
    "enter reply": "Response entered by the clerk",
    "cover": "Said how it is covered",
}
"""The acts told; an answer's own versions are told with the answer, and what was supplied stands with the commitment."""

_NAMES = {
    "text": "Comment",
    "quote": "Words commented on",
    "suggested_wording": "Suggested wording",
    "stance": "Stance",
    "kind": "Kind",
}

_NOT_OPEN = {"change request", "supply", "reply", "enter reply"}
"""The acts whose words are not told here: what is not released is its authority's, and what is stands with the item."""


def history_of(here: Here, item: Contribution) -> list[Event]:
    """From the record, the earliest first."""
    return history_of_subject(here, subject_of(item))


def history_of_subject(here: Here, subject: str) -> list[Event]:
    """The same of anything the record names."""
    return [
        Event(
            what=ENTERED if entry.details.get("came_by") else _WHAT[entry.act],
            by=entry.by or "The operator of this service",
            at=moment_in_zone(entry.at, here.zone),
            differences=tuple(_differences(entry.act, entry.details)),
            because=f"{_because(entry.act, entry.details)} {_gone(entry)}".strip(),
        )
        for entry in records.of_subject(here.session, here.consultation, subject)
        if entry.act in _WHAT
    ]


def _gone(entry: records.Recorded) -> str:
    if entry.redacted:
        return REDACTED
    return ERASED if entry.erased else ""


def _differences(act: str, details: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = details.get("before"), details.get("after")
    if act == "change question" and details:
        yield from _differences_of_question(details)
    if act == "change request" and details:
        yield from _differences_of_request(details)
    if act == "cover" and details and details["before"][1] != details["after"][1]:
        yield Difference("Explanation", changes(details["before"][1], details["after"][1]))
    if act == "correct recommendation" and details:
        yield from _differences_of_recommendation(details)
    if act in _NOT_OPEN or act == "correct recommendation":
        return
    if not isinstance(before, dict) or not isinstance(after, dict):
        return
    for field, name in _NAMES.items():
        old, new = _worded(field, before.get(field)), _worded(field, after.get(field))
        if old != new:
            yield Difference(name, changes(old, new))


def _differences_of_question(details: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = details["before"], details["after"]
    if before != after:
        yield Difference("Question", changes(lettered(before), lettered(after)))
    if "wants" in details:
        old, new = (Wants(wanted).wording for wanted in details["wants"])
        yield Difference("Answer wanted", changes(old, new))


def _differences_of_request(details: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = details["before"], details["after"]
    for field, name in (("text", "What is asked for"), ("due_on", "Due")):
        if before[field] != after[field]:
            yield Difference(name, changes(str(before[field]), str(after[field])))


def _differences_of_recommendation(details: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = details["before"], details["after"]
    for field, name in (("text", "Recommendation"), ("meeting_on", "Meeting"), ("minute", "Minute")):
        if before[field] != after[field]:
            yield Difference(name, changes(before[field], after[field]))


def _because(act: str, details: Mapping[str, Any]) -> str:
    """Why, where the clerk had to say."""
    if details.get("late_reason") and details.get("came_by"):
        return f"Late: {details['late_reason']}"
    if act == "reject" and details:
        note = details["note"] and f" To its author: {details['note']}"
        return f"{Rejection(details['reason']).wording}.{note}"
    if act == "exempt" and details:
        paragraph, reason = details["after"]
        return ". ".join(part for part in (Sealed(paragraph).mark, reason) if part)
    if act == "cover" and details:
        sections = len(details["after"][0])
        return f"In version {details['version']}, {sections} {'section' if sections == 1 else 'sections'}."
    if act == "issue" and details:
        bodies = len(details["sent_to"])
        return f"On {short_day(date.fromisoformat(details['on']))}, to {bodies} {'body' if bodies == 1 else 'bodies'}."
    if act in {"close", "reopen", "withdraw recommendation"}:
        return str(details.get("note") or "")
    return str(details.get("after" if act == "late" else "reason") or "") if act in _REASONED else ""


_REASONED = {"late", "not late", "redact", "send back supply", "send back reply"}


def _worded(field: str, value: Any) -> str:
    if not value:
        return ""
    if field == "stance":
        return Stance(value).wording
    return Kind(value).wording if field == "kind" else str(value)
