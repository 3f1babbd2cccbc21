"""Personal data are erased once a strategy is adopted and the time to challenge it has passed (R23).

What was published stays: names, councils, comments, answers and papers. What nobody needs any more goes. What a dry run
counts and what is erased come from the same list of conditions, so that the one cannot promise what the other does not do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, delete, func, null, or_, select, update
from sqlalchemy.orm import Session

from consult.actions.recording import record
from consult.domain.calendar import short_day
from consult.domain.lifecycle import ItemState
from consult.domain.refusals import Refused
from consult.domain.retention import ERASED
from consult.store import words as index
from consult.store.audit import AuditEntry
from consult.store.base import Base
from consult.store.comments import Comment
from consult.store.commitments import Commitment, Reminder
from consult.store.consultations import Consultation
from consult.store.drafts import DraftVersion, Section
from consult.store.incoming import Incoming
from consult.store.packs import Letter, Pack
from consult.store.privacy import PrivacyRead
from consult.store.questions import Question, QuestionPart
from consult.store.redrafts import SectionEdit
from consult.store.sealing import Redaction
from consult.store.unsent import Unsent
from consult.store.visits import Opened, Visit
from consult.store.work import Assignment, Note, Notice, SavedAnswer

ACT = "erase personal data"
"""What the record calls it."""

_ABOUT_NOBODY = ("seal pack", "discard pack", "set window")
"""The acts whose details are kept: hashes of papers, and times."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows that go, or (`values`) columns of them that are emptied; `where` is true of those that still hold something."""

    what: str
    table: type[Base]
    where: ColumnElement[bool]
    values: Mapping[str, Any] | None = None

    def count(self, session: Session) -> int:
        """How many rows."""
        return session.scalar(select(func.count()).select_from(self.table).where(self.where)) or 0

    def remove(self, session: Session) -> int:
        """Takes them away; returns how many there were."""
        how = delete(self.table) if self.values is None else update(self.table).values(self.values)
        done = session.execute(how.where(self.where).execution_options(synchronize_session=False))
        return int(done.rowcount)  # type: ignore[attr-defined]


def counted(session: Session, traces: Sequence[Trace]) -> dict[str, int]:
    """What there is of each kind, without the kinds there is nothing of."""
    return _summed((trace.what, trace.count(session)) for trace in traces)


def removed(session: Session, traces: Sequence[Trace]) -> dict[str, int]:
    """Takes them away, in their order, and what the index of search kept of them; returns what there was."""
    found = _summed([(trace.what, trace.remove(session)) for trace in traces])
    if found:
        index.forget(session.connection())
        session.expire_all()
    return found


