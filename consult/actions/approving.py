"""The steps that everything an authority writes goes through (R20): answers, supplies, replies to recommendations."""

from datetime import datetime

from consult.actions.receiving import ensure_text
from consult.domain.people import Actor, Role
from consult.store.approving import Answered


def leads(by: Actor, authority_id: int) -> bool:
    """True of a lead officer: their words are approved as they are written."""
    return authority_id in by.authorities(frozenset({Role.LEAD_OFFICER}))


def write(one: Answered, by: Actor, now: datetime, *, approved: bool) -> None:
    """Signs a version of it; what was said of the version before, approved or sent back, is no longer said."""
    one.revision += 1
    one.answered_at, one.answered_by_id = now, by.person_id
    one.approved_at, one.approved_by_id = (now, by.person_id) if approved else (None, None)
    one.returned_at, one.returned_by_id, one.return_reason = None, None, ""


def approve(one: Answered, by: Actor, now: datetime) -> None:
    """The lead officer stands behind it."""
    one.approved_at, one.approved_by_id = now, by.person_id


def what_to_change(reason: str) -> str:
    """Why it is sent back; raises Refused where nothing is said."""
    return ensure_text(reason, what="what is to be changed, so that the authority knows", field="reason")


def send_back(one: Answered, said: str, by: Actor, now: datetime) -> None:
    """It waits to be written anew."""
    one.approved_at = one.approved_by_id = None
    one.returned_at, one.returned_by_id, one.return_reason = now, by.person_id, said


def release(one: Answered, by: Actor, now: datetime) -> None:
    """Everybody reads it."""
    one.released_at, one.released_by_id = now, by.person_id
