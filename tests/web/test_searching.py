"""The search page: what it shows, how, to whom; and that nothing typed is an error or becomes markup."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest

from consult.domain.lifecycle import Stage
from tests.client import Client, Page
from tests.factories import Play
from tests.web.everything import NOT_ISSUED, REPLY_APPROVED, REPLY_DRAFTED, UNSENT, everything
from tests.web.test_unreleased import SEES, WORDS

At = Callable[..., Any]


def results(page: Page) -> dict[str, list[str]]:
    """The titles of what was found, by kind."""
    return {
        group.get("aria-labelledby"): ["".join(one.itertext()) for one in group.xpath(".//*[contains(@class, 'results__title')]")]
        for group in page.tree.xpath("//section[contains(@class, 'results')]")
    }  # fmt: skip


def searched(client: Client, play: Play, query: str, **more: str) -> Page:
    rest = "".join(f"&{name}={value}" for name, value in more.items())
    return client.get(play.url(f"search/?q={quote(query)}{rest}"))


def test_everything_by_kind(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    play.release(play.answer(play.comment(text="Which schools?"), "All schools."))
    play.ask("Which schools?", about="Prevent")
    page = searched(client.sign_in(play.cast.observer), play, "schools")
    assert results(page) == {
        "draft": ["Prevent, paragraph 1"], "comments": ["C-0001"], "questions": ["Q-0001"], "answers": ["Answer to C-0001"],
    }  # fmt: skip
    assert "4 results for schools." in page.text
    assert page.all("//mark") == ["Schools", "schools", "schools", "schools"]
    assert page.click("Prevent, paragraph 1").location.endswith("draft/1/1")
    assert page.click("Answer to C-0001").h1.endswith("Comment C-0001")


@pytest.mark.parametrize("who", SEES)
def test_nobody_finds_an_answer_before_they_may_read_it(at: At, client: Client, who: str) -> None:
    play = at(Stage.OPEN, everything).play
    client.sign_in(getattr(play.cast, who))
    not_searched = {UNSENT, REPLY_DRAFTED, REPLY_APPROVED, NOT_ISSUED}
    assert {word for word in WORDS if results(searched(client, play, word))} == SEES[who] - not_searched


def test_what_is_typed_is_shown_as_typed(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    play.comment(text="<script>alert('lorries')</script> & https://example.org/lorries")
    page = searched(client.sign_in(play.cast.chair), play, '"><script>alert(1)</script> lorries')
    assert page.tree.xpath("//main//script") == []
    page = searched(client, play, "alert lorries")
    assert "alert('lorries')</script> &" in page.all("//p[contains(@class, 'results__excerpt')]")[0]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        "AND OR NOT",
        "C-",
        "x" * 10_000,
        "word " * 2_000,
        "🙂",
        "%00",
        "\u202e",
        "a" * 300 + " NEAR/2 b",
        "C-9999",
    ],
)
def test_no_query_is_an_error(at: At, client: Client, query: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    for more in ({}, {"kind": "comments"}, {"kind": "nonsense", "page": "-1"}):
        assert searched(client, play, query, **more).status == 200


def test_nothing_found_says_what_to_do(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    assert "Try fewer words, or other ones: every word must occur." in searched(client, play, "lorries").text
    assert "Type at least one word or number, or a reference like C-0031." in searched(client, play, "🙂").text
    assert results(searched(client, play, "")) == {}


@pytest.mark.parametrize(("query", "leads"), [("c1", "comments/C-0001"), ("Q-0001", "questions/Q-0001")])
def test_a_reference_leads_straight_to_it(at: At, client: Client, query: str, leads: str) -> None:
    play = at(Stage.OPEN)
    play.comment()
    play.ask()
    page = searched(client.sign_in(play.cast.member), play, query)
    assert (page.status, page.location) == (302, play.url(leads))


def test_many_results_are_paged(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    for n in range(53):
        play.comment(text=f"lorries {n}")
    page = searched(client.sign_in(play.cast.member), play, "lorries")
    assert len(results(page)["comments"]) == 10
    page = page.click("All 53 in comments")
    assert len(results(page)["comments"]) == 50
    assert "53 results for lorries in comments; page 1 of 2" in page.text
    rest = client.get(play.url("search/") + next(href for words, href in page.links if words.startswith("Next")))
    assert len(set(results(page)["comments"]) | set(results(rest)["comments"])) == 53


def test_every_page_of_a_consultation_has_the_box(at: At, client: Client) -> None:
    play = at(Stage.OPEN)
    play.comment(text="lorries")
    client.sign_in(play.cast.member)
    for path in ("", "draft/", "draft/1/1", "comments/", "questions/"):
        page = client.get(play.url(path)).form("Search").submit(q="lorries")
        assert results(page) == {"comments": ["C-0001"]}
