"""Scrutiny questions are numbered in the order received (R12)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consult.actions import questions
from consult.store.people import Person
from consult.store.questions import Question
from tests.actions.records import Entry, last_entry, refused
from tests.factories import CLOSES, COUNTY, OPENS, POLICE, Play

INSTANT = timedelta(microseconds=1)
CLOSED = "The commenting window has closed. Send what you have written to the clerk, who can take it as late."


def change(play: Play, question: Question, by: Person, *parts: str) -> None:
    questions.change(
        play.session, consultation=play.consultation, question=question, parts=parts or ("Better put?",),
        by=play.actor(by), now=play.now,
    )  # fmt: skip


def withdraw(play: Play, question: Question, by: Person) -> None:
    questions.withdraw(play.session, consultation=play.consultation, question=question, by=play.actor(by), now=play.now)


def texts(question: Question) -> list[str]:
    return [part.text for part in question.parts]


def test_a_question_is_received_numbered_and_recorded(play: Play) -> None:
    question = play.ask(
        "What does it cost? ", "", "  Who pays?", of=(POLICE, COUNTY), about="County Lines", accepted=False
    )
    again = play.again(question)
    assert (again.number, again.state, again.received_at) == (1, "received", play.now)
    assert texts(again) == ["What does it cost?", "Who pays?"]
    assert [body.name for body in again.asked] == [POLICE, COUNTY]  # by name
    assert (again.section_id, again.version_id) == (play.section("County Lines").id, play.version.id)
    assert last_entry(play) == Entry(
        "ask",
        "question Q-0001",
        play.cast.member.id,
        {"parts": ["What does it cost?", "Who pays?"], "asked": [POLICE, COUNTY]},
    )


def test_questions_and_comments_are_numbered_apart(play: Play) -> None:
    assert [play.ask().number, play.comment().number, play.ask().number, play.comment().number] == [1, 1, 2, 2]


@pytest.mark.parametrize("part", ["lead", "officer", "observer", "clerk", "outsider"])
def test_only_the_panel_asks(play: Play, part: str) -> None:
    with refused(play, "Only members of the panel can do this."):
        play.ask(by=getattr(play.cast, part))


def test_the_window_is_kept_to_the_microsecond(play: Play) -> None:
    for now in (OPENS, CLOSES - INSTANT):
        play.clock.now = now
        assert play.ask().received_at == now
    for now, reason in ((OPENS - INSTANT, "The commenting window has not opened yet."), (CLOSES, CLOSED)):
        play.clock.now = now
        with refused(play, reason):
            play.ask()


def test_the_same_form_sent_twice_asks_once(play: Play) -> None:
    assert play.ask(key="form") is play.ask("Sent twice", key="form")
    assert play.session.scalar(select(func.count()).select_from(Question)) == 1


@pytest.mark.parametrize(
    ("parts", "of", "reason", "field"),
    [
        ((" ", "\n"), (COUNTY,), "Write your question", "parts"),
        (("a",) * 7, (COUNTY,), "A question has 6 parts at most; ask the rest as another question", "parts"),
        (("x" * 10_001,), (COUNTY,), "That is 10,001 characters; 10,000 is the most that is taken", "parts"),
        (("Why?",), (), "Choose which authority is to answer", "authorities"),
    ],
)
def test_what_cannot_be_taken(play: Play, parts: tuple[str, ...], of: tuple[str, ...], reason: str, field: str) -> None:
    with refused(play, reason, field):
        play.ask(*parts, of=of)


@pytest.mark.parametrize(
    "parts", [("One?",), ("One?", "Two?", "Three?"), ("Two?", "One?"), ("One?", "Two?", "3?", "4?")]
)
def test_a_question_is_changed_in_part_or_as_a_whole(play: Play, parts: tuple[str, ...]) -> None:
    question = play.again(play.ask("One?", "Two?", "Three, four?"))
    change(play, question, play.cast.member, *parts)
    assert texts(play.again(question)) == list(parts)
    entry = last_entry(play)
    assert (entry.act, entry.subject) == ("change question", "question Q-0001")
    assert entry.details == {"before": ["One?", "Two?", "Three, four?"], "after": list(parts), "acceptance_fell": True}
    assert question.changed_at == play.now


def test_a_change_that_changes_nothing_is_not_recorded(play: Play) -> None:
    question = play.again(play.ask("One?"))
    before = last_entry(play)
    change(play, question, play.cast.member, " One? ")
    assert (question.changed_at, last_entry(play)) == (None, before)


def test_a_withdrawn_question_keeps_its_number(play: Play) -> None:
    question = play.again(play.ask())
    withdraw(play, question, play.cast.member)
    assert (question.state, question.withdrawn_at) == ("withdrawn", play.now)
    assert last_entry(play) == Entry("withdraw", "question Q-0001", play.cast.member.id, {})
    assert play.ask().number == 2
    for act in (change, withdraw):
        with refused(play, "It has been withdrawn."):
            act(play, play.again(question), play.cast.member)


def test_nobody_changes_what_somebody_else_asked_or_what_is_answered_or_late(play: Play) -> None:
    question = play.ask()
    for act in (change, withdraw):
        with refused(play, "Only its author can do this."):
            act(play, play.again(question), play.cast.chair)
    play.release(play.answer(question))
    for act in (change, withdraw):
        with refused(play, "An answer to it has been released, so it stands in the record."):
            act(play, play.again(question), play.cast.member)
    other = play.ask()
    play.clock.now = CLOSES
    for act in (change, withdraw):
        with refused(play, CLOSED):
            act(play, play.again(other), play.cast.member)
