"""An authority promises something, in an answer, in what it supplies, or at a meeting: marked, it is owed from then on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.commitments import enter, owner_of, sent_before
from consult.actions.receiving import ensure_text
from consult.actions.standing import commitment_scene
from consult.domain.anchoring import find
from consult.domain.commitments import Kind
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.consultations import Consultation
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question

LONGEST_MINUTE = 40


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised: for an answer the words as they stand in it. `owner_id` None: the authority's lead officer."""

    words: str
    due_on: date | None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where a promise was made that stands in no answer. `minute` is its number, "" for none."""

    on: date | None
    authority: Body | None
    minute: str = ""
    section: Section | None = None


def undertake(
    session: Session,
    *,
    consultation: Consultation,
    item: Comment | Question,
    response: Response,
    promise: Promise,
    form_key: str,
    by: Actor,
    now: datetime,
) -> Commitment:
    """Marks a promise in a released answer: it is owed from now on, to the author of the item.

    Raises Refused for anybody but the clerk and the authority's officers, before release, where the words are not in the
    answer or are marked already, and for a date before the answer could be read.
    """
    already = sent_before(session, by, form_key)
    if already is not None:
        return already
    asked = frozenset({response.authority_id})
    ensure(by, Act.UNDERTAKE, scene(consultation, now, item, asked=asked, response=response))
    given = [other.quote for other in response.undertakings]
    made = _promised(response.text, given, promise)
    made.authority_id, made.response_id = response.authority_id, response.id
    made.owner_id = owner_of(session, consultation, response.authority_id, promise.owner_id)
    made.section_id = item.section_id
    made.comment_id = item.id if isinstance(item, Comment) else None
    made.question_id = item.id if isinstance(item, Question) else None
    made.author_id, made.body_id = item.author_id, item.body_id
    return enter(session, consultation, made, "undertake", form_key, by, now)


def undertake_in_supply(
    session: Session, *, consultation: Consultation, commitment: Commitment, supply: Supply, promise: Promise,
    form_key: str, by: Actor, now: datetime,
) -> Commitment:  # fmt: skip
    """The same for a promise in what was supplied to another commitment ("the rest follows by …")."""
    already = sent_before(session, by, form_key)
    if already is not None:
        return already
    ensure(by, Act.UNDERTAKE, commitment_scene(consultation, now, commitment, supply))
    made = _promised(supply.text, [other.quote for other in commitment.undertakings], promise)
    made.authority_id, made.promised_in_id = commitment.authority_id, commitment.id
    made.owner_id = owner_of(session, consultation, commitment.authority_id, promise.owner_id)
    made.section_id, made.comment_id, made.question_id = (
        commitment.section_id, commitment.comment_id, commitment.question_id,
    )  # fmt: skip
    made.author_id, made.body_id = commitment.author_id, commitment.body_id
    return enter(session, consultation, made, "undertake", form_key, by, now)


def undertake_at_meeting(
    session: Session, *, consultation: Consultation, meeting: Meeting, promise: Promise, form_key: str, by: Actor,
    now: datetime, today: date,
) -> Commitment:  # fmt: skip
    """The clerk enters what an authority promised at a meeting. Its date may have passed since: then it is overdue at once."""
    already = sent_before(session, by, form_key)
    if already is not None:
        return already
    ensure(by, Act.RUN, scene(consultation, now))
    words = ensure_text(promise.words, what="what was promised", field="words")
    if meeting.on is None or meeting.on > today:
        raise Refused("Give the date of the meeting, today or earlier", field="meeting_on")
    if meeting.authority is None:
        raise Refused("Choose which authority promised it", field="authority")
    if promise.due_on is None or promise.due_on < meeting.on:
        raise Refused("Give the date it was promised for, on the day of the meeting or later", field="due")
    if len(meeting.minute) > LONGEST_MINUTE:
        raise Refused(f"The minute number has {LONGEST_MINUTE} characters at most", field="minute")
    made = Commitment(
        kind=Kind.UNDERTAKING.value,
        text=words,
        authority_id=meeting.authority.id,
        owner_id=owner_of(session, consultation, meeting.authority.id, promise.owner_id),
        due_on=promise.due_on,
        meeting_on=meeting.on,
        minute=meeting.minute.strip(),
        section_id=meeting.section.id if meeting.section else None,
    )
    return enter(session, consultation, made, "undertake", form_key, by, now)


def _promised(text: str, marked: list[str], promise: Promise) -> Commitment:
    """The undertaking for some words of a text; those that are marked already are not marked twice."""
    if not promise.words.strip():
        raise Refused("Copy the words of the promise from the text above", field="words")
    try:
        quote = find(text, promise.words).exact
    except Refused as refusal:
        raise Refused(refusal.reason.replace("paragraph", "text above"), field="words") from refusal
    if quote in marked:
        raise Refused("These words are marked as an undertaking already.", field="words")
    if promise.due_on is None:
        raise Refused("Give the date it is promised for", field="due")
    return Commitment(kind=Kind.UNDERTAKING.value, text=quote, quote=quote, due_on=promise.due_on)
