"""A representative's report: what it says of what was raised, and in whose words."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from consult.actions import comments, settling
from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import Stage
from consult.domain.redline import Op
from consult.domain.report import Line
from tests.factories import COUNTY, POLICE, Play
from tests.pack.reporting import points, report_of, said, titles
from tests.pack.test_changes import FIRST, redraft
from tests.pack.test_holding_and_groups import together


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_a_comment_and_all_that_came_of_it(play: Play) -> None:
    comment = play.comment(
        on="2(a)", text="How is it measured?", stance=Stance.OBJECT, quote="every designated safeguarding lead",
        suggested="train every designated safeguarding lead by July; and",
    )  # fmt: skip
    answer = play.release(
        play.answer(
            comment, "We will report the numbers by March.", disposition=Disposition.ACCEPTED_IN_PART,
            reason="July cannot be met.", wording="train every designated safeguarding lead by December; and",
        )
    )  # fmt: skip
    play.undertake(answer, "report the numbers by March", in_days=10)
    settling.not_settled(
        play.session, consultation=play.consultation, item=play.again(comment), response=answer, reason="Too late.",
        by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    play.clock.now += timedelta(days=12)
    [point] = points(report_of(play), "1 Prevent")
    assert (point.text, point.words) == (
        "On paragraph 2(a), on the words “every designated safeguarding lead”, I objected (C-0001, 8 February 2021):",
        "How is it measured?",
    )
    assert [(line.text, line.words) for line in point.lines] == [
        ("I suggested this wording:", ""),
        (
            "Norfolk County Council (Head of Communities) answered on 8 February 2021: accepted in part.",
            "We will report the numbers by March.",
        ),
        ("The reason given:", "July cannot be met."),
        ("The wording that results:", ""),
        ("I do not take this as settled:", "Too late."),
        (
            "U-0001: Promised by Norfolk County Council for 18 February 2021, not received to date (2 days).",
            "report the numbers by March",
        ),
    ]
    inserted = [[piece.text for piece in line.change if piece.op is Op.INSERTED] for line in point.lines if line.change]
    assert inserted == [[" by July"], [" by December"]]


def test_each_stance_and_place_is_said_in_the_first_person(play: Play) -> None:
    play.comment(on="Prevent", stance=Stance.SUPPORT)
    play.comment(on="Foreword", stance=Stance.SUPPORT_WITH_CONDITIONS)
    play.comment(on=None, stance=Stance.OBSERVATION)
    found = [part.points[0].text for part in report_of(play).parts if "(C-" in part.points[0].text]
    assert found == [
        "On the whole draft I commented (C-0003, 8 February 2021):",
        "On the section as a whole I gave my support with conditions (C-0002, 8 February 2021):",
        "On the section as a whole I gave my support (C-0001, 8 February 2021):",
    ]


def test_sections_stand_in_the_order_of_the_draft_and_what_was_not_raised_is_left_out(play: Play) -> None:
    play.comment(on="5")
    play.ask(about="Prevent")
    play.comment(on="1", by=play.cast.chair)
    play.comment(on=None)
    withdrawn = play.comment(on="Foreword", text="Never mind.")
    comments.withdraw(
        play.session, consultation=play.consultation, comment=play.again(withdrawn),
        by=play.actor(play.cast.member), now=play.now,
    )  # fmt: skip
    report = report_of(play)
    assert "C-0005" not in said(report)
    assert titles(report) == [
        "Terms of reference", "The consultation", "The draft as a whole", "1 Prevent", "2 County Lines",
    ]  # fmt: skip
    assert [point.text[:29] for point in points(report, "1 Prevent")] == ["I asked Norfolk County Council"[:29]]


def test_a_question_has_an_answer_of_each_authority_given_or_not(play: Play) -> None:
    question = play.ask("What does it cost?", "Who pays?", of=(COUNTY, POLICE))
    play.release(play.answer(question, "The county council.", by=play.cast.lead))
    [point] = points(report_of(play), "The draft as a whole")
    assert (point.text, point.words) == (
        "I asked Norfolk Constabulary and Norfolk County Council (Q-0001, 8 February 2021):",
        "(a) What does it cost?\n\n(b) Who pays?",
    )
    assert point.lines == (
        Line("Norfolk Constabulary has not answered to date."),
        Line("Norfolk County Council (Head of Communities) answered on 8 February 2021:", "The county council."),
    )


def test_one_answer_to_several_says_to_which_others_it_was_given(play: Play) -> None:
    mine, other = play.comment(on="1"), play.comment(on="2", by=play.cast.chair)
    given = together(play, [mine, other], by=play.cast.lead)
    play.release(given[0])
    [point] = points(report_of(play), "1 Prevent")
    assert point.lines[-1] == Line("The same answer was given to C-0002.")


def test_what_is_owed_is_said_with_the_day_and_not_received_to_date(play: Play) -> None:
    came, late, early = (play.request(text, in_days=days) for text, days in (("A", 5), ("B", 5), ("C", 90)))
    play.release_supply(came, play.supply(came, "All of A."))
    play.undertake_at_meeting("The panel will have D.")
    play.clock.now += timedelta(days=20)
    report = report_of(play)
    to_me, to_panel = points(report, "Promised and not received to date")
    assert to_me.lines == (
        Line(
            "IR-0002: Requested from Norfolk County Council for 13 February 2021, not received to date (15 days).", "B"
        ),
        Line("IR-0003: Requested from Norfolk County Council for 9 May 2021, not received and not due yet.", "C"),
    )
    assert to_panel.lines == (
        Line(
            "U-0001: Promised by Norfolk Constabulary for 18 December 2020, not received to date (72 days).",
            "The panel will have D.",
        ),
    )
    received = points(report, "The draft as a whole")[0]
    assert [line.text for line in received.lines] == [
        "Requested from Norfolk County Council for 13 February 2021, received on 8 February 2021.",
        "Norfolk County Council (Head of Communities) supplied all of it on 8 February 2021:",
    ]
    assert (late.number, early.number) == (2, 3)


def test_where_all_has_come_that_is_said(play: Play) -> None:
    came = play.request("A")
    play.release_supply(came, play.supply(came, "All of A."))
    assert [point.text for point in points(report_of(play), "Promised and not received to date")] == [
        "All that I asked for, and all that was promised to me, has been received or closed."
    ]


def test_what_others_said_is_there_where_it_is_supported(play: Play) -> None:
    theirs, unsaid = (
        play.comment(on="1", text="As the chair says.", by=play.cast.chair),
        play.comment(by=play.cast.chair),
    )
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.member), "now": play.now}
    comments.support(play.session, comment=theirs, **facts)
    [point] = points(report_of(play), "What I supported")
    assert [(line.text, line.words) for line in point.lines] == [
        (
            "Chair of the scrutiny sub-panel, Norfolk County Council, on Prevent, paragraph 1 (C-0001; with the authority):",
            "As the chair says.",
        )
    ]
    assert unsaid.text not in said(report_of(play))


def test_what_changed_in_the_draft_because_of_it(play: Play) -> None:
    taken = play.comment(on="1", quote="refer most of those", text="Youth clubs refer too.")
    play.comment(on="5", text="By whom?")
    play.comment(on="2(a)", text="By when?")
    play.release(play.answer(taken, disposition=Disposition.ACCEPTED, reason="They do.", wording=FIRST))
    play.redraft(redraft())
    report = report_of(play)
    first, third = points(report, "1 Prevent")
    assert first.text.startswith("On version 1, paragraph 1, on the words “refer most of those”, I commented")
    assert first.lines[-1].text == "The paragraph changed, and says in version 2:"
    assert "".join(piece.text for piece in first.lines[-1].change if piece.op is not Op.DELETED) == FIRST
    assert third.lines[-1].text == "The paragraph is the same in version 2."
    [gone] = points(report, "2 County Lines")
    assert gone.lines[-1].text == "The words I commented on are not in version 2 of the draft."
    assert [line.text for line in points(report, "The consultation")[0].lines] == [
        "version 1, on 25 January 2021", "version 2, on 8 February 2021",
    ]  # fmt: skip
