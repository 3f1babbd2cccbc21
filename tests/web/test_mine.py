"""My contribution, and saying that an answer does not settle it."""

from collections.abc import Callable

import pytest

from consult.actions import comments
from consult.domain.lifecycle import Stage
from tests.client import Client, Page
from tests.factories import COUNTY, POLICE, Play

At = Callable[[Stage], Play]
New = Callable[[], Client]
REASON = "It says nothing of https://example.org/rural areas."


def groups(page: Page) -> dict[str, list[str]]:
    return {
        group.get("aria-labelledby"): [card.get("id") for card in group.xpath(".//article")]
        for group in page.tree.xpath("//section[@class='mine']")
    }


def in_every_state(play: Play) -> Play:
    """C-0001 answered · C-0002 drafted · C-0003 withdrawn · C-0004 the chair's, supported · Q-0001 half answered."""
    play.release(play.answer(play.comment()))
    play.answer(play.comment())
    withdrawn = play.comment()
    other = play.comment(by=play.cast.chair)
    question = play.ask(of=(COUNTY, POLICE))
    play.release(play.answer(question, by=play.cast.lead))
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.member), "now": play.now}
    comments.withdraw(play.session, comment=play.again(withdrawn), **facts)
    comments.support(play.session, comment=other, **facts)
    play.session.commit()
    return play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN, in_every_state)


def test_all_of_it_by_what_came_of_it(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.member).get(play.url("mine/"))
    assert groups(page) == {
        "waiting": ["C-0002", "Q-0001"], "answered": ["C-0001"], "supported": ["C-0004"], "withdrawn": ["C-0003"],
    }  # fmt: skip
    assert page.all("//dl[@class='counts']//dd") == ["2", "1", "1", "2"]
    assert client.get(play.url()).click("My contribution").h1 == "My contribution"


def test_the_overview_says_it_in_short(play: Play, client: Client) -> None:
    text = client.sign_in(play.cast.member).get(play.url()).text
    assert "You made 2 comments and asked 1 question. 2 wait for an answer. Read it with the answers" in text


def test_who_said_nothing_is_told_how(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.co_opted).get(play.url("mine/"))
    assert "Each paragraph of the draft has a Comment link beneath it." in page.text


def test_an_answer_is_said_not_to_settle_it_and_settled_after_all(play: Play, new_client: New) -> None:
    member, chair = new_client().sign_in(play.cast.member), new_client().sign_in(play.cast.chair)
    asking = member.get(play.url("mine/")).click("This does not settle it C-0001")
    assert asking.form().submit(reason=" ").errors == ["Write why this does not settle it"]
    said = asking.form().submit(reason=REASON).follow()
    assert said.notices == ["The answer to C-0001 is marked as not settling it. This is printed with it."]
    for page in (chair.get(play.url("comments/C-0001")), chair.get(play.url("draft/1/1"))):
        [shown] = page.all("//*[@class='unsettled']")
        assert shown == f"Not settled, says Member for Norwich City Council, 8 February 2021 {REASON}"
        assert page.tree.xpath("//*[@class='unsettled']//a/@href") == ["https://example.org/rural"]
    page = member.get(play.url("mine/"))
    assert groups(page)["not-settled"] == ["C-0001"]
    assert "1 answer does not settle it." in member.get(play.url()).text
    change = page.click("Change why this does not settle it C-0001")
    assert change.form().values["reason"] == REASON
    page = page.form("It is settled after all C-0001").submit().follow()
    assert (page.h1, groups(page)["answered"]) == ("My contribution", ["C-0001"])
    assert chair.get(play.url("comments/C-0001")).all("//*[@class='unsettled']") == []


def test_one_answer_of_two_to_a_question(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    page = client.get(play.url("questions/Q-0001")).click("This does not settle it Q-0001 for Norfolk County Council")
    assert page.all("//main//*[@class='answer']//strong") == [COUNTY]
    page.form().submit(reason=REASON)
    assert groups(client.get(play.url("mine/")))["not-settled"] == ["Q-0001"]
    assert "You made 2 comments and asked 1 question. 1 waits for an answer." in client.get(play.url()).text


@pytest.mark.parametrize("who", ["chair", "officer", "clerk"])
def test_nobody_else_is_offered_it(play: Play, client: Client, who: str) -> None:
    page = client.sign_in(getattr(play.cast, who)).get(play.url("comments/C-0001"))
    assert [words for words, _ in page.links if "settle" in words] == []
