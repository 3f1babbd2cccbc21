"""Nobody is reminded twice within a day, and everybody sees when it was done."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consult.domain.reminding import may_remind, reminded_in_words

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2021, 6, 10, 11, 0, tzinfo=UTC)  # midday in London


@pytest.mark.parametrize(
    ("ago", "again"),
    [
        (None, True),
        (timedelta(0), False),
        (timedelta(hours=24) - timedelta(microseconds=1), False),
        (timedelta(hours=24), True),
        (timedelta(days=30), True),
    ],
)
def test_a_day_lies_between_two_reminders(ago: timedelta | None, again: bool) -> None:
    assert may_remind(None if ago is None else NOW - ago, NOW) is again


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, ""),
        (datetime(2021, 6, 10, 9, 14, tzinfo=UTC), "Reminded today at 10:14am"),
        (datetime(2021, 6, 9, 23, 30, tzinfo=UTC), "Reminded today at 12:30am"),
        (datetime(2021, 6, 9, 22, 30, tzinfo=UTC), "Reminded yesterday at 11:30pm"),
        (datetime(2021, 6, 9, 11, 0, tzinfo=UTC), "Reminded yesterday at midday"),
        (datetime(2021, 6, 8, 22, 59, tzinfo=UTC), "Reminded on 8 June 2021"),
    ],
)
def test_when_is_said_by_the_panels_clock(last: datetime | None, words: str) -> None:
    assert reminded_in_words(last, NOW, LONDON) == words
