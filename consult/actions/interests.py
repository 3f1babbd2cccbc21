"""A member declares their interest before their first comment or question, and can change it later (R19)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.interests import Interest, described
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.interests import Declaration


@dataclass(frozen=True, slots=True)
class Declared:
    """What a member says: the kind of interest, and (unless it is none) what it is."""

    interest: Interest
    text: str = ""


def declare(
    session: Session,
    *,
    consultation: Consultation,
    declared: Declared,
    by: Actor,
    now: datetime,
    entered_by: Actor | None = None,
) -> Declaration:
    """Makes or changes one's declaration; the record keeps what it said before.

    `entered_by` is the clerk, where a member told it to them. Raises Refused for somebody not on the panel, and where an
    interest is declared without saying what it is.
    """
    ensure(by, Act.DECLARE_INTEREST, scene(consultation, now))
    if entered_by is not None:
        ensure(entered_by, Act.TAKE, scene(consultation, now))
    text = described(declared.interest, declared.text)
    made = session.get(Declaration, (consultation.id, by.person_id))
    before = _as_recorded(made) if made else None
    if made is None:
        made = Declaration(consultation_id=consultation.id, person_id=by.person_id)
        session.add(made)
    made.interest, made.text = declared.interest.value, text
    if _as_recorded(made) == before:
        return made
    made.declared_at = now
    session.flush()
    record(
        session, "declare interest", f"person {by.person_id}", consultation=consultation, by=entered_by or by, now=now,
        before=before, after=_as_recorded(made),
    )  # fmt: skip
    return made


def ensure_declared(
    session: Session, *, consultation: Consultation, declared: Declared | None, by: Actor, now: datetime
) -> None:
    """Declares what is given; raises Refused where nothing is, and nothing was before (R19)."""
    if declared is not None:
        declare(session, consultation=consultation, declared=declared, by=by, now=now)
    elif session.get(Declaration, (consultation.id, by.person_id)) is None:
        raise Refused("Say whether you have an interest to declare", field="interest")


def _as_recorded(made: Declaration) -> dict[str, object]:
    return {"interest": made.interest, "text": made.text}
