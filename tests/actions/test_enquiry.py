"""The clerk arranges questions under key lines of enquiry."""

import pytest

from consult.actions import enquiry
from consult.domain.enquiry import Group
from consult.queries import enquiry as there_are
from consult.store.questions import LineOfEnquiry
from tests.actions.records import Entry, last_entry, refused
from tests.factories import Play


def add(play: Play, title: str, part: str = "clerk") -> LineOfEnquiry:
    by = play.actor(getattr(play.cast, part))
    return enquiry.add_line(play.session, consultation=play.consultation, title=title, by=by, now=play.now)


def arrange(play: Play, *groups: Group) -> None:
    by = play.actor(play.cast.clerk)
    enquiry.arrange(play.session, consultation=play.consultation, wanted=groups, by=by, now=play.now)


def titles(play: Play) -> list[str]:
    return [line.title for line in there_are.lines(play.session, play.consultation)]


def test_lines_stand_in_the_order_added(play: Play) -> None:
    add(play, "  Are children   found early? ")
    add(play, "Who pays?")
    assert titles(play) == ["Are children found early?", "Who pays?"]
    assert last_entry(play) == Entry("add line", "lines of enquiry", play.cast.clerk.id, {"title": "Who pays?"})


@pytest.mark.parametrize("part", ["member", "chair", "lead", "observer"])
def test_only_the_clerk_arranges(play: Play, part: str) -> None:
    with refused(play, "Only the clerk can do this."):
        add(play, "Who pays?", part)


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        (" ", "Write what the line of enquiry is"),
        ("x" * 201, "A line of enquiry has 200 characters at most"),
        ("WHO pays?", "There is a line of enquiry of that name already"),
    ],
)
def test_titles(play: Play, title: str, reason: str) -> None:
    add(play, "Who pays?")
    with refused(play, reason, "title"):
        add(play, title)


def test_questions_are_put_under_lines_and_ordered(play: Play) -> None:
    first, second = add(play, "Early help"), add(play, "Money")
    for _ in range(3):
        play.ask()
    arrange(play, Group(second.id, (3, 1)), Group(first.id))
    assert there_are.arrangement(play.session, play.consultation) == (
        Group(second.id, (3, 1)),
        Group(first.id),
        Group(None, (2,)),
    )
    assert last_entry(play) == Entry(
        "arrange questions", "lines of enquiry", play.cast.clerk.id,
        {"after": [["Money", ["Q-0003", "Q-0001"]], ["Early help", []], ["", ["Q-0002"]]]},
    )  # fmt: skip
    before = last_entry(play)
    arrange(play, Group(second.id, (3, 1)))
    assert last_entry(play) == before  # nothing was changed


def test_a_line_is_renamed(play: Play) -> None:
    line = add(play, "Money")
    by = play.actor(play.cast.clerk)
    enquiry.rename_line(play.session, consultation=play.consultation, line=line, title="money", by=by, now=play.now)
    assert titles(play) == ["money"]
    assert last_entry(play).details == {"before": "Money", "after": "money"}


def test_the_questions_of_a_line_that_is_removed_stay(play: Play) -> None:
    line = add(play, "Money")
    play.ask()
    arrange(play, Group(line.id, (1,)))
    by = play.actor(play.cast.clerk)
    enquiry.remove_line(play.session, consultation=play.consultation, line=line, by=by, now=play.now)
    assert there_are.arrangement(play.session, play.consultation) == (Group(None, (1,)),)
    assert last_entry(play).details == {"title": "Money", "questions": ["Q-0001"]}
