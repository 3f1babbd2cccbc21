"""What a digest prints of questions: key lines of enquiry, how each wants to be answered, supplementaries, and what waits."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from consult.actions import enquiry
from consult.domain.digest import Digest, LineEntry
from consult.domain.enquiry import Group
from consult.domain.lifecycle import Stage
from consult.domain.questions import Wants
from consult.pack import gather, render
from consult.pack.pdf import to_pdf
from tests.factories import Play
from tests.pack.validators import ours


def gathered(play: Play) -> Digest:
    play.session.commit()
    play.session.expire_all()
    return gather.gather(play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"))


def words_of(digest: Digest) -> str:
    return " ".join(html.document_fromstring(render.to_html(digest)).body.text_content().split())


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """Q-0001 is answered and followed up by Q-0003; Q-0002 is under a line; Q-0004 waits for the clerk."""
    play = at(Stage.OPEN)
    question = play.ask("What does it cost?", wants=Wants.BOTH)
    play.ask("Who pays?", paragraph=play.paragraph("2(a)"), wants=Wants.ORAL)
    play.release(play.answer(question))
    play.follow_up(question, "And next year?")
    play.ask("What of the zebras?", accepted=False)
    clerk = play.actor(play.cast.clerk)
    lines = [
        enquiry.add_line(play.session, consultation=play.consultation, title=title, by=clerk, now=play.now)
        for title in ("Is there enough money?", "Who answers for it?")
    ]
    enquiry.arrange(
        play.session, consultation=play.consultation, wanted=[Group(lines[0].id, (2, 1))], by=clerk, now=play.now
    )
    return play


def test_lines_of_enquiry_come_before_the_questions(play: Play) -> None:
    digest = gathered(play)
    assert digest.lines == (
        LineEntry("Is there enough money?", ("Q-0002", "Q-0001")),
        LineEntry("Who answers for it?", ()),
    )
    tree = html.document_fromstring(render.to_html(digest))
    headings = [" ".join(one.text_content().split()) for one in tree.xpath("//main//h2")]
    assert headings[:3] == ["At a glance", "Key lines of enquiry", "Scrutiny questions"]
    assert tree.xpath("//h2[@id='lines']/..//th//a/@href") == ["#item-Q-0002", "#item-Q-0001"]
    rows = tree.xpath("//h2[@id='lines']/..//tbody/tr")
    assert [cell.text_content() for cell in rows[0]][:3] == [
        "Q-0002", "Member for Norwich City Council", "Norfolk County Council",
    ]  # fmt: skip
    assert "No question stands under it." in words_of(digest)


def test_each_question_says_what_it_wants_and_what_follows_it(play: Play) -> None:
    words = words_of(gathered(play))
    for said in (
        "Wants an oral answer at the meeting. Line of enquiry: Is there enough money?",
        "Wants a written answer before the meeting, and to speak to it there. Line of enquiry: Is there enough money?",
        "On Prevent, paragraph 2(a).",
        "Followed by its supplementary question Q-0003",
        "Supplementary to Q-0001",
    ):
        assert words.count(said) == 1, said


def test_there_is_room_for_the_supplementaries_that_may_still_come(play: Play) -> None:
    assert words_of(gathered(play)).count("Supplementary question, if one is asked at the meeting") == 1  # Q-0002
    play.limit(supplementaries=False)
    assert "if one is asked at the meeting" not in words_of(gathered(play))


def test_of_what_waits_only_the_number_is_printed(play: Play) -> None:
    digest = gathered(play)
    words = words_of(digest)
    assert "zebras" not in words
    (waiting,) = (entry for entry in digest.questions if entry.hidden)
    assert (waiting.reference, waiting.marks) == ("Q-0004", ("Waiting for the clerk to accept it",))
    assert (
        next(row.outcome for row in digest.index if row.reference == "Q-0004") == "Waiting for the clerk to accept it"
    )
    assert digest.reconciliation.waiting == 1


def test_without_lines_nothing_is_said_of_them(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    play.ask()
    assert "lines of enquiry" not in words_of(gathered(play)).lower()


def test_as_pdf_it_is_tagged_as_it_should_be(play: Play) -> None:
    data = to_pdf(gathered(play))
    assert ours(data) == []