def _summed(counts: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for what, count in counts:
        if count:
            found[what] = found.get(what, 0) + count
    return found


def traces(consultation: Consultation, due_on: date) -> list[Trace]:
    """Everything about people that a consultation kept before the day it is due on, and that was never published.

    What goes on after it (answers that are still owed, papers asked for again) is not touched by a later run.
    """
    until = midnight(due_on)
    return [
        *_on_the_way(consultation, until),
        *_of_officers(consultation, until),
        *_of_visits(consultation, until),
        *_never_published(consultation),
        _unissued(consultation, until),
        _details(consultation, until),
    ]


def midnight(day: date) -> datetime:
    """The beginning of a day, as all installations tell it."""
    return datetime.combine(day, time(), UTC)


def _on_the_way(consultation: Consultation, until: datetime) -> Iterator[Trace]:
    of = consultation.id
    yield Trace("texts not sent", Unsent, and_(Unsent.consultation_id == of, Unsent.saved_at < until))
    came = and_(Incoming.consultation_id == of, Incoming.uploaded_at < until)
    yield Trace("files that comments came in", Incoming, came)
    to_it = Letter.text.contains(f"/{consultation.slug}/", autoescape=True)
    yield Trace("letters", Letter, and_(to_it, Letter.written_at < until))
    told = and_(Notice.consultation_id == of, Notice.happened_at < until)
    yield Trace("lines of daily letters", Notice, told)
    yield Trace("reminders", Reminder, and_(Reminder.consultation_id == of, Reminder.sent_at < until))


def _of_officers(consultation: Consultation, until: datetime) -> Iterator[Trace]:
    """What they wrote for themselves."""
    comments = select(Comment.id).where(Comment.consultation_id == consultation.id)
    questions = select(Question.id).where(Question.consultation_id == consultation.id)
    versions = select(DraftVersion.id).where(DraftVersion.consultation_id == consultation.id)
    noted = or_(Note.comment_id.in_(comments), Note.question_id.in_(questions))
    yield Trace("notes among officers", Note, and_(noted, Note.written_at < until))
    given = or_(Assignment.comment_id.in_(comments), Assignment.question_id.in_(questions))
    yield Trace("assignments", Assignment, and_(given, Assignment.assigned_at < until))
    kept = and_(SavedAnswer.consultation_id == consultation.id, SavedAnswer.saved_at < until)
    yield Trace("answers kept for use again", SavedAnswer, kept)
    aside = and_(SectionEdit.version_id.in_(versions), SectionEdit.kept_at < until)
    yield Trace("texts of the draft kept aside", SectionEdit, aside)


def _of_visits(consultation: Consultation, until: datetime) -> Iterator[Trace]:
    versions = select(DraftVersion.id).where(DraftVersion.consultation_id == consultation.id)
    sections = select(Section.id).where(Section.version_id.in_(versions))
    read = and_(PrivacyRead.consultation_id == consultation.id, PrivacyRead.read_at < until)
    yield Trace("notices read", PrivacyRead, read)
    yield Trace("visits", Visit, and_(Visit.consultation_id == consultation.id, Visit.last_at < until))
    yield Trace("parts of the draft opened", Opened, and_(Opened.section_id.in_(sections), Opened.opened_at < until))


def _never_published(consultation: Consultation) -> Iterator[Trace]:
    """The words of what was withdrawn or rejected, notes to their authors, and what stood where words were redacted."""
    gone = (ItemState.WITHDRAWN.value, ItemState.REJECTED.value)
    what = "texts withdrawn or rejected"
    words = {"text": ERASED, "suggested_wording": None}
    said = or_(Comment.text != ERASED, Comment.suggested_wording.is_not(None))
    yield Trace(what, Comment, and_(Comment.consultation_id == consultation.id, Comment.state.in_(gone), said), words)
    asked = select(Question.id).where(Question.consultation_id == consultation.id, Question.state.in_(gone))
    parts = and_(QuestionPart.question_id.in_(asked), QuestionPart.text != ERASED)
    yield Trace(what, QuestionPart, parts, {"text": ERASED})
    owed = and_(Commitment.consultation_id == consultation.id, Commitment.state.in_(gone), Commitment.text != ERASED)
    yield Trace(what, Commitment, owed, {"text": ERASED, "quote": ""})
    for table in (Comment, Question, Commitment):
        noted = and_(table.consultation_id == consultation.id, table.rejection_note != "")
        yield Trace("notes to authors", table, noted, {"rejection_note": ""})
    sealed = or_(Redaction.words != "", cast(Redaction.sealed, Text) != "[]")
    held = and_(Redaction.consultation_id == consultation.id, sealed)
    yield Trace("originals of redactions", Redaction, held, {"words": "", "sealed": []})


def _unissued(consultation: Consultation, until: datetime) -> Trace:
    """Papers made and never issued, with what was written for them: reports to councils, drafts of the digest."""
    kept = or_(Pack.state == "ready", cast(Pack.options, Text) != "{}")
    drafts = and_(
        Pack.consultation_id == consultation.id, Pack.issue_id.is_(None), Pack.requested_at < until, kept
    )  # fmt: skip
    why = "Discarded: personal data were erased after it was made. Make it again."
    gone: dict[str, Any] = {"state": "failed", "failure": why, "progress": "", "data": None, "size": 0, "options": {}}
    return Trace("papers never issued", Pack, drafts, gone)


def _details(consultation: Consultation, until: datetime) -> Trace:
    of_it = (AuditEntry.chain == consultation.id, AuditEntry.at < until, AuditEntry.act.not_in(_ABOUT_NOBODY))
    held = and_(*of_it, has_details())
    return Trace("details of entries in the record", AuditEntry, held, {"details": null()})


def has_details() -> ColumnElement[bool]:
    """True of an entry of the record whose details were not erased before, in either way of storing nothing."""
    return and_(AuditEntry.details.is_not(None), cast(AuditEntry.details, Text) != "null")


def erase(session: Session, *, consultation: Consultation, due_on: date, today: date, now: datetime) -> dict[str, int]:
    """Erases what the traces find, and records that it was done: of what how much, of nobody who. Returns that.

    Does nothing the second time. Raises Refused before the day, and where nothing was adopted.
    """
    if consultation.adopted_at is None or today < due_on:
        until = f" before {short_day(due_on)}" if consultation.adopted_at else ": it has not been adopted"
        raise Refused(f"The personal data of {consultation.slug} cannot be erased{until}.")
    found = removed(session, traces(consultation, due_on))
    if found:
        record(session, ACT, "consultation", consultation=consultation, by=None, now=now, erased=found)
    return found


def unsent_traces(consultation: Consultation, today: date, unsent_days: int) -> list[Trace]:
    """Texts nobody has touched for so many days; to be asked for once the window has been closed for as long."""
    untouched = midnight(today - timedelta(days=unsent_days))
    return [
        Trace("texts not sent", Unsent, and_(Unsent.consultation_id == consultation.id, Unsent.saved_at < untouched))
    ]
