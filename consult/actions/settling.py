"""Its author says that a released answer does not settle a comment or question, and why; or that it does, after all (R9)."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.responses import record_answer
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.comments import Comment, Response, Unsettled
from consult.store.consultations import Consultation
from consult.store.questions import Question

Item = Comment | Question


def not_settled(
    session: Session,
    *,
    consultation: Consultation,
    item: Item,
    response: Response,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """Marks an answer as not settling the matter, with the reason, which is printed; said again, it changes the reason.

    Raises Refused for anybody but the author of the item, before the answer is released, after adoption, for a holding reply
    and where no reason is given.
    """
    ensure(by, Act.SETTLE, scene(consultation, now, item, response=response))
    if response.holding:
        raise Refused("This is a holding reply. Wait for the answer.")
    said = ensure_text(reason, what="why this does not settle it", field="reason")
    mark = session.get(Unsettled, (response.id, by.person_id))
    before = mark.reason if mark else None
    if said == before:
        return
    if mark is None:
        mark = Unsettled(response_id=response.id, person_id=by.person_id)
        session.add(mark)
    mark.reason, mark.at = said, now
    session.flush()
    record_answer(session, "not settled", consultation, item, response, by, now, before=before, after=said)


def settled(
    session: Session, *, consultation: Consultation, item: Item, response: Response, by: Actor, now: datetime
) -> None:
    """Takes the mark back; without any there is nothing to do. Raises Refused as `not_settled` does."""
    ensure(by, Act.SETTLE, scene(consultation, now, item, response=response))
    mark = session.get(Unsettled, (response.id, by.person_id))
    if mark is None:
        return
    before = mark.reason
    session.delete(mark)
    session.flush()
    record_answer(session, "settled", consultation, item, response, by, now, before=before)
