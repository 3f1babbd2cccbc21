"""What is not needed any more is not kept (R23)."""

from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import erasing, letters, people, sign_ins
from consult.config import Settings
from consult.store.base import begin_writing


def forget(session: Session, settings: Settings, *, now: datetime) -> None:
    """Forgets the network addresses of sign-in requests, sign-ins that time has ended, and letters that left long ago.

    Looks before it writes, so that it can be called every minute.
    """
    old = letters.old(now.astimezone(settings.timezone).date(), settings.periods.letter_days)
    due = (
        people.networks_to_forget(session, now=now)
        or sign_ins.any_ended(session, limits=settings.sign_ins, now=now)
        or bool(erasing.counted(session, old))
    )
    session.rollback()
    if due:
        begin_writing(session)
        people.forget_networks(session, now=now)
        sign_ins.forget_ended(session, limits=settings.sign_ins, now=now)
        erasing.removed(session, old)
        session.commit()
