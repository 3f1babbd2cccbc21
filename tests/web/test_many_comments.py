"""A part of the draft on which everybody has something to say: it stays light, and all of it can be read."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, select

from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from consult.store.drafts import Paragraph
from tests.client import Client
from tests.factories import Play

TEXT = "The measure is sound, but who reports on it, to whom and in which quarter is not said. " * 4


def fill(play: Play, many: int, on: list[Paragraph]) -> None:
    """So many comments beside the first, which came in as comments do; put in by hand for their number."""
    first = play.comment(on=on[0].label, text=TEXT)
    names = [column.name for column in Comment.__table__.columns if column.name != "id"]
    row = play.session.execute(select(*(Comment.__table__.c[name] for name in names))).mappings().one()
    play.session.execute(insert(Comment), [_another(row, n, on[n % len(on)]) for n in range(2, many + 1)])
    play.consultation.comments_numbered = many
    play.session.commit()
    assert first.number == 1


def _another(row: Any, n: int, paragraph: Paragraph) -> dict[str, Any]:
    return {
        **row,
        "number": n,
        "form_key": f"bulk-{n}",
        "section_id": paragraph.section_id,
        "paragraph_id": paragraph.id,
    }


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_twenty_comments_at_a_place_are_written_out_and_the_rest_is_a_link_away(play: Play, client: Client) -> None:
    fill(play, 75, [play.paragraph("5")])
    page = client.sign_in(play.cast.member).get(play.url("draft/1/3"))
    assert page.tree.xpath("//article/@id") == [f"C-{n:04}" for n in range(1, 21)]
    assert "75 comments on County Lines, paragraph 5 75 with the authority" in page.text
    page = page.click("Read all 75 comments on County Lines, paragraph 5")
    assert page.h1 == "Comments on County Lines, paragraph 5"
    assert page.tree.xpath("//article/@id") == [f"C-{n:04}" for n in range(1, 51)]
    assert "75 comments, in the order received; page 1 of 2." in page.text
    page = page.click("Next : Page 2")
    assert page.tree.xpath("//article/@id") == [f"C-{n:04}" for n in range(51, 76)]
    assert page.click("Read it in the draft").status == 302


def test_five_hundred_comments_weigh_less_than_600_kb(play: Play, client: Client) -> None:
    fill(play, 500, [play.paragraph(label) for label in ("1", "2", "2(a)", "2(b)", "3")])
    for person in (play.cast.member, play.cast.officer, play.cast.clerk):
        page = client.sign_in(person).get(play.url("draft/1/1"))
        assert len(page.tree.xpath("//article")) == 100
        assert len(page.response.data) < 600_000


def test_the_comments_on_a_section_and_on_the_whole_draft_come_in_pages_too(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    play.comment(on="Prevent", text="On the section")
    play.comment(on=None, text="On the whole")
    page = client.get(play.url(f"draft/section/{play.section('Prevent').id}/comments"))
    assert (page.h1, page.tree.xpath("//article/@id")) == ("Comments on Prevent", ["C-0001"])
    assert client.get(play.url("draft/whole")).tree.xpath("//article/@id") == ["C-0002"]
    for strange in ("0", "-1", "x", "999999"):
        assert client.get(play.url(f"draft/whole?page={strange}")).status == 200


@pytest.mark.parametrize("path", ["draft/paragraph/999", "draft/section/999/comments"])
def test_what_is_no_place_of_the_draft_is_not_found(play: Play, client: Client, path: str) -> None:
    assert client.sign_in(play.cast.member).get(play.url(path)).status == 404


def test_scripts_hold_no_page_up(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.member).get(play.url("draft/1/3"))
    scripts = page.tree.xpath("//script[@src]")
    assert {script.get("src").rsplit("/", 1)[1] for script in scripts} >= {"page.js", "passages.js", "highlights.js"}
    assert {script.get("type") for script in scripts} == {"module"}  # modules are deferred
