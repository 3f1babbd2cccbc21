"""A visit: pages asked for with no long pause between them. What came since the one before is new."""

from dataclasses import dataclass
from datetime import datetime, timedelta

PAUSE = timedelta(minutes=30)
"""A visit ends after so long without a page."""

STEP = timedelta(minutes=5)
"""The last page is remembered no more exactly than this, so that most pages have nothing to write."""


@dataclass(frozen=True, slots=True)
class Visits:
    """A person's visits to a consultation: when this one began, its last page so far, and the last page of the one before
    (None: this is the first)."""

    began_at: datetime
    last_at: datetime
    before_at: datetime | None = None


def visiting(known: Visits | None, now: datetime) -> Visits:
    """The visits as they stand with a page asked for `now`; `known` is what was remembered."""
    if known is None:
        return Visits(now, now)
    if now - known.last_at > PAUSE:
        return Visits(now, now, known.last_at)
    return Visits(known.began_at, max(now, known.last_at), known.before_at)


def is_worth_keeping(known: Visits | None, now: datetime) -> bool:
    """True where a page asked for `now` is to be remembered."""
    return known is None or now - known.last_at >= STEP
