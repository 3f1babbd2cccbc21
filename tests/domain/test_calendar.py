"""R1: five clear working days (LGA 1972 s100B), and how times are said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.calendar import (
    clock_time,
    england_holidays,
    is_working_day,
    latest_publication,
    long_day,
    moment,
    short_day,
)

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = england_holidays()
MEETINGS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("meeting", "published"),
    [
        # from a published source
        (date(2026, 10, 15), date(2026, 10, 7)),
        (date(2027, 1, 5), date(2026, 12, 23)),
        (date(2027, 4, 1), date(2027, 3, 22)),
        # computed by hand
        (date(2020, 11, 27), date(2020, 11, 19)),
        (date(2020, 12, 17), date(2020, 12, 9)),
        (date(2021, 2, 25), date(2021, 2, 17)),
        (date(2021, 3, 1), date(2021, 2, 19)),
        (date(2021, 4, 8), date(2021, 3, 29)),
        (date(2022, 6, 9), date(2022, 5, 30)),
    ],
)
def test_latest_publication(meeting: date, published: date) -> None:
    assert latest_publication(meeting, HOLIDAYS) == published


def between(first: date, last: date) -> int:
    """Working days strictly between two days."""
    days = ((first + timedelta(days=n)) for n in range(1, (last - first).days))
    return sum(is_working_day(day, HOLIDAYS) for day in days)


@given(MEETINGS, st.integers(0, 15))
def test_exactly_the_clear_days_lie_between(meeting: date, clear_days: int) -> None:
    published = latest_publication(meeting, HOLIDAYS, clear_days)
    assert between(published, meeting) == clear_days
    assert is_working_day(published, HOLIDAYS)


@given(MEETINGS, st.integers(1, 15))
def test_a_day_later_is_too_late(meeting: date, clear_days: int) -> None:
    later = latest_publication(meeting, HOLIDAYS, clear_days) + timedelta(days=1)
    while not is_working_day(later, HOLIDAYS):
        later += timedelta(days=1)
    assert between(later, meeting) == clear_days - 1


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 2, 19), True),  # a Friday
        (date(2021, 2, 20), False),  # a Saturday
        (date(2021, 2, 21), False),  # a Sunday
        (date(2020, 12, 28), False),  # Boxing Day, moved
        (date(2022, 6, 3), False),  # the Platinum Jubilee
        (date(2022, 9, 19), False),  # the State Funeral
        (date(2021, 4, 5), False),  # Easter Monday
        (date(2021, 3, 17), True),  # St Patrick's Day is no holiday in England
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day, HOLIDAYS) is works


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2021, 2, 19, 17, 0, tzinfo=UTC), "5pm on Friday 19 February 2021"),
        (datetime(2021, 2, 1, 9, 30, tzinfo=UTC), "9:30am on Monday 1 February 2021"),
        (datetime(2021, 7, 1, 11, 0, tzinfo=UTC), "midday on Thursday 1 July 2021"),
        (datetime(2021, 6, 30, 23, 0, tzinfo=UTC), "midnight on Thursday 1 July 2021"),
        (datetime(2021, 1, 1, 0, 5, tzinfo=UTC), "12:05am on Friday 1 January 2021"),
        (datetime(2021, 1, 1, 12, 5, tzinfo=UTC), "12:05pm on Friday 1 January 2021"),
    ],
)
def test_moments_are_said_in_the_panels_time_zone(at: datetime, said: str) -> None:
    assert moment(at, LONDON) == said


def test_clock_times_are_all_different() -> None:
    day = datetime(2021, 2, 1, tzinfo=LONDON)
    assert len({clock_time(day + timedelta(minutes=n)) for n in range(24 * 60)}) == 24 * 60


def test_days() -> None:
    assert long_day(date(2021, 2, 1)) == "Monday 1 February 2021"
    assert short_day(date(2021, 2, 1)) == "1 February 2021"
