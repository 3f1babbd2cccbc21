"""What is new since somebody's last visit, and what they have not opened: remembered by looking, told on every page."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from consult.domain.lifecycle import Stage
from consult.domain.visiting import Visits, is_worth_keeping, visiting
from consult.store.base import db
from consult.store.visits import Visit
from tests.client import Client, Page
from tests.conftest import Clock
from tests.factories import OPENS, Play

At = Callable[[Stage], Play]
New = Callable[[], Client]


def tags(page: Page) -> dict[str, list[str]]:
    """By reference, what is said to be new of an item on a page."""
    found = {}
    for card in page.tree.xpath("//article[@id]"):
        found[card.get("id")] = ["".join(tag.itertext()) for tag in card.xpath(".//*[contains(@class, 'tag--new')]")]
    return found


def test_a_visit_ends_after_half_an_hour_without_a_page() -> None:
    first = visiting(None, OPENS)
    assert first == Visits(OPENS, OPENS)
    later = OPENS + timedelta(minutes=30)
    assert visiting(first, later) == Visits(OPENS, later)
    next_day = OPENS + timedelta(days=1)
    assert visiting(first, next_day) == Visits(next_day, next_day, OPENS)
    assert visiting(first, OPENS - timedelta(minutes=1)) == first


@pytest.mark.parametrize(("minutes", "worth"), [(0, False), (4, False), (5, True), (31, True)])
def test_not_every_page_is_worth_keeping(minutes: int, worth: bool) -> None:
    assert is_worth_keeping(visiting(None, OPENS), OPENS + timedelta(minutes=minutes)) is worth


def test_most_pages_write_nothing(at: At, client: Client, clock: Clock) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    writes: list[str] = []
    with client.app.app_context():
        event.listen(
            db.engine, "before_cursor_execute",
            lambda _c, _k, statement, *_: writes.append(statement) if statement[:6] in {"INSERT", "UPDATE"} else None,
        )  # fmt: skip
    written = []
    for minutes in (0, 1, 1, 1, 3, 1, 40):
        clock.let_pass(minutes=minutes)
        client.get(play.url("comments/"))
        written.append(len(writes))
        writes.clear()
    assert written == [1, 0, 0, 0, 2, 0, 2]  # of the visit, and of being signed in


def test_new_comments_and_answers_are_marked_until_the_next_visit(at: At, new_client: New, clock: Clock) -> None:
    play = at(Stage.OPEN)
    play.comment(text="There before.")
    seen, answered = play.comment(text="Asked before, answered since."), play.ask()
    reader = new_client().sign_in(play.cast.chair)
    assert tags(reader.get(play.url("comments/"))) == {"C-0001": [], "C-0002": []}
    clock.let_pass(hours=20)
    play.comment(text="New.")
    play.comment(text="One's own.", by=play.cast.chair)
    play.release(play.answer(seen))
    play.release(play.answer(answered))
    play.answer(play.again(play.comment(text="Not released.")))
    page = reader.get(play.url("comments/"))
    assert tags(page) == {
        "C-0001": [], "C-0002": ["New answer"], "C-0003": ["New"], "C-0004": [], "C-0005": ["New"],
    }  # fmt: skip
    assert tags(reader.get(play.url("questions/"))) == {"Q-0001": ["New answer"]}
    clock.let_pass(minutes=20)
    assert tags(reader.get(play.url("comments/"))) == tags(page), "the same visit"
    clock.let_pass(minutes=31)
    assert not any(tags(reader.get(play.url("comments/"))).values())


@pytest.mark.parametrize("part", ["member", "officer", "clerk", "observer"])
def test_the_overview_counts_what_is_new(at: At, client: Client, clock: Clock, part: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(getattr(play.cast, part))
    assert "last visit" not in client.get(play.url()).text
    clock.let_pass(hours=20)
    assert "Since your last visit on 8 February 2021: nothing new." in client.get(play.url()).text
    clock.let_pass(hours=20)
    play.comment(by=play.cast.chair)
    play.ask(by=play.cast.chair)
    assert "1 comment and 1 question new or newly answered" in client.get(play.url()).text
    page = client.get(play.url()).click("1 comment")
    assert list(tags(page)) == ["C-0001"]


def test_the_contents_say_what_is_new_and_not_opened(at: At, client: Client, clock: Clock) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    entries = "//main//li[contains(@class, 'contents__item--level-1')]"
    assert client.get(play.url("draft/")).all(entries) == [
        "Foreword not opened yet", "1 Prevent not opened yet", "2 County Lines not opened yet",
    ]  # fmt: skip
    client.get(play.url("draft/1/1"))
    clock.let_pass(hours=20)
    play.comment(on="4", by=play.cast.chair)
    assert client.get(play.url("draft/")).all(entries) == [
        "Foreword not opened yet", "1 Prevent", "2 County Lines 1 comment 1 new not opened yet",
    ]  # fmt: skip
    page = client.get(play.url("draft/1/1")).click("Next part with something new: County Lines")
    assert page.h1 == "2 County Lines"
    assert "Next part with something new" not in page.html


def test_a_visit_is_ones_own_and_of_one_consultation(at: At, new_client: New, session: Session) -> None:
    play = at(Stage.OPEN)
    for person in (play.cast.member, play.cast.chair):
        new_client().sign_in(person).get(play.url())
    new_client().sign_in(play.cast.outsider).get(play.url())
    new_client().get(play.url())
    session.expire_all()
    found = session.execute(select(Visit.person_id, Visit.consultation_id)).all()
    assert sorted(found) == sorted((p.id, play.consultation.id) for p in (play.cast.member, play.cast.chair))


def test_a_page_is_shown_though_the_database_is_busy(at: At, client: Client, session: Session) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    with client.app.app_context():
        on_sqlite = db.engine.dialect.name == "sqlite"
        if on_sqlite:
            event.listen(db.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA busy_timeout=50"))
    if on_sqlite:
        client.before = lambda: None
        session.connection().exec_driver_sql("ROLLBACK")
        session.connection().exec_driver_sql("BEGIN IMMEDIATE")
        assert client.get(play.url()).status == 200
        session.connection().exec_driver_sql("ROLLBACK")
        assert session.scalars(select(Visit)).all() == []
