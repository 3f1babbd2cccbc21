"""The work list: what it counts is what it lists, and what an authority's officers share stays with them."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from tests.actions.test_holding import hold
from tests.actions.test_work import assign
from tests.client import Client, Page
from tests.factories import COUNTY, POLICE, Play


def in_every_state(played: Play) -> Play:
    """For the county: eight items in every state, some assigned, some due, one overdue, one held; for the police, two."""
    cast, today = played.cast, played.now.date()
    items: list[Any] = [played.comment(on=on, text=f"Item {n}") for n, on in enumerate(("1", "2", None, "3", "1"))]
    items += [played.ask("What does it cost?", of=(COUNTY, POLICE)), played.ask("By when?", about="Prevent")]
    items.append(played.comment(on="4", text="For the police"))
    assign(played, items[:2], cast.officer, today + timedelta(days=3))
    assign(played, [items[6]], cast.lead, today)
    played.answer(items[2], by=cast.officer)
    played.answer(items[3], by=cast.lead)
    played.release(played.answer(items[4]))
    played.release(hold(played, items[5]))
    played.clock.now += timedelta(days=2)
    played.session.commit()
    return played


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN, in_every_state)


def references(page: Page) -> list[str]:
    return [words.split()[0] for words in page.all("//main//*[contains(@class, 'worklist__ref')]")]


def narrowing(page: Page) -> list[tuple[int, str]]:
    """(count, address) of every link that says how many it leads to."""
    found = []
    for link in page.tree.xpath("//main//*[contains(@class, 'worklist__quick')]//a"):
        count = link.xpath(".//*[contains(@class, 'count')]")
        if count and link.get("aria-current") is None:
            found.append((int(count[0].text_content()), link.get("href")))
    for item in page.tree.xpath("//main//*[contains(@class, 'counts__item')]"):
        href, figure = item.xpath(".//a/@href"), item.xpath(".//*[contains(@class, 'counts__figure')]")
        if href:
            found.append((int(figure[0].text_content()), href[0]))
    return found


@pytest.mark.parametrize(
    ("part", "listed"),
    [
        ("lead", ["C-0001", "C-0002", "Q-0001", "Q-0002", "C-0003", "C-0004", "C-0005"]),
        ("officer", ["C-0001", "C-0002", "Q-0001", "Q-0002", "C-0003", "C-0004", "C-0005"]),
        ("other_officer", ["C-0006", "Q-0001"]),
        ("clerk", ["C-0001", "C-0002", "C-0006", "Q-0001", "Q-0001", "Q-0002", "C-0003", "C-0004", "C-0005"]),
    ],
)
def test_what_each_is_shown(play: Play, client: Client, part: str, listed: list[str]) -> None:
    client.sign_in(getattr(play.cast, part))
    page = client.get(play.url("work/"))
    assert references(page) == listed
    assert f"{len(listed)} items, the oldest first." in page.text


def test_what_waits_for_approval_or_release_is_nobodys_no_longer(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    assert references(client.get(play.url("work/?who=nobody"))) == ["Q-0001"]


@pytest.mark.parametrize("part", ["lead", "officer", "other_lead"])
@pytest.mark.parametrize("query", ["", "?section=-", "?state=awaited", "?who=mine", "?due=week"])
def test_every_count_is_of_what_its_link_lists(play: Play, client: Client, part: str, query: str) -> None:
    client.sign_in(getattr(play.cast, part))
    links = narrowing(client.get(play.url(f"work/{query}")))
    assert links
    for count, href in links:
        page = client.get(href)
        assert len(references(page)) == count, href
        assert (f"{count} item" if count else "No items") in page.text


def test_filters_together_take_what_each_takes(play: Play, client: Client) -> None:
    client.sign_in(play.cast.officer)

    def listed(**query: str) -> set[str]:
        return set(references(client.get(play.url("work/"), query_string=query)))

    who = {"": None, "mine": {"C-0001", "C-0002"}, "nobody": {"Q-0001"}}
    due = {"": None, "overdue": {"Q-0002"}, "week": {"C-0001", "C-0002", "Q-0002"}}
    state = {"": None, "awaited": {"C-0001", "C-0002", "Q-0001", "Q-0002"}, "released": {"C-0005"}}
    everything = {"C-0001", "C-0002", "C-0003", "C-0004", "C-0005", "Q-0001", "Q-0002"}
    for w, d, s in product(who, due, state):
        expected = everything.copy()
        for chosen in (who[w], due[d], state[s]):
            expected &= chosen if chosen is not None else everything
        assert listed(who=w, due=d, state=s) == expected, (w, d, s)


def test_what_makes_no_sense_is_left_out(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    page = client.get(play.url("work/?who=everyone&due=never&state=lost&authority=x&page=999"))
    assert len(references(page)) == 7


def test_overdue_is_said_in_words(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    page = client.get(play.url("work/?due=overdue"))
    assert references(page) == ["Q-0002"]
    assert "Overdue by 2 days" in page.text
    assert "with Head of Communities" in page.text


@pytest.mark.parametrize("part", ["member", "chair", "observer", "clerk", "other_lead"])
def test_who_has_what_stays_within_the_authority(play: Play, client: Client, part: str) -> None:
    client.sign_in(getattr(play.cast, part))
    for path in ("comments/", "comments/C-0001", "questions/", "questions/Q-0002", "work/", "draft/1/1"):
        page = client.get(play.url(path))
        assert not re.search(r"verdue by|Assigned to (Head|Prevent)|with (Head of C|Prevent)", page.text), path


def test_the_lead_assigns_several_at_once_and_one_letter_goes_out(
    play: Play, client: Client, outbox: list[Any]
) -> None:
    client.sign_in(play.cast.lead)
    county = play.body(COUNTY).id
    chosen = client.get(play.url("work/")).form("Assign").submit(item=[f"C-0001:{county}", f"Q-0001:{county}"])
    assert chosen.h1 == "Assign 2 items"
    day = play.now.date() + timedelta(days=5)
    form = chosen.form("Assign")
    officer = str(play.cast.officer.id)
    page = form.submit(officer=officer, due=[str(day.day), str(day.month), str(day.year)]).follow()
    assert form.choices("officer")[officer] == "Prevent Co-ordinator"
    assert page.notices == ["2 items assigned to Prevent Co-ordinator, who has been sent an e-mail."]
    assert [letter.to for letter in outbox] == [["officer@example.org"]]
    assert outbox[0].subject == "2 items to answer, due Monday 15 February 2021"
    assert "- C-0001, Prevent" in outbox[0].body
    assert references(client.get(play.url(f"work/?who={officer}"))) == ["C-0001", "C-0002", "Q-0001"]


def test_an_officer_takes_items_and_gets_no_letter(play: Play, client: Client, outbox: list[Any]) -> None:
    client.sign_in(play.cast.officer)
    county = play.body(COUNTY).id
    chosen = client.get(play.url("work/")).form("I will answer these").submit(item=[f"Q-0001:{county}"])
    assert chosen.form("Save").choices("officer") == {
        str(play.cast.officer.id): "Prevent Co-ordinator (you)",
        "0": "Nobody",
    }
    page = chosen.form("Save").submit().follow()
    assert page.notices == ["Q-0001 assigned."]
    assert outbox == []


def test_nothing_ticked_leads_back(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    for button in ("Assign", "Answer together", "Approve"):
        page = client.get(play.url("work/")).form(button)
        answer = client.get(page.button.get("formaction") or page.element.get("action")).follow()
        assert answer.notices == ["Tick the items first, then choose what to do with them."]


def test_anothers_items_cannot_be_named(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    police = play.body(POLICE).id
    for path in ("assign", "approve", "together"):
        assert client.get(play.url(f"work/{path}?item=C-0006:{police}")).status in {403, 404}
        assert client.get(play.url(f"work/{path}?item=C-0099:{police}")).status in {403, 404}


def test_the_lead_reads_and_approves_several(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    county = play.body(COUNTY).id
    page = client.get(play.url(f"work/approve?item=C-0003:{county}&item=C-0001:{county}"))
    assert page.h1 == "Approve 1 answer"
    assert "1 item of those you ticked has no draft answer that awaits approval, and is left out." in page.text
    assert "It is measured every quarter." in page.text
    assert page.form("Approve 1 answer").submit().follow().notices == ["1 answer approved."]
    assert references(client.get(play.url("work/?state=approved"))) == ["C-0003", "C-0004"]


def test_a_long_list_has_pages(play: Play, client: Client, session: Any) -> None:
    for _ in range(55):
        play.comment()
    client.sign_in(play.cast.officer)
    first = client.get(play.url("work/?who=nobody"))
    second = first.tree.xpath("//a[contains(@href, 'page=2')]/@href")[0]
    listed = references(first) + references(client.get(second))
    assert len(references(first)) == 50
    assert len(listed) == len(set(listed)) == 56


def test_the_clerk_sees_each_authority(play: Play, client: Client) -> None:
    client.sign_in(play.cast.clerk)
    page = client.get(play.url("work/"))
    rows = page.tree.xpath("//table//tbody//tr")
    assert [[cell.text_content().strip() for cell in row] for row in rows] == [
        [POLICE, "2", "0", "0", "0", "0"],
        [COUNTY, "4", "0", "1", "1", "1"],
    ]
    assert references(page.click(POLICE)) == ["C-0006", "Q-0001"]


def test_the_holding_reply_is_told_in_the_list(play: Play, client: Client) -> None:
    client.sign_in(play.cast.officer)
    rows = client.get(play.url("work/?state=awaited")).all("//li[contains(@class, 'worklist__item')]")
    assert ["Holding reply" in row for row in rows] == [False, False, True, False]
