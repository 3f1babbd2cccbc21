"""When a panel is told that it has not met (R7)."""

from datetime import date

import pytest

from consult.domain.meetings import Lapse, after, schedule

LAST = date(2020, 11, 30)


@pytest.mark.parametrize(
    ("today", "lapse"),
    [
        (date(2020, 12, 1), Lapse.NONE),
        (date(2021, 2, 28), Lapse.NONE),
        (date(2021, 3, 1), Lapse.INTERVAL),
        (date(2021, 11, 30), Lapse.INTERVAL),
        (date(2021, 12, 1), Lapse.LIMIT),
    ],
)
def test_the_interval_then_the_limit(today: date, lapse: Lapse) -> None:
    assert schedule([date(2020, 6, 1), LAST], today, 3).lapse is lapse


def test_a_meeting_to_come_does_not_count_as_held() -> None:
    found = schedule([LAST, date(2021, 12, 17)], date(2021, 12, 1), 12)
    assert (found.last, found.coming, found.lapse) == (LAST, date(2021, 12, 17), Lapse.LIMIT)


def test_a_panel_without_meetings_is_not_judged() -> None:
    assert schedule([date(2021, 12, 17)], date(2021, 12, 1), 3).lapse is Lapse.NONE


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2020, 11, 30), 3, date(2021, 2, 28)), (date(2020, 2, 29), 12, date(2021, 2, 28)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)), (date(2021, 1, 1), 12, date(2022, 1, 1)),
    ],
)  # fmt: skip
def test_months_later(day: date, months: int, later: date) -> None:
    assert after(day, months) == later
