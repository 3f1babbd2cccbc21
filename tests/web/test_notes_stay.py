"""Notes among an authority's officers are on no page of anybody else, in no letter and in no export."""

from collections.abc import Callable
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.pack import formats
from consult.pack.gather import gather
from tests.actions.test_work import note
from tests.client import Client
from tests.conftest import Clock
from tests.factories import COUNTY, POLICE, Play
from tests.web.everything import everything
from tests.web.test_unreleased import walk

NOTE = "wolverine"
SEES = {"officer": True, "lead": True}
EVERYBODY = ("member", "chair", "co_opted", "observer", "other_officer", "other_lead", "clerk", "officer", "lead")


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """Everything there can be, with a note on an open comment, on an answered one, and on a question put to two."""
    there = everything(at(Stage.OPEN)).play
    found = [there.comment(), there.ask(of=(COUNTY, POLICE))]
    answered = there.comment()
    there.release(there.answer(answered))
    for item in (*found, answered):
        note(there, item, f"The {NOTE} of {item.number}", there.cast.officer)
    there.session.commit()
    return there


@pytest.mark.parametrize("who", EVERYBODY)
def test_every_page_there_are_links_to(play: Play, client: Client, who: str) -> None:
    pages = walk(client.sign_in(getattr(play.cast, who)), play.url())
    assert any(NOTE in page.html for page in pages.values() if page.is_page) is SEES.get(who, False)


def test_no_export_holds_them(play: Play, app: Any) -> None:
    digest = gather(play.session, play.consultation, made_at=play.now, timezone=app.config["SETTINGS"].timezone)
    assert NOTE not in repr(digest)
    for kind in ("html", "json"):
        made = formats.render_as(digest, kind, progress=lambda _: None)
        assert NOTE.encode() not in made
        assert b"Every" in made or b"every" in made


def test_no_letter_holds_them(play: Play, client: Client, clock: Clock, jobs: Queue, outbox: list[Any]) -> None:
    client.sign_in(play.cast.officer)
    page = client.get(play.url("comments/C-0006"))
    page.form("Add note").submit(
        **{name: f"A second {NOTE}" for name in page.form("Add note").values if "-note" in name}
    )
    assert f"A second {NOTE}" in client.get(play.url("comments/C-0006")).text
    clock.let_pass(days=1)
    jobs.sweep()
    assert not any(NOTE in letter.body + letter.subject for letter in outbox)


def test_an_empty_note_says_what_to_do(play: Play, client: Client) -> None:
    client.sign_in(play.cast.lead)
    page = client.get(play.url("comments/C-0006")).form("Add note").submit().follow()
    assert page.notices == ["Write your note"]


def test_it_leads_back_to_where_it_was_written(play: Play, client: Client) -> None:
    client.sign_in(play.cast.officer)
    county = play.body(COUNTY).id
    page = client.get(play.url(f"comments/C-0006?answer=C-0006-{county}"))
    form = page.form("Add note")
    (field,) = [name for name in form.values if name.endswith("-note")]
    assert form.submit(**{field: "Back here"}).location == play.url(f"comments/C-0006#notes-{county}")
