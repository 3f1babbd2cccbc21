"""R20: what is not released is on no page, however it is reached, for anybody but its authority and (approved) the clerk."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from consult.actions import comments, questions
from consult.domain.lifecycle import Stage
from tests.client import BASE, Client, Page
from tests.web.everything import (
    ANSWERED,
    APPROVED_BY_COUNTY,
    DRAFTED_BY_COUNTY,
    DRAFTED_BY_POLICE,
    NOT_ISSUED,
    RELEASED,
    REPLY_APPROVED,
    REPLY_DRAFTED,
    SUPPLY_APPROVED,
    SUPPLY_DRAFTED,
    UNSENT,
    everything,
)
from tests.web.test_notes_stay import NOTE, NOTES_ARE_FOR, noted

FOR_ALL = {RELEASED, ANSWERED}
COUNTYS = {DRAFTED_BY_COUNTY, APPROVED_BY_COUNTY, SUPPLY_DRAFTED, SUPPLY_APPROVED, REPLY_DRAFTED, REPLY_APPROVED}
WORDS = FOR_ALL | COUNTYS | {DRAFTED_BY_POLICE, UNSENT, NOT_ISSUED}
SEES = {
    "member": FOR_ALL | {UNSENT},
    "other_member": FOR_ALL,
    "co_opted": FOR_ALL,
    "chair": FOR_ALL,
    "observer": FOR_ALL,
    "officer": FOR_ALL | COUNTYS,
    "lead": FOR_ALL | COUNTYS,
    "other_officer": FOR_ALL | {DRAFTED_BY_POLICE},
    "other_lead": FOR_ALL | {DRAFTED_BY_POLICE},
    "clerk": FOR_ALL | {APPROVED_BY_COUNTY, SUPPLY_APPROVED, REPLY_APPROVED, NOT_ISSUED},
}


def addresses(page: Page) -> set[str]:
    """Every address of this service a page leads to or loads."""
    tree = page.tree
    form = tree.xpath("//form[translate(@method, 'GET', 'get')='get']/@action")
    found = {urljoin(BASE + page.url, one) for one in (*tree.xpath("//a/@href"), *tree.xpath("//img/@src"), *form)}
    parts = [urlsplit(one) for one in found if one.startswith(BASE)]
    return {
        part.path + (f"?{part.query}" if part.query else "") for part in parts if not part.path.startswith("/static")
    }


def walk(client: Client, start: str) -> dict[str, Page]:
    """Every page that can be reached by links from `start`; of lists each that is listed, and each order, but not each of
    them in each order: a thousand pages that hold nothing else.
    """
    seen: dict[str, Page] = {}
    told: set[tuple[str, ...]] = set()
    ahead = [start]
    while ahead:
        url = ahead.pop()
        if url in seen or told.issuperset(listed(url)):
            continue
        told |= listed(url)
        page = client.get(url)
        seen[url] = page
        if page.location:
            ahead.append(urlsplit(urljoin(BASE + url, page.location)).path)
        elif page.is_page:
            ahead += sorted(addresses(page))
    return seen


def listed(url: str) -> set[tuple[str, ...]]:
    """What an address lists, and in which order."""
    parts = urlsplit(url)
    asked = sorted(parts.query.split("&"))
    return {
        (parts.path, *(one for one in asked if not one.startswith("sort="))),
        (parts.path, "order", *(one for one in asked if one.startswith("sort="))),
    }


@pytest.mark.parametrize("who", SEES)
@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.RESPONDING])
def test_every_page_there_are_links_to(at: Callable[..., Any], client: Client, who: str, stage: Stage) -> None:
    play = at(Stage.OPEN, noted)
    if stage is Stage.RESPONDING:
        play.close()
    pages = walk(client.sign_in(getattr(play.cast, who)), play.url())
    broken = {url: page.status for url, page in pages.items() if page.status not in {200, 302, 303}}
    assert broken == {}, "links that lead nowhere"
    sources = [page.html for page in pages.values() if page.response.mimetype == "text/html"]
    found = {word for word in (*WORDS, NOTE) if any(word in source for source in sources)}
    assert found == SEES[who] | ({NOTE} if who in NOTES_ARE_FOR else set())


@pytest.mark.parametrize("who", ["chair", "observer", "other_officer", "clerk"])
def test_asking_for_anothers_answering_form_shows_nothing(at: Callable[..., Any], client: Client, who: str) -> None:
    play = at(Stage.OPEN, everything).play
    county = play.comment().authority_id
    client.sign_in(getattr(play.cast, who))
    for url in (
        play.url(f"comments/C-0002?answer=C-0002-{county}"),
        play.url(f"questions/Q-0001?answer=Q-0001-{county}"),
        play.url(f"draft/1/1?answer=C-0002-{county}"),
        play.url(f"answers/C-0002/{county}"),
    ):
        assert DRAFTED_BY_COUNTY not in client.get(url).html
    assert DRAFTED_BY_COUNTY not in client.post(play.url(f"answers/C-0002/{county}"), {"revision": "0"}).html


SAID = "the words of somebody who thought better of it"


@pytest.mark.parametrize("who", ["member", "chair", "officer", "observer", "clerk"])
def test_what_was_withdrawn_is_on_no_page(at: Callable[..., Any], client: Client, who: str) -> None:
    play = at(Stage.OPEN)
    comment, question = play.comment(text=SAID, suggested=SAID), play.ask(SAID)
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.member), "now": play.now}
    comments.withdraw(play.session, comment=play.again(comment), **facts)
    questions.withdraw(play.session, question=play.again(question), **facts)
    client.sign_in(getattr(play.cast, who))
    pages = walk(client, play.url())
    assert "C-0001" in pages[play.url("comments/")].text
    assert [url for url, page in pages.items() if page.is_page and SAID in page.html] == []
    for url in (
        "comments/C-0001/change",
        "comments/C-0001/withdraw",
        "questions/Q-0001/change",
        "questions/Q-0001/withdraw",
    ):
        assert SAID not in client.get(play.url(url)).html
        assert who == "member" or SAID not in client.post(play.url(url)).html  # its author may be shown it again
