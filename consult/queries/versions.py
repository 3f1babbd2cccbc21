"""Every version of an authority's answer, as the record keeps them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.store.audit import AuditEntry
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.people import Person
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
    events: tuple[Event, ...] = field(default=())


def versions(
    session: Session, consultation: Consultation, item: Comment | Question, authority_id: int, *, holding: bool = False
) -> list[Version]:
    """The versions of one authority's answer (or holding reply) to an item, the first one first.

    A version whose words have been erased from the record is left out.
    """
    rows = session.execute(
        select(AuditEntry.act, AuditEntry.at, AuditEntry.details, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            AuditEntry.chain == consultation.id,
            AuditEntry.subject == _subject(item),
            AuditEntry.act.in_(("answer", "approve", "send back", "release")),
        )
        .order_by(AuditEntry.sequence)
    )
    ours = (
        row
        for row in rows
        if row.details and row.details.get("authority") == authority_id and bool(row.details.get("holding")) is holding
    )
    return list(_told(ours))


def text_of(found: Iterable[Version], revision: int) -> str:
    """What a revision said; "" where there was none."""
    return next((one.text for one in found if one.revision == revision), "")


def _told(rows: Iterable[Any]) -> Iterator[Version]:
    current: Version | None = None
    for act, at, details, name in rows:
        by = name or "The operator"
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
