"""The clerk rejects what a member put in, for one of the listed reasons (R12): the number stays, the words go."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import packs
from consult.actions.allowing import Contribution, contribution, ensure, scene
from consult.actions.naming import reference_of, subject_of
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.lifecycle import ItemState
from consult.domain.people import Actor
from consult.domain.permissions import Act, Scene
from consult.domain.refusals import Refused
from consult.domain.rejections import Rejection
from consult.store.commitments import Commitment
from consult.store.consultations import Consultation


def standing(consultation: Consultation, now: datetime, item: Contribution) -> Scene:
    """The facts a rejection is judged by; its answers (or supplies) and redactions must be loaded."""
    if not isinstance(item, Commitment):
        return contribution(consultation, now, item)
    released = next((supply for supply in item.supplies if supply.released_at is not None), None)
    return scene(consultation, now, item, response=released)


def reject(
    session: Session,
    *,
    consultation: Consultation,
    item: Contribution,
    reason: Rejection,
    note: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Rejects a comment, a question or an information request. `note` is for its author, who alone reads it with the clerk.

    Raises Refused for anybody but the clerk, for an undertaking, for what was withdrawn or rejected, and once an answer has
    been released.
    """
    ensure(by, Act.REJECT, standing(consultation, now, item))
    if isinstance(item, Commitment) and item.kind == "undertaking":
        raise Refused("An undertaking is an authority’s promise. Close it instead, with a note.")
    said = ensure_text(note, what="your note", field="note") if note.strip() else ""
    item.state = ItemState.REJECTED.value
    item.rejected_at, item.rejected_by_id = now, by.person_id
    item.rejection, item.rejection_note = reason.value, said
    packs.discard(
        session, consultation=consultation, since=item.received_at, by=by, now=now,
        why=f"{reference_of(item)} was rejected after it was made.", references=[reference_of(item)],
    )  # fmt: skip
    record(
        session, "reject", subject_of(item), consultation=consultation, by=by, now=now, reason=reason.value, note=said
    )
