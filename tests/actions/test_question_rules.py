"""The panel's rules for questions (R12): how many, by when, in how many parts, and the one supplementary."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from consult.actions import consultations, questions
from consult.domain.questions import Limits, Wants
from consult.queries import questions as there_are
from tests.actions.records import Entry, last_entry, refused
from tests.factories import CLOSES, COUNTY, POLICE, Play

LATE = (
    "Questions had to be in by the end of Tuesday 9 February 2021, 3 clear working days before the meeting. Ask the clerk "
    "whether yours can still be taken."
)


def meet(play: Play, day: date) -> None:
    particulars = replace(consultations.Particulars.of(play.consultation), meeting_on=day)
    consultations.describe(
        play.session, consultation=play.consultation, particulars=particulars, by=play.actor(play.cast.clerk), now=play.now
    )  # fmt: skip


def test_the_rules_are_set_by_the_clerk_and_recorded(play: Play) -> None:
    play.limit(each=2, notice=3, parts=4, supplementaries=False)
    entry = last_entry(play)
    assert (entry.act, entry.subject, entry.actor_id) == ("set question rules", "consultation", play.cast.clerk.id)
    assert entry.details == {
        "before": {"each": None, "notice": None, "parts": 6, "supplementaries": True},
        "after": {"each": 2, "notice": 3, "parts": 4, "supplementaries": False},
    }
    play.limit(each=2, notice=3, parts=4, supplementaries=False)
    assert last_entry(play) == entry


@pytest.mark.parametrize(
    ("limits", "reason", "field"),
    [
        ({"each": 0}, "The number of questions must be between 1 and 99", "each"),
        ({"notice": 61}, "The notice must be between 1 and 60 working days", "notice"),
        ({"parts": 27}, "The number of parts must be between 1 and 26", "parts"),
    ],
)
def test_rules_no_panel_means(play: Play, limits: dict[str, int], reason: str, field: str) -> None:
    with refused(play, reason, field):
        play.limit(**limits)


def test_a_member_asks_so_many_questions(play: Play) -> None:
    play.limit(each=2)
    play.ask()
    first = play.ask(key="first")
    with refused(
        play, "Each member may ask 2 questions, and you have asked as many. You can withdraw one to ask another."
    ):
        play.ask()
    assert play.ask(key="first") is first
    assert play.ask(by=play.cast.chair).number == 3
    questions.withdraw(
        play.session, consultation=play.consultation, question=play.again(first), by=play.actor(play.cast.member),
        now=play.now,
    )  # fmt: skip
    assert play.ask().number == 4  # no number was lost to what was refused


def test_supplementaries_are_not_counted(play: Play) -> None:
    play.limit(each=1)
    question = play.ask()
    play.release(play.answer(question))
    assert play.follow_up(question).number == 2


def test_notice_runs_out_at_the_end_of_the_day(play: Play) -> None:
    meet(play, date(2021, 2, 15))
    play.limit(notice=3)
    play.clock.now = datetime(2021, 2, 9, 23, 59, 59, tzinfo=UTC)
    play.ask()
    play.clock.now += timedelta(seconds=1)
    with refused(play, LATE):
        play.ask()
    assert play.ask(today=date(2021, 2, 9)).number == 2  # by a clock that is behind
    play.limit()
    assert play.ask().number == 3


def test_notice_without_a_meeting_is_none(play: Play) -> None:
    play.limit(notice=3)
    assert play.ask().number == 1


@pytest.mark.parametrize(("most", "words"), [(1, "1 part"), (2, "2 parts")])
def test_a_question_has_so_many_parts(play: Play, most: int, words: str) -> None:
    play.limit(parts=most)
    with refused(play, f"A question has {words} at most; ask the rest as another question", "parts"):
        play.ask("One?", "Two?", "Three?")


def test_the_last_day_leaves_clear_working_days() -> None:
    assert Limits(notice=3).last_day(date(2021, 3, 15), ()) == date(2021, 3, 9)
    assert Limits(notice=3).last_day(None, ()) is None
    assert Limits().last_day(date(2021, 3, 15), ()) is None


def test_how_many_are_left() -> None:
    assert [Limits(each=2).left(asked) for asked in (0, 1, 2, 3)] == [2, 1, 0, 0]
    assert Limits().left(50) is None


class TestSupplementaries:
    def test_it_has_its_own_number_and_its_questions_place(self, play: Play) -> None:
        question = play.ask(of=(COUNTY, POLICE), about="County Lines", wants=Wants.ORAL)
        play.release(play.answer(question, by=play.cast.lead))
        play.clock.now = CLOSES + timedelta(days=3)  # answers come after the window, and so do supplementaries
        play.follow_up(question, accepted=False)
        play.session.expire_all()
        first, second = there_are.every(play.session, play.consultation)
        assert (second.number, second.wants, second.accepted_at) == (2, "written", None)
        assert second.section_id == first.section_id
        assert (first.supplementary_to, first.supplementary) == (None, second)
        assert (second.supplementary_to, second.supplementary) == (first, None)
        assert last_entry(play) == Entry(
            "ask", "question Q-0002", play.cast.member.id,
            {"parts": ["And next year?"], "asked": [POLICE, COUNTY], "supplementary_to": "Q-0001"},
        )  # fmt: skip

    def test_it_follows_an_answer(self, play: Play) -> None:
        question = play.ask()
        play.answer(question)
        with refused(play, "It has not been answered yet."):
            play.follow_up(question)

    def test_only_its_author_asks_it(self, play: Play) -> None:
        question = play.ask()
        play.release(play.answer(question))
        with refused(play, "Only its author can do this."):
            play.follow_up(question, by=play.cast.chair)

    def test_there_is_one(self, play: Play) -> None:
        question = play.ask()
        play.release(play.answer(question))
        second = play.follow_up(question)
        with refused(play, "A supplementary question has been asked already; one is taken."):
            play.follow_up(question)
        play.release(play.answer(second))
        with refused(play, "This is a supplementary question; it has none of its own."):
            play.follow_up(second)

    def test_the_panel_may_take_none(self, play: Play) -> None:
        question = play.ask()
        play.release(play.answer(question))
        play.limit(supplementaries=False)
        with refused(play, "The panel takes no supplementary questions."):
            play.follow_up(question)

    def test_it_goes_to_those_who_were_asked(self, play: Play) -> None:
        question = play.ask()
        play.release(play.answer(question))
        with refused(play, "A supplementary question goes to those who were asked before", "authorities"):
            questions.follow_up(
                play.session, consultation=play.consultation, question=play.again(question), parts=["Why?"],
                authorities=[play.body(POLICE)], form_key="x", by=play.actor(play.cast.member), now=play.now,
            )  # fmt: skip

    def test_it_is_withdrawn_after_the_window_as_long_as_it_is_not_answered(self, play: Play) -> None:
        question = play.ask()
        play.release(play.answer(question))
        play.clock.now = CLOSES + timedelta(days=3)
        second = play.again(play.follow_up(question))
        questions.withdraw(
            play.session, consultation=play.consultation, question=second, by=play.actor(play.cast.member), now=play.now
        )
        assert second.state == "withdrawn"
        with refused(play, "A supplementary question has been asked already; one is taken."):
            play.follow_up(question)


class TestAcceptance:
    def test_only_what_is_accepted_is_answered(self, play: Play) -> None:
        question = play.ask(accepted=False)
        with refused(play, "The clerk has not accepted this question yet."):
            play.answer(question)
        play.accept(question)
        assert last_entry(play) == Entry("accept", "question Q-0001", play.cast.clerk.id, {})
        play.answer(question)

    def test_a_change_lets_it_wait_again_and_stops_what_was_begun(self, play: Play) -> None:
        question = play.ask()
        response = play.answer(question)
        questions.change(
            play.session, consultation=play.consultation, question=play.again(question), parts=["Better?"],
            wants=Wants.BOTH, by=play.actor(play.cast.member), now=play.now,
        )  # fmt: skip
        again = play.again(question)
        assert (again.accepted_at, again.accepted_by_id, again.wants) == (None, None, "both")
        for act in (play.approve, play.release):
            with refused(play, "The clerk has not accepted this question yet."):
                act(response)
        play.accept(again)
        play.release(play.approve(response))

    def test_what_was_withdrawn_is_not_accepted(self, play: Play) -> None:
        question = play.again(play.ask(accepted=False))
        questions.withdraw(
            play.session,
            consultation=play.consultation,
            question=question,
            by=play.actor(play.cast.member),
            now=play.now,
        )
        with refused(play, "It has been withdrawn."):
            play.accept(question)
