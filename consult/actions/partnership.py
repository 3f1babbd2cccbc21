"""Who belongs to the partnership, and from when to when each body exists: recommendations are sent to all of them (R6, R21)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.recording import record
from consult.domain.partnership import PartnerKind
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import partnership
from consult.store.consultations import Consultation
from consult.store.people import Body, Partner


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clerk says of a body: in which part it belongs (None: not at all), and from when to when it exists."""

    kind: PartnerKind | None
    begins: date | None = None
    ends: date | None = None


def describe(
    session: Session, *, consultation: Consultation, body: Body, facts: Facts, by: Actor | None, now: datetime
) -> None:
    """Puts a body into the partnership, or takes it out; changes its dates. `by` None is the operator.

    An authority with officers in the consultation is a responsible authority unless it co-operates, and is not taken out.
    Raises Refused for that, and where it ends before it begins.
    """
    ensure(by, Act.RUN, scene(consultation, now))
    if facts.begins and facts.ends and facts.ends < facts.begins:
        raise Refused("It cannot end before it begins", field="ends")
    row = session.get(Partner, (consultation.id, body.id))
    before = _recorded(row, body)
    if facts.kind is None and row is not None:
        session.delete(row)
    elif facts.kind is not None and row is None:
        session.add(Partner(consultation_id=consultation.id, body_id=body.id, kind=facts.kind.value))
    elif facts.kind is not None and row is not None:
        row.kind = facts.kind.value
    body.valid_from, body.valid_to = facts.begins, facts.ends
    session.flush()
    still = {one.body.id for one in partnership.everyone(session, consultation)}
    if facts.kind is None and before[0] is not None and body.id in still:
        raise Refused("It has officers here, so it belongs to the partnership. End their parts first.", field="kind")
    after = _recorded(session.get(Partner, (consultation.id, body.id)), body)
    if after != before:
        record(
            session, "describe body", f"body {body.id}", consultation=consultation, by=by, now=now, name=body.name,
            before=before, after=after,
        )  # fmt: skip


def _recorded(row: Partner | None, body: Body) -> list[object]:
    return [row.kind if row else None, body.valid_from, body.valid_to]
