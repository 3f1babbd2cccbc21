"""The time, which everything else is handed."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, in UTC: the only place that reads the clock."""
    return datetime.now(UTC)
