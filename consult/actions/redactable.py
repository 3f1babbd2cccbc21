"""Every text that an item's words can stand in: its own, those of its answers, and of what was born of it (R17)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consult.actions.allowing import Contribution
from consult.actions.naming import noun_of, reference_of, subject_of
from consult.queries.comments import ANSWERS
from consult.store.approving import Answered
from consult.store.audit import AuditEntry
from consult.store.comments import Comment, Response, Unsettled
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.incoming import Incoming
from consult.store.packs import Letter
from consult.store.questions import Question
from consult.store.unsent import Unsent
from consult.store.work import Note, Notice


class Seen(StrEnum):
    """Who reads a text today: everyone who may read the item; the clerk too; or an authority's officers or one person alone."""

    ALL = "all"
    CLERK = "clerk"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Slot:
    """A column of a row that holds text (or a mapping with texts), what it is in words, and what the record calls it."""

    row: Any
    field: str
    what: str
    seen: Seen
    subject: str

    @property
    def value(self) -> Any:
        return getattr(self.row, self.field) or ""


def slots(session: Session, item: Contribution) -> list[Slot]:
    """Those of an item, in the order they are read; `item` must be loaded as its page loads it."""
    return list(_slots(session, item))


def _slots(session: Session, item: Contribution) -> Iterator[Slot]:
    if isinstance(item, Commitment):
        yield from _of_commitment(session, item)
        return
    subject = subject_of(item)
    yield from _own(item, subject)
    for response in item.responses:
        yield from _of_answer(session, response, f"the answer of {response.authority.name}", subject)
        if response.group_id is not None:
            for other, comment in _mates(session, response):
                what = f"the same answer, given to {reference_of(comment)}"
                yield from _of_answer(session, other, what, subject_of(comment))
    column = Note.comment_id if isinstance(item, Comment) else Note.question_id
    for note in session.scalars(select(Note).where(column == item.id).order_by(Note.id)):
        yield Slot(note, "text", "a note among officers", Seen.OTHERS, subject)
    for born in _born(session, item):
        yield from _of_commitment(session, born)


def _own(item: Comment | Question, subject: str) -> Iterator[Slot]:
    if isinstance(item, Comment):
        yield Slot(item, "text", "the comment", Seen.ALL, subject)
        yield Slot(item, "suggested_wording", "the suggested wording", Seen.ALL, subject)
    else:
        for part in item.parts:
            letter = f", part ({chr(ord('a') + part.position)})" if len(item.parts) > 1 else ""
            yield Slot(part, "text", f"the question{letter}", Seen.ALL, subject)
    yield from _kept_back(item, "it", subject)
    yield from _taken(item)


def _taken(item: Contribution) -> Iterator[Slot]:
    yield Slot(item, "late_reason", "why it was taken late", Seen.ALL, subject_of(item))
    yield Slot(item, "rejection_note", "the note to its author", Seen.CLERK, subject_of(item))


def _kept_back(item: Comment | Question | Response, what: str, subject: str) -> Iterator[Slot]:
    if item.exemption is not None:
        yield Slot(item.exemption, "reason", f"why {what} is kept from the public", Seen.CLERK, subject)


def _of_answer(session: Session, response: Response, what: str, subject: str) -> Iterator[Slot]:
    seen = _seen(response)
    yield Slot(response, "text", what, seen, subject)
    yield Slot(response, "reason", f"the reason in {what}", seen, subject)
    yield Slot(response, "resulting_wording", f"the resulting wording in {what}", seen, subject)
    yield Slot(response, "return_reason", f"why {what} was sent back", Seen.OTHERS, subject)
    yield from _kept_back(response, what, subject)
    for mark in session.scalars(select(Unsettled).where(Unsettled.response_id == response.id)):
        yield Slot(mark, "reason", f"why {what} does not settle it", Seen.ALL, subject)


def _seen(response: Answered) -> Seen:
    if response.released_at is not None:
        return Seen.ALL
    return Seen.CLERK if response.approved_at is not None else Seen.OTHERS


def _mates(session: Session, response: Response) -> list[tuple[Response, Comment]]:
    """The other answers of a group, also those to what was withdrawn since, each with its comment."""
    others = session.scalars(
        select(Response)
        .where(Response.group_id == response.group_id, Response.id != response.id)
        .options(joinedload(Response.comment), *ANSWERS)
        .order_by(Response.id)
    )
    return [(one, one.comment) for one in others if one.comment is not None]


