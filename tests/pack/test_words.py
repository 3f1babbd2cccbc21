"""Dates, counts and names in plain words."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from consult.domain.digest import Count
from consult.domain.reconciliation import Reconciliation
from consult.pack.glance import accounted, sentences
from consult.pack.words import clock, counted, listed, meeting_date, paragraphs, person, printable
from tests.pack import digests
from tests.pack.assembly import LONDON


@pytest.mark.parametrize(("number", "said"), [(0, "no comments"), (1, "1 comment"), (2, "2 comments")])
def test_counts_have_the_right_plural(number: int, said: str) -> None:
    assert counted(number, "comment") == said


def test_an_irregular_plural_is_given() -> None:
    assert [counted(number, "reply", "replies") for number in (1, 2)] == ["1 reply", "2 replies"]


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_sentences(items: list[str], said: str) -> None:
    assert listed(items) == said


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 5, "12:05am on 1 March 2021"),
        (9, 0, "9am on 1 March 2021"),
        (12, 0, "12pm on 1 March 2021"),
        (17, 30, "5:30pm on 1 March 2021"),
    ],
)
def test_times_are_said_as_people_say_them(hour: int, minute: int, said: str) -> None:
    assert clock(datetime(2021, 3, 1, hour, minute, tzinfo=LONDON)) == said


def test_a_meeting_is_on_a_named_day() -> None:
    assert meeting_date(date(2020, 12, 17)) == "Thursday 17 December 2020"


def test_a_council_is_not_said_twice() -> None:
    assert person("Member for Norwich City Council", "Norwich City Council") == "Member for Norwich City Council"
    assert person("Vice-chair", "Norwich City Council") == "Vice-chair, Norwich City Council"
    assert person("Observer", "") == "Observer"


def test_blank_lines_part_paragraphs_and_new_lines_stay() -> None:
    assert paragraphs("one\r\n two\n\n \nthree\n") == [["one", "two"], ["three"]]
    assert paragraphs(" \n ") == []


def test_what_no_page_can_show_is_left_out() -> None:
    assert printable("a\x00b\x1b\ud800\ufffe\tc\nd") == "ab\tc\nd"


@pytest.mark.parametrize(
    ("reconciliation", "said"),
    [
        (Reconciliation(0, 0), "No items were received, so there is nothing to account for."),
        (Reconciliation(1, 1), "The 1 item received is accounted for: 1 is printed."),
        (
            Reconciliation(9, 4, grouped=2, withdrawn=1, rejected=1, exempt=1),
            "All 9 items received are accounted for: 4 are printed, 2 are grouped with an identical item,"
            " 1 is withdrawn, 1 is rejected and 1 is kept from publication.",
        ),
    ],
)
def test_the_reconciliation_is_a_sentence(reconciliation: Reconciliation, said: str) -> None:
    assert accounted(reconciliation) == said


def glance(received: int, answered: int) -> list[str]:
    digest = digests.empty()
    count = Count("Comments", received, answered)
    return sentences(replace(digest, glance=replace(digest.glance, comments=count)))


def test_the_opening_sentences_count_what_came_in() -> None:
    assert glance(1, 1)[0] == "The sub-panel made 1 comment and no questions on version 2 of the draft."
    assert sentences(digests.digest()) == [
        "The sub-panel made 30 comments and 5 questions on version 2 of the draft. The commenting window opened at 9am"
        " on 1 February 2021 and closed at 5pm on 19 February 2021.",
        "6 of the 30 comments have not been answered.",
        "1 of the 5 scrutiny questions has not been answered.",
    ]


@pytest.mark.parametrize(
    ("received", "answered", "said"),
    [
        (0, 0, "No comments were received."),
        (1, 0, "The comment has not been answered."),
        (3, 0, "None of the comments has been answered."),
        (3, 1, "2 of the 3 comments have not been answered."),
        (3, 2, "1 of the 3 comments has not been answered."),
        (3, 3, "Every comment has been answered."),
    ],
)
def test_what_is_unanswered_comes_first(received: int, answered: int, said: str) -> None:
    assert glance(received, answered)[1] == said
