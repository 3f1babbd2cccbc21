"""The guard every action passes: may this actor do this, here and now?"""

from datetime import datetime

from consult.domain.lifecycle import AnswerState, ItemState, Stage, stage_at
from consult.domain.people import Actor
from consult.domain.permissions import Act, Scene, may
from consult.domain.refusals import Refused
from consult.store.approving import Answered
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation
from consult.store.questions import Question

Contribution = Comment | Question | Commitment


def stage(consultation: Consultation, now: datetime) -> Stage:
    """The consultation's stage by the server's clock (R11)."""
    return stage_at(
        now,
        published=consultation.current_version > 0,
        opens_at=consultation.opens_at,
        closes_at=consultation.closes_at,
        adopted_at=consultation.adopted_at,
        paused_at=consultation.paused_at,
    )


def scene(
    consultation: Consultation,
    now: datetime,
    item: Contribution | None = None,
    *,
    asked: frozenset[int] = frozenset(),
    response: Answered | None = None,
    redacted: bool = False,
    closed: bool = False,
    being_written: bool = False,
) -> Scene:
    """The facts an act on the consultation, or on one of its items, is judged by."""
    return Scene(
        stage=stage(consultation, now),
        published=consultation.current_version > 0,
        author_id=item.author_id if item else None,
        item=ItemState(item.state) if item else ItemState.RECEIVED,
        asked=asked,
        answer=answer_state(response),
        accepted=not isinstance(item, Question) or item.accepted_at is not None,
        redacted=redacted,
        closed=closed,
        being_written=being_written,
        supplementary=isinstance(item, Question) and item.supplementary_to_id is not None,
    )


def contribution(consultation: Consultation, now: datetime, item: Comment | Question) -> Scene:
    """The facts its author's change or withdrawal is judged by; `item.responses` and `item.redactions` must be loaded."""
    answers = (response for response in item.responses if not response.holding)
    released = next((response for response in answers if response.released_at is not None), None)
    return scene(consultation, now, item, response=released, redacted=bool(item.redactions))


def answer_state(response: Answered | None) -> AnswerState:
    """How far an answer has come (R20)."""
    if response is None:
        return AnswerState.AWAITED
    if response.released_at is not None:
        return AnswerState.RELEASED
    if response.approved_at is not None:
        return AnswerState.APPROVED
    return AnswerState.RETURNED if response.returned_at is not None else AnswerState.DRAFTED


def ensure(actor: Actor | None, act: Act, seen: Scene) -> None:
    """Raises Refused with the rule's reason where `actor` (None: the operator) may not do `act`."""
    verdict = may(actor, act, seen)
    if not verdict:
        raise Refused(verdict.reason)