def _born(session: Session, item: Comment | Question) -> Sequence[Commitment]:
    """The requests and undertakings that came of an item or of its answers, also as they were given to other comments."""
    own = Commitment.comment_id if isinstance(item, Comment) else Commitment.question_id
    answers = [response.id for response in item.responses]
    shared = [response.group_id for response in item.responses if response.group_id is not None]
    answers += session.scalars(select(Response.id).where(Response.group_id.in_(shared)))
    return session.scalars(
        select(Commitment)
        .where(or_(own == item.id, Commitment.response_id.in_(answers)))
        .options(selectinload(Commitment.supplies).selectinload(Supply.files))
        .order_by(Commitment.kind, Commitment.number)
    ).all()


def _of_commitment(session: Session, item: Commitment) -> Iterator[Slot]:
    what, subject = f"{noun_of(item)} {reference_of(item)}", subject_of(item)
    yield Slot(item, "text", f"the words of {what}", Seen.ALL, subject)
    yield Slot(item, "quote", f"the promise quoted in {what}", Seen.ALL, subject)
    yield Slot(item, "closing_note", f"why {what} was closed", Seen.ALL, subject)
    yield from _taken(item)
    for supply in item.supplies:
        seen, given = _seen(supply), f"what was supplied to {what}"
        yield Slot(supply, "text", given, seen, subject)
        yield Slot(supply, "delay_reason", f"the reason given with {given}", seen, subject)
        yield Slot(supply, "identification_reason", f"the declaration made with {given}", seen, subject)
        yield Slot(supply, "return_reason", f"why {given} was sent back", Seen.OTHERS, subject)
        for file in supply.files:
            yield Slot(file, "name", f"the name of a file in {given}", seen, subject)
    promised = select(Commitment).where(Commitment.promised_in_id == item.id)
    for born in session.scalars(promised.options(selectinload(Commitment.supplies).selectinload(Supply.files))):
        yield from _of_commitment(session, born)


def waiting(session: Session, consultation: Consultation, item: Contribution, refs: Sequence[str]) -> list[Slot]:
    """What is on its way and may hold the words: changes not sent, letters and notices not sent, and the files items came in."""
    unsent = session.scalars(
        select(Unsent).where(Unsent.consultation_id == consultation.id, Unsent.author_id == item.author_id)
    )
    changes = [row for row in unsent if row.words.get("changing") in refs]
    found = [Slot(row, "words", "a change not sent yet", Seen.OTHERS, "") for row in changes]
    letters = session.scalars(
        select(Letter).where(Letter.sent_at.is_(None), Letter.text.contains(f"/{consultation.slug}"))
    )
    for letter in letters:
        if any(ref in letter.text or ref in letter.subject for ref in refs):
            found += [Slot(letter, field, "a letter not sent yet", Seen.OTHERS, "") for field in ("subject", "text")]
    notices = session.scalars(select(Notice).where(Notice.consultation_id == consultation.id, Notice.told_at.is_(None)))
    lines = [row for row in notices if any(ref in row.words or ref in row.path for ref in refs)]
    found += [Slot(row, "words", "a line of a daily letter", Seen.OTHERS, "") for row in lines]
    came = session.scalars(
        select(Incoming).where(
            Incoming.consultation_id == consultation.id,
            Incoming.author_id == item.author_id,
            Incoming.taken_at.is_not(None),
        )
    )
    found += [Slot(row, "proposals", "the file it came in", Seen.CLERK, "") for row in came]
    return found


def entries(session: Session, consultation: Consultation, subjects: Sequence[str]) -> Sequence[AuditEntry]:
    """The record's entries about some things that still have their details, the earliest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.chain == consultation.id, AuditEntry.subject.in_(subjects), AuditEntry.details.is_not(None))
        .order_by(AuditEntry.sequence)
    ).all()


def references(found: Sequence[Slot], item: Contribution) -> list[str]:
    """The references of an item and of everything else that its texts belong to."""
    return [subject.rpartition(" ")[2] for subject in subjects(found, item) if subject]


def subjects(found: Sequence[Slot], item: Contribution) -> list[str]:
    """What the record calls an item, and everything else that its texts belong to."""
    return list(dict.fromkeys([subject_of(item), *(slot.subject for slot in found)]))
