"""The clerk takes words out of an item and its answers, wherever they stand there, and why (R17).

The tables then hold what the public may read, so that whatever reads them shows nothing else. What they held is sealed, for
the clerk; entries of the record that hold the words lose their details, which the chain allows, and the entry of the redaction
tells how they read since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consult.actions import packs
from consult.actions.allowing import Contribution, ensure, scene
from consult.actions.naming import reference_of, subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.actions.redactable import Slot, entries, references, slots, subjects, waiting
from consult.actions.takings import ensure_not_being_taken
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.redacting import holds, redacted_within
from consult.domain.refusals import Refused
from consult.store import words as index
from consult.store.audit import AuditEntry
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.questions import Question
from consult.store.sealing import Redaction


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words stand: texts that are shown, what is on its way, and entries of the record."""

    shown: Sequence[Slot]
    on_the_way: Sequence[Slot]
    recorded: Sequence[AuditEntry]

    @property
    def anywhere(self) -> bool:
        return bool(self.shown or self.on_the_way or self.recorded)


def look_for(session: Session, *, consultation: Consultation, item: Contribution, words: str) -> Found:
    """Everything of an item that holds the words; nothing is changed."""
    there = slots(session, item)
    named = subjects(there, item)
    on_the_way = waiting(session, consultation, item, [subject.rpartition(" ")[2] for subject in named])
    return Found(
        shown=[slot for slot in there if holds(slot.value, words)],
        on_the_way=[slot for slot in on_the_way if holds(slot.value, words)],
        recorded=[entry for entry in entries(session, consultation, named) if holds(entry.details, words)],
    )


def ensure_redactable(
    session: Session,
    *,
    consultation: Consultation,
    item: Contribution,
    words: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> Found:
    """Where the words stand. Raises Refused as `redact` does, and changes nothing: for a preview."""
    ensure(by, Act.SEAL, scene(consultation, now))
    said = ensure_text(words, what="the words to take out", field="words")
    why = ensure_text(reason, what="why they are taken out", field="reason")
    if holds(why, said):
        raise Refused("Everyone reads the reason. Leave the words themselves out of it.", field="reason")
    ensure_not_being_taken(session, item)
    found = look_for(session, consultation=consultation, item=item, words=said)
    if not found.anywhere:
        raise Refused(
            f"These words do not stand in {reference_of(item)} or its answers. Copy whole words, exactly.",
            field="words",
        )
    return found


def redact(
    session: Session,
    *,
    consultation: Consultation,
    item: Contribution,
    words: str,
    reason: str,
    by: Actor,
    now: datetime,
) -> Redaction:
    """Replaces the words by "[redacted]" in the item, its answers, what was born of it and what is on its way.

    Digests made before are discarded. Raises Refused for anybody but the clerk, for no words or no reason, for words that do
    not stand there, and for a reason that repeats them.
    """
    found = ensure_redactable(session, consultation=consultation, item=item, words=words, reason=reason, by=by, now=now)
    said = words.strip()
    sealed = [_replace(slot, said) for slot in (*found.shown, *found.on_the_way)]
    erased: dict[str, list[dict[str, Any]]] = {subject_of(item): []}
    for entry in found.recorded:
        erased.setdefault(entry.subject, []).append(_as_it_reads(entry, said))
        sealed.append({"subject": entry.subject, "act": entry.act, "entry": entry.sequence, "details": entry.details})
        entry.details = None
    row = _keep(session, consultation, item, said, reason, sealed, by, now)
    index.forget(session.connection())
    for subject, lost in erased.items():
        record(
            session, "redact", subject, consultation=consultation, by=by, now=now, reason=row.reason,
            item=reference_of(item), places=len(found.shown), erased=lost,
        )  # fmt: skip
    packs.discard(
        session, consultation=consultation, since=item.received_at, by=by, now=now,
        why=f"Words in {reference_of(item)} were redacted after it was made.", references=references(found.shown, item),
    )  # fmt: skip
    return row


def carry(
    session: Session, *, consultation: Consultation, item: Contribution, reason: str, by: Actor, now: datetime
) -> Redaction:
    """Marks an item as redacted whose words were taken out where the record was kept before; they are not here."""
    ensure(by, Act.SEAL, scene(consultation, now))
    why = ensure_text(reason, what="why words were taken out", field="reason")
    row = _keep(session, consultation, item, "", why, [], by, now)
    record(session, "redact", subject_of(item), consultation=consultation, by=by, now=now, reason=why, erased=[])
    return row


def _replace(slot: Slot, words: str) -> dict[str, Any]:
    """Takes the words out of one text, and gives what is sealed of it. Whoever has an answer open sees that it changed."""
    before = slot.value
    setattr(slot.row, slot.field, redacted_within(before, words))
    if isinstance(slot.row, Response) and slot.row.released_at is None:
        slot.row.revision += 1
    return {"what": slot.what, "seen": slot.seen.value, "before": before}


def _as_it_reads(entry: AuditEntry, words: str) -> dict[str, Any]:
    """What the record goes on telling of an entry whose details are erased: the same, with the words taken out."""
    return {"sequence": entry.sequence, "act": entry.act, "details": redacted_within(entry.details, words)}


def _keep(
    session: Session, consultation: Consultation, item: Contribution, words: str, reason: str,
    sealed: list[dict[str, Any]], by: Actor, now: datetime,
) -> Redaction:  # fmt: skip
    row = Redaction(
        consultation_id=consultation.id, words=words, sealed=sealed, reason=reason.strip(), redacted_at=now,
        redacted_by_id=by.person_id,
    )  # fmt: skip
    if isinstance(item, Comment):
        row.comment_id = item.id
    elif isinstance(item, Question):
        row.question_id = item.id
    else:
        row.commitment_id = item.id
    session.add(row)
    session.flush()
    session.expire(item, ["redactions"])
    return row
