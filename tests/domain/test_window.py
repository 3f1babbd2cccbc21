"""What a clerk is told before setting a window that takes something away."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from consult.domain.lifecycle import Stage
from consult.domain.window import consequences

NOW = datetime(2021, 2, 10, 12, 0, tzinfo=UTC)
UNTIL = datetime(2021, 2, 19, 17, 0, tzinfo=UTC)
DAY = timedelta(days=1)
NOBODY_TOLD = "Nobody is told by email: tell the panel and the authorities yourself."


def told(stage: Stage, opens: datetime, closes: datetime) -> list[str]:
    until = None if stage is Stage.PREPARING else UNTIL
    return consequences(stage, until, opens=opens, closes=closes, now=NOW, zone=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("stage", "opens", "closes"),
    [
        (Stage.PREPARING, NOW + DAY, UNTIL),
        (Stage.PREPARING, NOW - DAY, UNTIL),
        (Stage.ANNOUNCED, NOW + 2 * DAY, UNTIL),
        (Stage.ANNOUNCED, NOW + 2 * DAY, UNTIL - DAY),
        (Stage.OPEN, NOW - DAY, UNTIL),
        (Stage.OPEN, NOW, UNTIL + DAY),
    ],
)
def test_where_nothing_is_taken_away_nothing_is_asked(stage: Stage, opens: datetime, closes: datetime) -> None:
    assert told(stage, opens, closes) == []


def test_a_closing_time_that_has_passed_is_asked_about() -> None:
    assert told(Stage.PREPARING, NOW - 3 * DAY, NOW - DAY) == [
        "The closing time you entered, midday on Tuesday 9 February 2021, has passed: nobody can comment or ask."
    ]


def test_on_the_stroke_of_closing_the_window_is_closed() -> None:
    assert told(Stage.ANNOUNCED, NOW - DAY, NOW)[0].endswith("has passed: nobody can comment or ask.")
    assert told(Stage.ANNOUNCED, NOW - DAY, NOW + timedelta(microseconds=1)) == []


def test_closing_an_open_window_takes_the_members_words_out_of_their_hands() -> None:
    assert told(Stage.OPEN, NOW - 3 * DAY, NOW - DAY) == [
        "The window is open now, and the closing time you entered, midday on Tuesday 9 February 2021, has passed: it closes "
        "at once. Members can no longer comment, ask, or change what they have written.",
        NOBODY_TOLD,
    ]


def test_putting_off_an_open_window_closes_it_until_then() -> None:
    assert told(Stage.OPEN, NOW + DAY, UNTIL) == [
        "The window is open now. It closes at once and opens again at midday on Thursday 11 February 2021: until then members "
        "cannot comment, ask, or change what they have written.",
        NOBODY_TOLD,
    ]


def test_an_earlier_end_breaks_what_members_were_told() -> None:
    assert told(Stage.OPEN, NOW - DAY, UNTIL - DAY) == [
        "The window is open now. Members have until 5pm on Thursday 18 February 2021, not until 5pm on Friday 19 February "
        "2021 as they were told.",
        NOBODY_TOLD,
    ]


@pytest.mark.parametrize(
    ("opens", "when"), [(NOW - DAY, "at once"), (NOW + DAY, "at midday on Thursday 11 February 2021")]
)
def test_opening_a_closed_window_again_lets_comments_change_under_their_answers(opens: datetime, when: str) -> None:
    assert told(Stage.RESPONDING, opens, UNTIL + DAY) == [
        f"The window has closed. It opens again {when}: members can comment and ask, and change what they wrote even where "
        "an authority has begun to answer it.",
        NOBODY_TOLD,
    ]
