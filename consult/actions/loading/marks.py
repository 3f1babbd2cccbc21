"""What a record says was rejected, kept from the public or redacted, marked so where it is loaded."""

from datetime import datetime

from consult.actions import exempting, redacting, rejecting
from consult.actions.exempting import Matter
from consult.actions.loading.state import Item, State
from consult.domain.exemption import Sealed
from consult.domain.people import Actor, Role
from consult.domain.record import CommentLine, QuestionLine
from consult.store.comments import Response

UNTOLD = "It was kept from the public where this record was given away, which does not tell why."


def mark(state: State, line: CommentLine | QuestionLine, item: Item, by: Actor) -> None:
    """On behalf of the clerk; of its author, where there is none. Raises Refused as the clerk would be."""
    clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
    session, facts = state.session, {"consultation": state.consultation, "by": clerk}
    marks = line.marks
    session.refresh(item, ["responses", "redactions", "exemption"])
    for one in marks.redacted:
        state.ensure_past(one.at)
        redacting.carry(session, item=item, reason=one.reason, now=one.at, **facts)  # type: ignore[arg-type]
    if marks.rejected is not None:
        state.ensure_past(marks.rejected.at)
        session.refresh(item, ["responses", "redactions"])
        rejecting.reject(session, item=item, reason=marks.rejected.reason, now=marks.rejected.at, **facts)  # type: ignore[arg-type]
    if marks.exempt is not None:
        exempting.exempt(session, matter=Matter(item), sealed=told(marks.exempt), now=line.at, **facts)  # type: ignore[arg-type]


def keep_back(state: State, item: Item, response: Response, sealed: Sealed, by: Actor, now: datetime) -> None:
    """The same of one answer."""
    clerk = state.cast.standing_in(Role.CLERK, None, otherwise=by)
    exempting.exempt(
        state.session, consultation=state.consultation, matter=Matter(item, response), sealed=told(sealed), by=clerk,
        now=now,
    )  # fmt: skip


def told(sealed: Sealed) -> Sealed:
    """With the reason, which a record that was given away does not tell."""
    return sealed if sealed.reason or sealed.paragraph is None else Sealed(sealed.paragraph, UNTOLD)
