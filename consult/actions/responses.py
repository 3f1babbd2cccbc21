"""An authority answers: its officer drafts, its lead officer approves, the clerk releases (R9, R20)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.dispositions import Disposition
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Actor, Role
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import responses
from consult.store.comments import Comment, Response
from consult.store.consultations import Consultation
from consult.store.questions import Question


@dataclass(frozen=True, slots=True)
class Answering:
    """What an officer writes. `disposition` is None for questions; `wording` is the resulting text or the paragraph named."""

    text: str
    disposition: Disposition | None = None
    reason: str = ""
    wording: str = ""


def answer(
    session: Session,
    *,
    consultation: Consultation,
    item: Comment | Question,
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
    response = responses.of_authority(session, item, authority_id)
    ensure(by, Act.RESPOND, scene(consultation, now, item, asked=frozenset({authority_id}), response=response))
    found = response.revision if response else 0
    if revision != found:
        raise Refused("A colleague has changed this answer since you opened it. Their text is shown with yours.")
    text = ensure_text(answering.text, what="the answer")
    if isinstance(item, Comment):
        _ensure_complete(answering)
    before = _as_recorded(response) if response else None
    if response is None:
        response = Response(authority_id=authority_id, revision=0)
        if isinstance(item, Comment):
            response.comment_id = item.id
        else:
            response.question_id = item.id
        session.add(response)
    response.text, response.reason = text, answering.reason.strip()
    response.resulting_wording = answering.wording.strip()
    response.disposition = answering.disposition.value if answering.disposition else None
    response.revision += 1
    response.answered_at, response.answered_by_id = now, by.person_id
    leads = authority_id in by.authorities(frozenset({Role.LEAD_OFFICER}))
    response.approved_at, response.approved_by_id = (now, by.person_id) if leads else (None, None)
    session.flush()
    _record(session, "answer", consultation, item, response, by, now, before=before, after=_as_recorded(response))
    return response


def approve(
    session: Session,
    *,
    consultation: Consultation,
    item: Comment | Question,
    response: Response,
    by: Actor,
    now: datetime,
) -> None:
    """The lead officer stands behind a drafted answer."""
    asked = frozenset({response.authority_id})
    ensure(by, Act.APPROVE, scene(consultation, now, item, asked=asked, response=response))
    response.approved_at, response.approved_by_id = now, by.person_id
    _record(session, "approve", consultation, item, response, by, now)


def release(
    session: Session,
    *,
    consultation: Consultation,
    item: Comment | Question,
    response: Response,
    by: Actor,
    now: datetime,
) -> None:
    """The clerk lets everyone read an approved answer; from now on it stands."""
    ensure(by, Act.RELEASE, scene(consultation, now, item, response=response))
    response.released_at, response.released_by_id = now, by.person_id
    _record(session, "release", consultation, item, response, by, now)


def _ensure_complete(answering: Answering) -> None:
    disposition = answering.disposition
    if disposition is None:
        raise Refused("Choose what becomes of the comment", field="disposition")
    if disposition.needs_reason and not answering.reason.strip():
        raise Refused(disposition.reason_prompt, field="reason")
    if disposition.needs_wording and not answering.wording.strip():
        raise Refused("Give the changed wording, or name the paragraph where it stands", field="wording")


def _record(
    session: Session,
    act: str,
    consultation: Consultation,
    item: Comment | Question,
    response: Response,
    by: Actor,
    now: datetime,
    **details: object,
) -> None:
    kind, noun = (COMMENT, "comment") if isinstance(item, Comment) else (QUESTION, "question")
    record(
        session, act, f"{noun} {reference(kind, item.number)}", consultation=consultation, by=by, now=now,
        authority=response.authority_id, revision=response.revision, **details,
    )  # fmt: skip


def _as_recorded(response: Response) -> dict[str, object]:
    names = ("disposition", "text", "reason", "resulting_wording")
    return {name: getattr(response, name) for name in names}
