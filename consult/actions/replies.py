"""A body replies to a recommendation: its officer writes, its lead officer approves, the clerk releases (R5, R20).

What came to the clerk otherwise, from a body that has nobody here or before the service was used, the clerk enters.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions import approving
from consult.actions.allowing import answer_state, ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recommendations import ensure_issued, subject_of
from consult.actions.recording import record
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.people import Actor
from consult.domain.permissions import Act, Scene
from consult.domain.refusals import Refused
from consult.queries import recommendations
from consult.store.consultations import Consultation
from consult.store.recommendations import Recipient, Recommendation, Reply


@dataclass(frozen=True, slots=True)
class Replying:
    """What a body says. `acts`: whether it proposes to act, `text` what, or why not; of a `holding` reply why it is late."""

    text: str
    acts: bool | None = None
    holding: bool = False


@dataclass(frozen=True, slots=True)
class To:
    """A recommendation, and the body it was sent to whose reply is meant."""

    recommendation: Recommendation
    recipient: Recipient


def reply_scene(consultation: Consultation, now: datetime, to: To, reply: Reply | None = None) -> Scene:
    """The facts an act on a reply is judged by."""
    seen = scene(
        consultation, now, asked=frozenset({to.recipient.body_id}), response=reply,
        closed=to.recommendation.closed_at is not None,
    )  # fmt: skip
    return replace(seen, item=ItemState.WITHDRAWN) if to.recommendation.withdrawn_at is not None else seen


def reply(
    session: Session, *, consultation: Consultation, to: To, replying: Replying, revision: int, by: Actor, now: datetime
) -> Reply:
    """Writes or rewrites a body's reply, or its holding reply; a lead officer's is approved at once.

    `revision` is that of what the officer was looking at, 0 for none. Raises Refused for another body's officer, after
    release, where it does not say whether the body acts, and where a colleague has changed it since.
    """
    there = _there(session, to, replying)
    ensure(by, Act.REPLY, reply_scene(consultation, now, to, there))
    if revision != (there.revision if there else 0):
        raise Refused("A colleague has changed this since you opened it. Open it again: their text is kept.")
    text = _checked(to, replying)
    written = there or _begun(to, holding=replying.holding)
    before = _as_recorded(written) if there else None
    written.text, written.acts, written.came_on = text, replying.acts, None
    approving.write(written, by, now, approved=approving.leads(by, to.recipient.body_id))
    session.flush()
    _record(session, "reply", consultation, to, written, by, now, before=before, after=_as_recorded(written))
    return written


def enter(
    session: Session, *, consultation: Consultation, to: To, replying: Replying, came_on: date | None, by: Actor,
    now: datetime, today: date,
) -> Reply:  # fmt: skip
    """The clerk enters a reply that came otherwise, on the day it came; it takes the place of a draft, and is released.

    Raises Refused after a release, for a day before the recommendation was issued, and for one that has not come.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    ensure_issued(to.recommendation)
    there = _there(session, to, replying)
    if there is not None and there.released_at is not None:
        raise Refused("This has been released and stands in the record.")
    text = _checked(to, replying)
    if came_on is None or came_on > today or came_on < (to.recommendation.issued_on or today):
        raise Refused("Give the day it came, on the day of issue or later and not after today", field="came_on")
    entered = there or _begun(to, holding=replying.holding)
    entered.text, entered.acts, entered.came_on = text, replying.acts, came_on
    approving.write(entered, by, now, approved=True)
    approving.release(entered, by, now)
    session.flush()
    _record(session, "enter reply", consultation, to, entered, by, now, came_on=came_on, after=_as_recorded(entered))
    return entered


def approve(session: Session, *, consultation: Consultation, to: To, reply: Reply, by: Actor, now: datetime) -> None:
    """The lead officer stands behind it."""
    ensure(by, Act.APPROVE_REPLY, reply_scene(consultation, now, to, reply))
    approving.approve(reply, by, now)
    _record(session, "approve reply", consultation, to, reply, by, now)


def send_back(
    session: Session, *, consultation: Consultation, to: To, reply: Reply, reason: str, by: Actor, now: datetime
) -> None:
    """The lead officer returns a draft with a note, the clerk an approved reply with a reason."""
    ensure(by, Act.RETURN_REPLY, reply_scene(consultation, now, to, reply))
    said = approving.what_to_change(reason)
    approving.send_back(reply, said, by, now)
    _record(session, "send back reply", consultation, to, reply, by, now, reason=said)


def release(session: Session, *, consultation: Consultation, to: To, reply: Reply, by: Actor, now: datetime) -> None:
    """The clerk lets everyone read it; from now on it stands."""
    ensure(by, Act.RELEASE_REPLY, reply_scene(consultation, now, to, reply))
    approving.release(reply, by, now)
    _record(session, "release reply", consultation, to, reply, by, now)


def _there(session: Session, to: To, replying: Replying) -> Reply | None:
    """The reply of that kind; whoever writes at the same time waits, and then sees what was written."""
    session.refresh(to.recipient, ["kind"], with_for_update=True)
    session.refresh(to.recipient, ["replies"])
    return recommendations.reply(to.recipient, holding=replying.holding)


def _checked(to: To, replying: Replying) -> str:
    if replying.holding:
        given = recommendations.reply(to.recipient, holding=False)
        if answer_state(given) is AnswerState.RELEASED:
            raise Refused("The response has been released, so there is nothing left to hold.")
        return ensure_text(replying.text, what="why the response is not ready, and when it will be")
    if replying.acts is None:
        raise Refused("Say whether action is proposed", field="acts")
    return ensure_text(replying.text, what="what action is proposed" if replying.acts else "why no action is proposed")


def _begun(to: To, *, holding: bool) -> Reply:
    begun = Reply(holding=holding, revision=0)
    to.recipient.replies.append(begun)
    return begun


def _as_recorded(one: Reply) -> dict[str, object]:
    return {"text": one.text, "acts": one.acts}


def _record(
    session: Session, act: str, consultation: Consultation, to: To, one: Reply, by: Actor, now: datetime,
    **details: object,
) -> None:  # fmt: skip
    if one.holding:
        details["holding"] = True
    record(
        session, act, subject_of(to.recommendation), consultation=consultation, by=by, now=now,
        body=to.recipient.body_id, revision=one.revision, **details,
    )  # fmt: skip
