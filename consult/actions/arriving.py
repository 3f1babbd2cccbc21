"""What the clerk takes on a member's behalf: it came by letter, by telephone, as a file, and maybe after the window closed."""

from datetime import datetime
from typing import Any

from consult.actions.allowing import ensure, scene
from consult.domain.arriving import Entered
from consult.domain.people import PANEL, Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation


def ensure_may_come(
    consultation: Consultation, act: Act, *, author: Actor, entered: Entered | None, now: datetime
) -> None:
    """Raises Refused where its author may not send it here and now, or the clerk may not take it for them."""
    if entered is None:
        ensure(author, act, scene(consultation, now))
        return
    ensure(entered.by, Act.TAKE, scene(consultation, now))
    if not author.holds(PANEL):
        raise Refused("Choose a member of the panel", field="member")


def columns(
    consultation: Consultation, entered: Entered | None, now: datetime, *, may_be_late: bool = True
) -> dict[str, Any]:
    """What is stored of how it came; nothing where its author sent it. Raises Refused for a time to come, and where
    what came after the window closed says no reason (R11: when it came decides, not when it was entered).
    """
    if entered is None:
        return {}
    if entered.came_at > now:
        raise Refused("It cannot have come in the future. Check the date and the time.", field="came")
    late = may_be_late and came_late(consultation, entered.came_at)
    reason = entered.late_reason.strip() if late or entered.by.loaded else ""
    if late and not reason:
        raise Refused("It came after the window closed. Say why it is taken all the same.", field="late_reason")
    return {
        "entered_by_id": entered.by.person_id,
        "came_by": entered.way.value,
        "came_at": entered.came_at,
        "late_reason": reason,
    }


def came_late(consultation: Consultation, came_at: datetime) -> bool:
    """True for what came on the stroke of closing or after it."""
    return consultation.closes_at is not None and came_at >= consultation.closes_at


def recorded(author: Actor, came: dict[str, Any]) -> dict[str, Any]:
    """What the record says of `came`, the columns above: who wrote it, where the clerk entered it, and how and when it came."""
    if not came:
        return {}
    told = {name: came[name] for name in ("came_by", "came_at", "late_reason") if came[name]}
    return {"author": author.person_id, **told}
