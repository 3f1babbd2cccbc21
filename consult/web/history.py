"""What became of a comment since it was sent, for the clerk: who changed it, when, and what it said before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from consult.domain.dispositions import Kind, Stance
from consult.domain.numbering import COMMENT, reference
from consult.domain.redline import Piece, changes
from consult.queries import records
from consult.store.comments import Comment
from consult.web.guards import Here
from consult.web.receipts import moment_in_zone


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was changed, as a change of words."""

    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something done to the comment, in words."""

    what: str
    by: str
    at: str
    differences: tuple[Difference, ...] = ()


_WHAT = {
    "comment": "Sent",
    "change comment": "Changed",
    "withdraw": "Withdrawn",
    "reject": "Rejected",
    "support": "Supported",
    "end support": "Support withdrawn",
}
"""The acts told; an answer's own versions are told with the answer."""

_NAMES = {
    "text": "Comment",
    "quote": "Words commented on",
    "suggested_wording": "Suggested wording",
    "stance": "Stance",
    "kind": "Kind",
}


def history_of(here: Here, comment: Comment) -> list[Event]:
    """From the record, the earliest first."""
    subject = f"comment {reference(COMMENT, comment.number)}"
    return [
        Event(
            what=_WHAT[entry.act],
            by=entry.by or "The operator of this service",
            at=moment_in_zone(entry.at, here.zone),
            differences=tuple(_differences(entry.details)) if "before" in entry.details else (),
        )
        for entry in records.of_subject(here.session, here.consultation, subject)
        if entry.act in _WHAT
    ]


def _differences(details: Mapping[str, Any]) -> Iterator[Difference]:
    before, after = details["before"] or {}, details["after"] or {}
    for field, name in _NAMES.items():
        old, new = _worded(field, before.get(field)), _worded(field, after.get(field))
        if old != new:
            yield Difference(name, changes(old, new))


def _worded(field: str, value: Any) -> str:
    if not value:
        return ""
    if field == "stance":
        return Stance(value).wording
    return Kind(value).wording if field == "kind" else str(value)
