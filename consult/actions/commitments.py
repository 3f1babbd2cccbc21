"""What authorities owe: a member asks for information by a date (R3); the clerk closes what is owed, or reopens it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.arriving import columns, ensure_may_come
from consult.actions.naming import subject_of
from consult.actions.receiving import ensure_text, next_number, speaks_for
from consult.actions.recording import record
from consult.actions.standing import commitment_scene, first_released, is_owed
from consult.domain.arriving import Entered
from consult.domain.commitments import Kind
from consult.domain.lifecycle import ItemState
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import work
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member asks for, from whom and by when; linked to a part of the draft, or to the item whose answer led to it."""

    text: str
    authority: Body | None
    due_on: date | None
    section: Section | None = None
    about: Comment | Question | None = None
    owner_id: int | None = None  # None: the authority's lead officer


def request(
    session: Session,
    *,
    consultation: Consultation,
    wanted: Wanted,
    form_key: str,
    by: Actor,
    now: datetime,
    today: date,
    entered: Entered | None = None,
) -> Commitment:
    """Receives an information request and numbers it. The same form sent twice makes one.

    `entered` is how it came where the clerk enters it for its author, `by`; requests are taken until adoption, so none is late.
    Raises Refused for somebody not on the panel, before the window opens, after adoption, and where nothing is asked for,
    nobody is asked, or the date the panel indicates does not lie in the future (R3: no date is supposed).
    """
    already = sent_before(session, by, form_key)
    if already is not None:
        return already
    ensure_may_come(consultation, Act.REQUEST, author=by, entered=entered, now=now)
    came = columns(consultation, entered, now, may_be_late=False)
    text = ensure_text(wanted.text, what="what you ask for")
    if wanted.authority is None:
        raise Refused("Choose which authority is asked", field="authority")
    about = wanted.about
    made = Commitment(
        kind=Kind.REQUEST.value,
        text=text,
        authority_id=wanted.authority.id,
        due_on=_in_the_future(wanted.due_on, today),
        section_id=wanted.section.id if wanted.section else about.section_id if about else None,
        comment_id=about.id if isinstance(about, Comment) else None,
        question_id=about.id if isinstance(about, Question) else None,
        author_id=by.person_id,
        body_id=speaks_for(by),
        owner_id=owner_of(session, consultation, wanted.authority.id, wanted.owner_id),
        **came,
    )
    return enter(session, consultation, made, "request", form_key, entered.by if entered else by, now)


def change_request(
    session: Session, *, consultation: Consultation, commitment: Commitment, text: str, due_on: date | None, by: Actor,
    now: datetime, today: date,
) -> None:  # fmt: skip
    """Its author changes what is asked for, or by when, until something has been supplied."""
    _ensure_request(commitment)
    ensure(by, Act.CHANGE_REQUEST, commitment_scene(consultation, now, commitment, first_released(commitment)))
    before = {"text": commitment.text, "due_on": commitment.due_on}
    words = ensure_text(text, what="what you ask for")
    day = commitment.due_on if due_on == commitment.due_on else _in_the_future(due_on, today)
    after = {"text": words, "due_on": day}
    if after == before:
        return
    commitment.text, commitment.due_on, commitment.changed_at = words, day, now
    record(
        session, "change request", subject_of(commitment), consultation=consultation, by=by, now=now, before=before,
        after=after,
    )  # fmt: skip


def withdraw_request(
    session: Session, *, consultation: Consultation, commitment: Commitment, by: Actor, now: datetime
) -> None:
    """Its author takes it back, until something has been supplied; its number stays."""
    _ensure_request(commitment)
    ensure(by, Act.CHANGE_REQUEST, commitment_scene(consultation, now, commitment, first_released(commitment)))
    commitment.state, commitment.withdrawn_at = ItemState.WITHDRAWN.value, now
    record(session, "withdraw", subject_of(commitment), consultation=consultation, by=by, now=now)


def close(
    session: Session, *, consultation: Consultation, commitment: Commitment, note: str, by: Actor, now: datetime
) -> None:
    """The clerk closes what is still owed, and says why; everybody reads the note."""
    ensure(by, Act.RUN, scene(consultation, now))
    if not is_owed(commitment):
        raise Refused("Nothing is owed on it any more.")
    said = ensure_text(note, what="why it is closed", field="note")
    commitment.closed_at, commitment.closed_by_id, commitment.closing_note = now, by.person_id, said
    record(session, "close", subject_of(commitment), consultation=consultation, by=by, now=now, note=said)


def reopen(
    session: Session, *, consultation: Consultation, commitment: Commitment, note: str, by: Actor, now: datetime
) -> None:
    """The clerk opens again what was closed by hand, or what turns out not to have been all of it."""
    ensure(by, Act.RUN, scene(consultation, now))
    if commitment.state != ItemState.RECEIVED.value or is_owed(commitment):
        raise Refused("It is not closed.")
    said = ensure_text(note, what="why it is reopened", field="note")
    commitment.closed_at, commitment.closed_by_id, commitment.closing_note = None, None, ""
    commitment.reopened_at = now
    record(session, "reopen", subject_of(commitment), consultation=consultation, by=by, now=now, note=said)


def sent_before(session: Session, by: Actor, form_key: str) -> Commitment | None:
    """What the same form made when it was sent first."""
    return session.scalar(
        select(Commitment).where(Commitment.recorded_by_id == by.person_id, Commitment.form_key == form_key)
    )


def _in_the_future(day: date | None, today: date) -> date:
    if day is None:
        raise Refused("Give the date by which the panel is to have it", field="due")
    if day <= today:
        raise Refused("The date must be in the future", field="due")
    return day


def owner_of(session: Session, consultation: Consultation, authority_id: int, owner_id: int | None) -> int | None:
    """Who is to keep it: an officer of the authority, its lead officer where nobody is named."""
    if owner_id is None:
        leads = work.leads(session, consultation, authority_id)
        return leads[0].id if leads else None
    if owner_id not in {person.id for person in work.officers(session, consultation, authority_id)}:
        raise Refused("Choose one of the authority’s officers", field="owner")
    return owner_id


def _ensure_request(commitment: Commitment) -> None:
    if commitment.kind != Kind.REQUEST.value:
        raise Refused("An undertaking is an authority’s promise; it is not its to change.")


def enter(
    session: Session, consultation: Consultation, made: Commitment, act: str, form_key: str, by: Actor, now: datetime
) -> Commitment:
    """Numbers a new commitment, in the order received, and records it."""
    made.consultation_id, made.recorded_by_id = consultation.id, by.person_id
    made.state, made.form_key, made.received_at = ItemState.RECEIVED.value, form_key, now
    asked = made.kind == Kind.REQUEST.value
    counter = Consultation.requests_numbered if asked else Consultation.undertakings_numbered
    made.number = next_number(session, consultation, counter)
    session.add(made)
    session.flush()
    record(
        session, act, subject_of(made), consultation=consultation, by=by, now=now,
        after={
            "text": made.text, "authority": made.authority_id, "owner": made.owner_id, "due_on": made.due_on,
            "meeting_on": made.meeting_on, "minute": made.minute,
        },
    )  # fmt: skip
    return made
