"""Notes among an authority's officers are in no letter and in no export. That they are on no page of anybody else's is seen
where every page is, in test_unreleased.py.
"""

from collections.abc import Callable
from typing import Any

import pytest

from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.pack import formats
from tests.actions.test_work import note
from tests.client import Client
from tests.conftest import Clock
from tests.factories import COUNTY, POLICE, Play
from tests.web.everything import everything

NOTE = "wolverine"
NOTES_ARE_FOR = {"officer", "lead"}


def noted(play: Play) -> Play:
    """Everything there can be, with a note on an open comment, on an answered one, and on a question put to two."""
    there = everything(play).play
    found = [there.comment(), there.ask(of=(COUNTY, POLICE))]
    answered = there.comment()
    there.release(there.answer(answered))
    for item in (*found, answered):
        note(there, item, f"The {NOTE} of {item.number}", there.cast.officer)
    return there


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.OPEN, noted)


def test_no_export_holds_them(play: Play, app: Any) -> None:
    zone = app.config["SETTINGS"].timezone
    for kind in ("html", "json"):
        held = formats.contents(play.session, play.consultation, kind, made_at=play.now, timezone=zone)
        assert NOTE not in repr(held)
        made = formats.render_as(held, kind)
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
