"""An authority answers: its officer drafts, its lead officer approves, the clerk releases (R9, R20).

What is done to one of a group of answers given together is done to all of it.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import approving
from consult.actions.allowing import answer_state, ensure, scene
from consult.actions.naming import subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import AnswerState
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import groups, responses
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.questions import Question

Item = Comment | Question


@dataclass(frozen=True, slots=True)
class Answering:
    """What an officer writes. `disposition` is None for questions; `wording` is the resulting text or the paragraph named.

    A `holding` reply is its text alone, and stands beside the answer.
    """

    text: str
    disposition: Disposition | None = None
    reason: str = ""
    wording: str = ""
    holding: bool = False


def answer(
    session: Session,
    *,
    consultation: Consultation,
    item: Item,
    authority_id: int,
    answering: Answering,
    revision: int,
    by: Actor,
    now: datetime,
) -> Response:
    """Writes or rewrites an authority's answer. `revision` is that of the answer the officer was looking at, 0 for none.

    A lead officer's words are approved as they are written. Raises Refused for another authority's officer, after release,
    where R9 asks for a reason or wording and there is none, and where a colleague has changed the answer since.
    """
    session.refresh(item, ["state"], with_for_update=True)  # one at a time: the second sees what the first has written
    response = responses.of_authority(session, item, authority_id, holding=answering.holding)
    asked = responses.asked(session, item) & {authority_id}
    ensure(by, Act.RESPOND, scene(consultation, now, item, asked=asked, response=response))
    if revision != (response.revision if response else 0):
        raise Refused("A colleague has changed this answer since you opened it. Their text is shown with yours.")
    _ensure_answers(session, item, authority_id, answering)
    response = response or _begun(session, item, authority_id, holding=answering.holding)
    leads = approving.leads(by, authority_id)
    details = {"approved": True} if leads else {}
    for one, carrier in groups.together(session, item, response):
        before = _as_recorded(carrier) if carrier.revision else None
        _write(carrier, answering, by, now, approved=leads)
        session.flush()
        after = _as_recorded(carrier)
        record_answer(session, "answer", consultation, one, carrier, by, now, before=before, after=after, **details)
    return response


def _ensure_answers(session: Session, item: Item, authority_id: int, answering: Answering) -> None:
    ensure_text(answering.text, what="the holding reply" if answering.holding else "the answer")
    if answering.holding:
        _ensure_still_wanted(session, item, authority_id)
    elif isinstance(item, Comment):
        _ensure_complete(answering)


def _begun(session: Session, item: Item, authority_id: int, *, holding: bool) -> Response:
    response = Response(authority_id=authority_id, holding=holding, revision=0)
    if isinstance(item, Comment):
        response.comment_id = item.id
    else:
        response.question_id = item.id
    session.add(response)
    return response


def _write(response: Response, answering: Answering, by: Actor, now: datetime, *, approved: bool) -> None:
    comments = response.comment_id is not None and not response.holding
    response.text = answering.text.strip()
    response.reason = "" if response.holding else answering.reason.strip()
    response.resulting_wording = "" if response.holding else answering.wording.strip()
    response.disposition = answering.disposition.value if comments and answering.disposition else None
    approving.write(response, by, now, approved=approved)


def approve(
    session: Session, *, consultation: Consultation, item: Item, response: Response, by: Actor, now: datetime
) -> None:
    """The lead officer stands behind a drafted answer."""
    asked = frozenset({response.authority_id})
    for one, carrier in groups.together(session, item, response):
        ensure(by, Act.APPROVE, scene(consultation, now, one, asked=asked, response=carrier))
        approving.approve(carrier, by, now)
        record_answer(session, "approve", consultation, one, carrier, by, now)


def send_back(
    session: Session,
    *,
    consultation: Consultation,
    item: Item,
    response: Response,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """The lead officer gives a draft back to the officer with a note, the clerk an approved answer with a reason.

    Raises Refused where nothing is said, and where there is nothing to send back.
    """
    asked = frozenset({response.authority_id})
    ensure(by, Act.RETURN, scene(consultation, now, item, asked=asked, response=response))
    said = approving.what_to_change(reason)
    for one, carrier in groups.together(session, item, response):
        approving.send_back(carrier, said, by, now)
        record_answer(session, "send back", consultation, one, carrier, by, now, reason=said)


def release(
    session: Session, *, consultation: Consultation, item: Item, response: Response, by: Actor, now: datetime
) -> None:
    """The clerk lets everyone read an approved answer; from now on it stands."""
    for one, carrier in groups.together(session, item, response):
        ensure(by, Act.RELEASE, scene(consultation, now, one, response=carrier))
        approving.release(carrier, by, now)
        record_answer(session, "release", consultation, one, carrier, by, now)


def _ensure_still_wanted(session: Session, item: Item, authority_id: int) -> None:
    given = responses.of_authority(session, item, authority_id)
    if answer_state(given) is AnswerState.RELEASED:
        raise Refused("The answer has been released, so there is nothing left to hold.")


def _ensure_complete(answering: Answering) -> None:
    disposition = answering.disposition
    if disposition is None:
        raise Refused("Choose what becomes of the comment", field="disposition")
    if disposition.needs_reason and not answering.reason.strip():
        raise Refused(disposition.reason_prompt, field="reason")
    if disposition.needs_wording and not answering.wording.strip():
        raise Refused("Give the changed wording, or name the paragraph where it stands", field="wording")


def record_answer(
    session: Session,
    act: str,
    consultation: Consultation,
    item: Item,
    response: Response,
    by: Actor,
    now: datetime,
    **details: object,
) -> None:
    """Notes in the record what was done to an answer, under the item it is given to."""
    if response.holding:
        details["holding"] = True
    record(
        session, act, subject_of(item), consultation=consultation, by=by, now=now,
        authority=response.authority_id, revision=response.revision, **details,
    )  # fmt: skip


def _as_recorded(response: Response) -> dict[str, object]:
    names = ("disposition", "text", "reason", "resulting_wording")
    return {name: getattr(response, name) for name in names}
