"""An issued pack is taken back from publication: it stays, with its number and its hashes, for the clerk alone (R15, R17)."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions.allowing import ensure, scene
from consult.actions.receiving import ensure_text
from consult.actions.recording import record
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation
from consult.store.packs import Issue


def withdraw(
    session: Session, *, consultation: Consultation, issue: Issue, reason: str, by: Actor, now: datetime
) -> None:
    """By the clerk, who says why. Raises Refused for one that is not issued, or was withdrawn before."""
    ensure(by, Act.RUN, scene(consultation, now))
    if issue.state != "issued":
        raise Refused("Only a pack that is issued can be withdrawn from publication.")
    if issue.withdrawn_at is not None:
        raise Refused(f"Pack {issue.number} has been withdrawn already.")
    said = ensure_text(reason, what="why it is withdrawn", field="reason")
    take_back(session, consultation=consultation, issue=issue, reason=said, by=by, now=now)


def take_back(
    session: Session, *, consultation: Consultation, issue: Issue, reason: str, by: Actor, now: datetime
) -> None:
    """The same, as what follows from another act: something printed in it is no longer for the public."""
    issue.withdrawn_at, issue.withdrawn_reason = now, reason
    session.flush()
    record(
        session,
        "withdraw pack",
        f"issued pack {issue.number}",
        consultation=consultation,
        by=by,
        now=now,
        reason=reason,
    )
