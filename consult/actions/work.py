"""An authority's officers share the work: who answers what by when, what they note to each other, the texts they keep."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Actor, Role
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import responses, work
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.questions import Question
from consult.store.work import Assignment, Note, SavedAnswer

Item = Comment | Question

LONGEST_NOTE = 2_000
LONGEST_TITLE = 120


def assign(
    session: Session,
    *,
    consultation: Consultation,
    items: Sequence[Item],
    authority_id: int,
    person_id: int | None,
    due_on: date | None,
    by: Actor,
    now: datetime,
    today: date,
) -> list[Item]:
    """Gives items to an officer of the authority (None: to nobody), due on a day from `today` on. Returns those that changed.

    The lead officer gives them to anybody of the authority; an officer takes those that are nobody's, or alters the day of
    their own. Raises Refused for anybody else, for a person who is not one of its officers, and for a day that has passed.
    """
    if person_id is not None and person_id not in {
        one.id for one in work.officers(session, consultation, authority_id)
    }:
        raise Refused("Choose one of the authority’s officers", field="officer")
    changed = []
    for item in items:
        held = work.assignment(session, item, authority_id)
        _ensure_may_assign(session, consultation, item, authority_id, held, person_id, by, now)
        before = (held.person_id, held.due_on) if held else (None, None)
        if before == (person_id, due_on if person_id else None):
            continue
        if due_on is not None and due_on < today and due_on != before[1]:
            raise Refused("The due date must be today or later", field="due")
        _hand_over(session, held, item, authority_id, person_id, due_on, by, now)
        record(
            session, "assign", _subject(item), consultation=consultation, by=by, now=now,
            authority=authority_id, before=before, after=[person_id, due_on if person_id else None],
        )  # fmt: skip
        changed.append(item)
    return changed


def _ensure_may_assign(
    session: Session,
    consultation: Consultation,
    item: Item,
    authority_id: int,
    held: Assignment | None,
    person_id: int | None,
    by: Actor,
    now: datetime,
) -> None:
    response = responses.of_authority(session, item, authority_id)
    here = scene(consultation, now, item, asked=frozenset({authority_id}), response=response)
    if authority_id in by.authorities(frozenset({Role.LEAD_OFFICER})):
        ensure(by, Act.ASSIGN, here)
        return
    ensure(by, Act.RESPOND, here)
    if held is not None and held.person_id != by.person_id:
        raise Refused(f"{_name(item)} is assigned to {held.person.name}. Ask your lead officer to give it to you.")
    if person_id not in {None, by.person_id}:
        raise Refused("Only the authority's lead officer can give work to others.")


def _hand_over(
    session: Session,
    held: Assignment | None,
    item: Item,
    authority_id: int,
    person_id: int | None,
    due_on: date | None,
    by: Actor,
    now: datetime,
) -> None:
    if person_id is None:
        session.delete(held)
    else:
        row = held or Assignment(authority_id=authority_id)
        if held is None:
            _point_at(row, item)
            session.add(row)
        row.person_id, row.due_on, row.assigned_at, row.assigned_by_id = person_id, due_on, now, by.person_id
    session.flush()


def note(
    session: Session, *, consultation: Consultation, item: Item, authority_id: int, text: str, by: Actor, now: datetime
) -> Note:
    """A note for the authority's own officers. The record says that there is one, not what it says."""
    ensure(by, Act.NOTE, scene(consultation, now, item, asked=frozenset({authority_id})))
    words = ensure_text(text, what="your note", field="note")
    if len(words) > LONGEST_NOTE:
        raise Refused(f"That is {len(words):,} characters; a note has {LONGEST_NOTE:,} at most", field="note")
    written = Note(authority_id=authority_id, author_id=by.person_id, text=words, written_at=now)
    _point_at(written, item)
    session.add(written)
    session.flush()
    record(session, "note", _subject(item), consultation=consultation, by=by, now=now, authority=authority_id)
    return written


def keep_text(
    session: Session,
    *,
    consultation: Consultation,
    authority_id: int,
    title: str,
    text: str,
    by: Actor,
    now: datetime,
) -> SavedAnswer:
    """Keeps a text under a title for the authority's answers; a text kept under that title before is replaced."""
    ensure(by, Act.NOTE, scene(consultation, now, asked=frozenset({authority_id})))
    words, named = ensure_text(text, what="the text to keep"), " ".join(title.split())
    if not named:
        raise Refused("Give the text a title to find it by", field="title")
    if len(named) > LONGEST_TITLE:
        raise Refused(f"The title has {LONGEST_TITLE} characters at most", field="title")
    there = work.saved_answers(session, consultation, authority_id)
    saved = next((one for one in there if one.title.casefold() == named.casefold()), None)
    if saved is None:
        saved = SavedAnswer(consultation_id=consultation.id, authority_id=authority_id)
        session.add(saved)
    before = saved.text
    saved.title, saved.text, saved.saved_at, saved.saved_by_id = named, words, now, by.person_id
    session.flush()
    record(
        session, "keep text", f"text {saved.id}", consultation=consultation, by=by, now=now,
        authority=authority_id, title=named, before=before, after=words,
    )  # fmt: skip
    return saved


def forget_text(session: Session, *, consultation: Consultation, saved: SavedAnswer, by: Actor, now: datetime) -> None:
    """Takes a text out of those kept; answers written from it stay as they are."""
    ensure(by, Act.NOTE, scene(consultation, now, asked=frozenset({saved.authority_id})))
    record(
        session, "forget text", f"text {saved.id}", consultation=consultation, by=by, now=now,
        authority=saved.authority_id, title=saved.title, before=saved.text,
    )  # fmt: skip
    session.delete(saved)


def _point_at(row: Assignment | Note, item: Item) -> None:
    if isinstance(item, Comment):
        row.comment_id = item.id
    else:
        row.question_id = item.id


def _name(item: Item) -> str:
    return reference(COMMENT if isinstance(item, Comment) else QUESTION, item.number)


def _subject(item: Item) -> str:
    return f"{'comment' if isinstance(item, Comment) else 'question'} {_name(item)}"
