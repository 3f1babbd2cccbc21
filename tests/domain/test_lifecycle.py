"""Stages as a truth table, to the microsecond (R11); and the tables of what leads where."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise, product

import pytest

from consult.domain.lifecycle import ANSWER_STATES, ITEM_STATES, STAGES, AnswerState, ItemState, Stage, stage_at

OPENS = datetime(2021, 2, 1, 9, 0, tzinfo=UTC)
CLOSES = datetime(2021, 2, 19, 17, 0, tzinfo=UTC)
ADOPTED = datetime(2021, 3, 30, 12, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def stage(now: datetime, *, published: bool = True, window: bool = True, adopted: bool = False) -> Stage:
    return stage_at(
        now,
        published=published,
        opens_at=OPENS if window else None,
        closes_at=CLOSES if window else None,
        adopted_at=ADOPTED if adopted else None,
    )


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (OPENS - INSTANT, Stage.ANNOUNCED),
        (OPENS, Stage.OPEN),
        (CLOSES - INSTANT, Stage.OPEN),
        (CLOSES, Stage.RESPONDING),  # on the stroke of closing it is late
        (CLOSES + INSTANT, Stage.RESPONDING),
    ],
)
def test_the_window_ends_just_before_it_closes(now: datetime, expected: Stage) -> None:
    assert stage(now) is expected


@pytest.mark.parametrize(("published", "window"), [(False, False), (False, True), (True, False)])
@pytest.mark.parametrize("now", [OPENS - INSTANT, OPENS, CLOSES, ADOPTED])
def test_without_a_draft_or_a_window_it_is_being_prepared(now: datetime, published: bool, window: bool) -> None:
    assert stage(now, published=published, window=window) is Stage.PREPARING


@pytest.mark.parametrize(
    ("now", "expected"),
    [(ADOPTED - INSTANT, Stage.RESPONDING), (ADOPTED, Stage.ADOPTED), (ADOPTED + INSTANT, Stage.ADOPTED)],
)
def test_adoption(now: datetime, expected: Stage) -> None:
    assert stage(now, adopted=True) is expected


def test_a_window_is_the_same_in_every_time_zone() -> None:
    for hours, now in product((-11, 0, 1, 13), (OPENS - INSTANT, OPENS, CLOSES - INSTANT, CLOSES)):
        shifted = now.astimezone(timezone(timedelta(hours=hours)))
        assert stage(shifted) is stage(now)


@pytest.mark.parametrize(
    ("table", "states", "first"),
    [
        (STAGES, Stage, Stage.PREPARING),
        (ITEM_STATES, ItemState, ItemState.RECEIVED),
        (ANSWER_STATES, AnswerState, AnswerState.AWAITED),
    ],
)
def test_every_state_is_in_its_table_and_can_be_reached(table: dict, states: type, first: object) -> None:  # type: ignore[type-arg]
    assert list(table) == list(states)
    reached, ahead = set(), {first}
    while ahead:
        reached |= ahead
        ahead = {after for state in ahead for after in table[state].values()} - reached
    assert reached == set(states)


def test_stages_follow_one_another_in_time_as_the_table_says() -> None:
    moments = [OPENS - INSTANT, OPENS, CLOSES, ADOPTED]
    seen = [stage(now, adopted=True) for now in moments]
    assert all(after in STAGES[before].values() for before, after in pairwise(seen))


@pytest.mark.parametrize(
    ("state", "inside", "outside"),
    [
        (AnswerState.AWAITED, "Not answered", "With the authority"),
        (AnswerState.RETURNED, "Sent back", "With the authority"),
        (AnswerState.DRAFTED, "Awaiting approval", "With the authority"),
        (AnswerState.APPROVED, "Awaiting release", "With the authority"),
        (AnswerState.RELEASED, "Answered", "Answered"),
    ],
)
def test_wording_of_answers(state: AnswerState, inside: str, outside: str) -> None:
    assert (state.wording, state.public_wording) == (inside, outside)


def test_wording_of_stages() -> None:
    assert [one.wording for one in Stage] == [
        "Being prepared",
        "Opens soon",
        "Open for comments",
        "Comments are paused",
        "Closed: authorities are answering",
        "Adopted",
    ]
