"""How long letters are kept once they have left, or nobody tries to send them any more."""

from datetime import date, timedelta

from sqlalchemy import and_, or_

from consult.actions.erasing import Trace, midnight
from consult.store.packs import Letter

MOST_ATTEMPTS = 20
"""A letter that could not be sent so often is given up."""


def old(today: date, letter_days: int) -> list[Trace]:
    """Those sent, or given up, so many days ago. One that still waits to be sent stays, however long that takes."""
    before = midnight(today - timedelta(days=letter_days))
    given_up = and_(Letter.sent_at.is_(None), Letter.attempts >= MOST_ATTEMPTS, Letter.due_at < before)
    return [Trace("letters", Letter, or_(Letter.sent_at < before, given_up))]
