"""A representative's report as a whole: what the panel did, the member's own words, and what is left out."""

from collections.abc import Callable
from datetime import date

import pytest

from consult.domain.lifecycle import Stage
from consult.domain.refusals import NotFound, Refused
from consult.domain.report import Line, Particulars, Point, letter
from consult.pack.reports_front import usual
from consult.pack.reports_page import report_print_html
from consult.queries import people
from tests import registers
from tests.factories import Play
from tests.pack.reporting import PARTICULARS, points, report_of, said
from tests.web.everything import UNSENT, everything
from tests.web.sealed_matter import OPEN, SealedMatter, sealed_matter


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_what_the_panel_did_is_taken_from_the_record(play: Play) -> None:
    play.comment()
    play.comment(by=play.cast.chair)
    play.undertake_at_meeting()
    play.consultation.meeting_on = date(2021, 3, 18)
    assert [point.text for point in points(report_of(play), "The consultation")] == [
        "One version of the draft has been published, on 25 January 2021.",
        "Comments and questions are taken from 9am on Monday 1 February 2021 to 5pm on Friday 19 February 2021.",
        "The panel met on 27 November 2020. It is to meet on 18 March 2021.",
        "The panel’s members made 2 comments, asked no scrutiny questions and made no information requests.",
        "Of these, I made 1 comment and asked no scrutiny questions.",
        "My declaration of interest: no declaration recorded.",
    ]


def test_what_the_panel_recommended_and_who_replied(play: Play) -> None:
    registers.issue(play, registers.recommend(play))
    registers.recommend(play, "Not issued yet.")
    report = report_of(play)
    [point] = points(report, "What the panel recommended")
    assert point.lines == (
        Line("R-0001, 8 February 2021, minute 12: 0 of 2 responses received, 2 due by 8 March 2021.", registers.TEXT),
    )


def test_the_part_one_has_is_said(play: Play) -> None:
    cast = play.cast
    first = [
        points(report_of(play, one), "Terms of reference")[0].text for one in (cast.member, cast.chair, cast.co_opted)
    ]
    assert first == [
        "I am the council’s representative on the Scrutiny Sub-Panel.",
        "I am the council’s representative on the Scrutiny Sub-Panel, and its chair.",
        "I am a co-opted member of the Scrutiny Sub-Panel.",
    ]


def test_the_members_own_words_stand_first_and_last_a_paragraph_each(play: Play) -> None:
    own = Particulars(**{**PARTICULARS.as_json(), "meeting_on": None, "introduction": "One.\n\nTwo.", "view": "Three."})
    report = report_of(play, particulars=own)
    assert (report.parts[0].title, report.parts[-1].title) == ("Introduction", "My view")
    assert report.parts[0].points == (Point("One."), Point("Two."))
    assert report.parts[-1].points == (Point("Three."),)


def test_what_is_kept_from_the_public_is_not_in_it_also_where_it_is_ones_own(play: Play) -> None:
    matter: SealedMatter = sealed_matter(play)
    for person in (play.cast.member, play.cast.chair):
        page = report_print_html(report_of(play, person))
        assert {needle for needle in matter.needles if needle in page} <= OPEN
    report = report_of(play)
    assert [point.text for point in points(report, "1 Prevent")] == [
        "The words of C-0001 are not printed here. Exempt (Schedule 12A paragraph 3).",
        "The words of C-0002 are not printed here. Rejected: it is defamatory, frivolous or offensive.",
        "The words of Q-0001 are not printed here. Exempt (Schedule 12A paragraph 3).",
        "The words of IR-0001 are not printed here. Exempt (Schedule 12A paragraph 3).",
    ]


def test_nothing_that_is_not_released_or_not_sent_is_in_it(play: Play) -> None:
    everything(play)
    words = said(report_of(play))
    assert [
        needle for needle in ("quokka", "ocelot", "axolotl", "pangolin", "dormouse", UNSENT) if needle in words
    ] == []
    assert [needle for needle in ("heron-released", "lapwing-question") if needle in words] == [
        "heron-released", "lapwing-question",
    ]  # fmt: skip


def test_before_a_draft_is_published_and_of_others_there_is_none(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.PREPARING)
    with pytest.raises(Refused):
        report_of(play)
    play.announce()
    with pytest.raises(NotFound):
        report_of(play, play.cast.observer)


def test_the_front_is_filled_in_from_the_record(play: Play) -> None:
    row = next(
        one for one in people.taking_part(play.session, play.consultation) if one.person_id == play.cast.member.id
    )
    found = usual(play.consultation, row)
    assert found.as_json() | {"summary": ""} == {
        "council": "Norwich City Council",
        "committee": "Scrutiny committee",
        "title": "Scrutiny Sub-Panel",
        "summary": "",
        "recommendation": "To note the report of the council’s representative on the Scrutiny Sub-Panel.",
        "item_number": "",
        "meeting_on": None,
        "contact_title": "",
        "contact_email": "",
        "contact_telephone": "",
        "introduction": "",
        "view": "",
    }
    assert Particulars.from_json(found.as_json()) == found


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
