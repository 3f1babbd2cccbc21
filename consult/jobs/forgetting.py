"""What is not needed any more is not kept (R23)."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import people
from consult.store.base import begin_writing


def forget(session: Session, *, now: datetime) -> None:
    """Forgets the network addresses of sign-in requests. Looks before it writes, so that it can be called every minute."""
    due = people.networks_to_forget(session, now=now)
    session.rollback()
    if due:
        begin_writing(session)
        people.forget_networks(session, now=now)
        session.commit()
