"""What the paper prints of holding replies and of one answer given to many; every item is accounted for all the same (R10)."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from lxml import html

from consult.actions import groups
from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.pack.gather import gather
from consult.pack.glance import sentences
from consult.pack.render import to_html
from tests.actions.test_groups import together
from tests.actions.test_holding import LATER, hold
from tests.factories import COUNTY, POLICE, Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def digest_of(play: Play) -> Digest:
    play.session.flush()
    play.session.expire_all()
    return gather(play.session, play.consultation, made_at=play.now, timezone=ZoneInfo("Europe/London"))


def test_a_holding_reply_is_printed_and_not_counted(play: Play) -> None:
    play.release(hold(play, play.comment()))
    play.release(play.answer(play.comment()))
    digest = digest_of(play)
    assert (digest.glance.comments.received, digest.glance.comments.answered) == (2, 1)
    assert (digest.glance.unanswered, digest.glance.holding) == (("C-0001",), ("C-0001",))
    assert [row.outcome for row in digest.index] == ["Holding reply", "Noted"]
    assert "C-0001 has had a holding reply, which is not counted as an answer." in sentences(digest)
    assert sum(bar.value for bar in digest.glance.by_disposition) == 1
    page = to_html(digest)
    assert LATER in page
    assert "Holding reply" in page


def test_an_unreleased_holding_reply_is_not_there(play: Play) -> None:
    hold(play, play.comment())
    digest = digest_of(play)
    assert digest.glance.holding == ()
    assert [row.outcome for row in digest.index] == ["With the authority"]
    assert LATER not in repr(digest)


@pytest.mark.parametrize(
    ("county", "police", "outcome"),
    [
        ("", "", "With the authority"),
        ("hold", "", "Holding reply"),
        ("hold", "hold", "Holding reply"),
        ("answer", "hold", "Answered in part"),
        ("answer", "", "Answered in part"),
        ("answer", "answer", "Answered"),
    ],
)
def test_what_came_of_a_question_put_to_two(play: Play, county: str, police: str, outcome: str) -> None:
    question = play.ask(of=(COUNTY, POLICE))
    for done, lead, body in ((county, play.cast.lead, COUNTY), (police, play.cast.other_lead, POLICE)):
        if done == "hold":
            play.release(hold(play, question, lead, of=body))
        if done == "answer":
            play.release(play.answer(question, by=lead))
    assert [row.outcome for row in digest_of(play).index] == [outcome]


def test_one_answer_for_many_names_the_others_and_every_item_is_printed(play: Play) -> None:
    comments = [play.comment(on=on) for on in ("1", "2", "3")]
    alone = play.comment()
    given = together(play, comments, by=play.cast.lead)
    play.release(given[0])
    play.release(play.answer(alone))
    digest = digest_of(play)
    shown = {c.reference: c.answers[0].together_with for s in digest.sections for p in s.paragraphs for c in p.comments}
    assert shown == {
        "C-0001": ("C-0002", "C-0003"),
        "C-0002": ("C-0001", "C-0003"),
        "C-0003": ("C-0001", "C-0002"),
        "C-0004": (),
    }
    line = digest.reconciliation
    assert (line.received, line.printed, line.balances) == (4, 4, True)
    assert (digest.glance.comments.answered, digest.glance.unanswered) == (4, ())
    page = html.document_fromstring(to_html(digest))
    lines = page.xpath("//article[@id='item-C-0001']//p[contains(@class, 'together')]")
    said = [" ".join(line.text_content().split()) for line in lines]
    assert said == ["Answered together with C-0002, page", "and with C-0003, page"]
    assert [link.get("href") for line in lines for link in line.iter("a")] == [
        "#item-C-0002", "#item-C-0002", "#item-C-0003", "#item-C-0003",
    ]  # fmt: skip


def test_what_was_taken_out_is_named_no_more(play: Play) -> None:
    comments = [play.comment() for _ in range(3)]
    given = together(play, comments, by=play.cast.lead)
    groups.take_out(
        play.session, consultation=play.consultation, comment=comments[0], response=given[0],
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    for response in (given[0], given[1]):
        play.release(response)
    digest = digest_of(play)
    (said,) = [p.comments for s in digest.sections for p in s.paragraphs if p.comments]
    assert [one.answers[0].together_with for one in said] == [(), ("C-0003",), ("C-0002",)]
