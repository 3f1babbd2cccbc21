"""Times as people type them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.domain.calendar import clock_time
from consult.domain.clock import moment_at, time_of_day

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9 a.m.", time(9)),
        ("9.30am", time(9, 30)),
        ("9:30 p.m.", time(21, 30)),
        ("09:00", time(9)),
        ("0900", time(9)),
        ("09.30", time(9, 30)),
        ("5pm", time(17)),
        ("17:00", time(17)),
        ("1730", time(17, 30)),
        ("12pm", time(12)),
        ("12:01am", time(0, 1)),
        ("00:01", time(0, 1)),
        ("11:59pm", time(23, 59)),
        ("midday", time(12)),
        ("Noon", time(12)),
        (" 10:15 ", time(10, 15)),
    ],
)
def test_a_time_is_understood_however_it_is_written(typed: str, meant: time) -> None:
    assert time_of_day(typed) == meant


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("soon", "must be a time, like 9am, 5:30pm or 17:30"),
        ("17:00:30", "must be a time, like 9am, 5:30pm or 17:30"),
        ("5", "must say am or pm, like 9am or 5:30pm, or use the 24-hour clock, like 09:00 or 17:30"),
        ("5:30", "must say am or pm, like 9am or 5:30pm, or use the 24-hour clock, like 09:00 or 17:30"),
        ("17", "must say am or pm, like 9am or 5:30pm, or use the 24-hour clock, like 09:00 or 17:30"),
        ("13pm", "must be a real time, like 9am, 5:30pm or 17:30"),
        ("0am", "must be a real time, like 9am, 5:30pm or 17:30"),
        ("25:00", "must be a real time, like 9am, 5:30pm or 17:30"),
        ("09:75", "must be a real time, like 9am, 5:30pm or 17:30"),
        ("midnight", "must not be midnight, which can be either end of a day. Write 12:01am or 11:59pm"),
        ("12am", "must not be midnight, which can be either end of a day. Write 12:01am or 11:59pm"),
        ("00:00", "must not be midnight, which can be either end of a day. Write 12:01am or 11:59pm"),
        ("24:00", "must not be midnight, which can be either end of a day. Write 12:01am or 11:59pm"),
    ],
)
def test_what_could_mean_two_times_is_asked_again(typed: str, said: str) -> None:
    with pytest.raises(ValueError) as refusal:
        time_of_day(typed)
    assert str(refusal.value) == said


@given(st.times().map(lambda at: at.replace(second=0, microsecond=0)).filter(lambda at: at != time(0)))
def test_a_time_as_pages_say_it_is_understood_again(at: time) -> None:
    assert time_of_day(clock_time(datetime.combine(date(2021, 2, 1), at))) == at


@given(st.text(max_size=12))
def test_nothing_typed_breaks_it(typed: str) -> None:
    said = "must"
    try:
        time_of_day(typed)
    except ValueError as error:
        said = str(error)
    assert said.startswith("must")


@pytest.mark.parametrize(
    ("day", "at", "later", "moment"),
    [
        (date(2021, 2, 19), time(17), False, datetime(2021, 2, 19, 17, 0, tzinfo=UTC)),
        (date(2021, 7, 1), time(9), False, datetime(2021, 7, 1, 8, 0, tzinfo=UTC)),
        (date(2021, 10, 31), time(1, 30), False, datetime(2021, 10, 31, 0, 30, tzinfo=UTC)),
        (date(2021, 10, 31), time(1, 30), True, datetime(2021, 10, 31, 1, 30, tzinfo=UTC)),
        (date(2021, 10, 31), time(3), True, datetime(2021, 10, 31, 3, 0, tzinfo=UTC)),
        (date(2021, 3, 28), time(2), True, datetime(2021, 3, 28, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_time_on_the_wall_is_a_moment(day: date, at: time, later: bool, moment: datetime) -> None:
    assert moment_at(day, at, LONDON, later=later) == moment


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize("at", [time(1), time(1, 30), time(1, 59)])
def test_a_time_the_clocks_jump_over_is_refused(at: time, later: bool) -> None:
    with pytest.raises(ValueError, match="does not exist on that day: the clocks go forward over it"):
        moment_at(date(2021, 3, 28), at, LONDON, later=later)
