"""Every version of an authority's answer, as the record keeps them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.queries import records
from consult.queries.records import Recorded
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.questions import Question


@dataclass(frozen=True, slots=True)
class Event:
    """Something that became of a version: "approve", "send back" or "release"."""

    act: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer said from one saving to the next, and what became of it. `disposition` is as stored."""

    revision: int
    by: str
    at: datetime
    text: str
    disposition: str
    reason: str
    wording: str
    approved: bool  # at once, by a lead officer's writing it, or later
    redacted: bool = False  # the clerk took words out of it since
    events: tuple[Event, ...] = field(default=())


def versions(
    session: Session, consultation: Consultation, item: Comment | Question, authority_id: int, *, holding: bool = False
) -> list[Version]:
    """The versions of one authority's answer (or holding reply) to an item, the first one first.

    A version whose words have been erased from the record, and not redacted there, is left out.
    """
    ours = (
        entry
        for entry in records.of_subject(session, consultation, _subject(item))
        if entry.act in _TOLD
        and entry.details.get("authority") == authority_id
        and bool(entry.details.get("holding")) is holding
    )
    return list(_told(ours))


_TOLD = ("answer", "approve", "send back", "release")


def text_of(found: Iterable[Version], revision: int) -> str:
    """What a revision said; "" where there was none."""
    return next((one.text for one in found if one.revision == revision), "")


def _told(entries: Iterable[Recorded]) -> Iterator[Version]:
    current: Version | None = None
    for entry in entries:
        act, at, details, by = entry.act, entry.at, entry.details, entry.by or "The operator"
        if act == "answer":
            if current is not None:
                yield current
            after = details["after"]
            current = Version(
                revision=details["revision"],
                by=by,
                at=at,
                text=after["text"],
                disposition=after["disposition"] or "",
                reason=after["reason"],
                wording=after["resulting_wording"],
                approved=bool(details.get("approved")),
                redacted=entry.redacted,
            )
        elif current is not None:
            event = Event(act, by, at, details.get("reason", ""))
            approved = current.approved or act == "approve"
            current = replace(current, approved=approved, events=(*current.events, event))
    if current is not None:
        yield current


def _subject(item: Comment | Question) -> str:
    kind, noun = (COMMENT, "comment") if isinstance(item, Comment) else (QUESTION, "question")
    return f"{noun} {reference(kind, item.number)}"
