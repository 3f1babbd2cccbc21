"""The clerk pauses the window for a reason, and resumes it; members lose neither words nor, where it is moved, time."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from consult.actions import pausing
from consult.actions.allowing import stage
from consult.domain.lifecycle import Stage
from consult.domain.pausing import how_long, made_up_for
from consult.store.consultations import Pause
from tests.actions.records import last_entry, refused
from tests.factories import CLOSES, Play

WHY = "The annex was missing from version 1."


def pause(play: Play, why: str = WHY) -> None:
    pausing.pause(
        play.session, consultation=play.consultation, reason=why, by=play.actor(play.cast.clerk), now=play.now
    )


def resume(play: Play, **rest: object) -> Pause:
    clerk = play.actor(play.cast.clerk)
    return pausing.resume(play.session, consultation=play.consultation, by=clerk, now=play.now, **rest)  # type: ignore[arg-type]


def test_while_it_is_paused_members_do_not_comment_and_officers_answer(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    comment = play.comment()
    pause(play)
    assert stage(play.consultation, play.now) is Stage.PAUSED
    assert play.consultation.pause_reason == WHY
    with refused(
        play, "The clerk has paused the commenting window. What you have written is kept; send it when it resumes."
    ):
        play.comment()
    assert play.answer(play.again(comment)).text == "It is measured every quarter."


def test_resuming_keeps_from_when_to_when_and_why(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    began = play.now
    pause(play)
    play.clock.now += timedelta(days=2)
    row = resume(play)
    assert (row.paused_at, row.resumed_at, row.reason) == (began, play.now, WHY)
    assert (play.consultation.paused_at, play.consultation.pause_reason) == (None, "")
    assert (stage(play.consultation, play.now), play.consultation.closes_at) == (Stage.OPEN, CLOSES)
    assert last_entry(play).act == "resume window"


def test_the_closing_time_can_be_moved_also_where_it_came_meanwhile(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    began = play.now
    pause(play)
    play.clock.now = CLOSES + timedelta(days=1)
    assert stage(play.consultation, play.now) is Stage.RESPONDING
    moved = made_up_for(CLOSES, paused_at=began, now=play.now)
    assert moved - play.now == CLOSES - began
    resume(play, closes_at=moved)
    assert (stage(play.consultation, play.now), play.consultation.closes_at) == (Stage.OPEN, moved)


def test_what_cannot_be_paused_or_resumed_says_why(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    with refused(play, "The window is not paused."):
        resume(play)
    with refused(play, "Say why the window is paused", "reason"):
        pause(play, "  ")
    with refused(play, "Say why in 1,000 characters or fewer", "reason"):
        pause(play, "x" * 1001)
    pause(play)
    with refused(play, "The window is paused already."):
        pause(play)
    with refused(play, "The new closing time must be later than the one there is.", "closes"):
        resume(play, closes_at=CLOSES - timedelta(hours=1))
    assert play.session.scalars(select(Pause)).all() == []


def test_a_window_that_is_closed_is_not_paused(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    with refused(play, "The window is not open, so there is nothing to pause."):
        pause(play)


@pytest.mark.parametrize(
    ("lasted", "words"),
    [
        (timedelta(seconds=30), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(hours=1, minutes=5), "1 hour and 5 minutes"),
        (timedelta(days=2, hours=3, minutes=59), "2 days and 3 hours"),
        (timedelta(days=1, minutes=2), "1 day and 2 minutes"),
    ],
)
def test_how_long_it_lasted_is_said_in_two_units(lasted: timedelta, words: str) -> None:
    assert how_long(lasted) == words


def test_a_closing_time_made_up_for_is_a_whole_minute() -> None:
    moved = made_up_for(CLOSES, paused_at=CLOSES - timedelta(days=1), now=CLOSES - timedelta(days=1, seconds=-61))
    assert moved == CLOSES + timedelta(minutes=2)
