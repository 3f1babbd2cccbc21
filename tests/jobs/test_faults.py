"""The database is held by another, or cannot be written to, while papers are made: nothing is lost, nothing is half there."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from consult.actions import packs as actions
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.jobs import packs, queue
from consult.mail import letters
from consult.pack import formats
from consult.store import base
from consult.store.base import begin_writing, db
from consult.store.packs import Pack
from tests.factories import Play


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    played = at(Stage.OPEN)
    played.comment()
    return played


@pytest.fixture
def locked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Any]:
    """While another program writes, for longer than anybody waits."""
    if not settings.on_sqlite:
        pytest.skip("SQLite has one writer at a time")
    monkeypatch.setattr(base, "BUSY_SECONDS", 0.02)

    @contextmanager
    def hold() -> Iterator[None]:
        with closing(sqlite3.connect(str(make_url(settings.database_url).database), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    return hold


def ask(play: Play, kind: str = "html") -> int:
    play.session.commit()
    begin_writing(play.session)
    clerk = play.actor(play.cast.clerk)
    asked = actions.request(play.session, consultation=play.consultation, kind=kind, by=clerk, now=play.now)
    play.session.commit()
    return asked.id


def made(play: Play, pack_id: int) -> tuple[str, int, bool]:
    """Its state, the attempts at it, and whether there is a file."""
    play.session.rollback()
    found = play.session.execute(select(Pack.state, Pack.attempts, Pack.data).where(Pack.id == pack_id)).one()
    play.session.rollback()
    return found.state, found.attempts, found.data is not None


def test_news_that_cannot_be_written_stops_nothing(
    app: Flask, jobs: queue.Queue, play: Play, locked: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(*_: Any, progress: Callable[[str], None], **__: Any) -> bytes:
        play.clock.now += timedelta(seconds=2)
        with locked():
            progress("Step 5 - Creating layout - Page 2")
        return b"<!DOCTYPE html>"

    asked = ask(play)
    monkeypatch.setattr(formats, "render_as", render)
    jobs.make_pack(asked)
    assert made(play, asked) == ("ready", 1, True)


def test_a_paper_that_could_not_be_kept_is_made_again(
    app: Flask, jobs: queue.Queue, play: Play, locked: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = locked()

    def render(*_: Any, **__: Any) -> bytes:
        held.__enter__()
        return b"<!DOCTYPE html>"

    asked = ask(play)
    with monkeypatch.context() as patched:
        patched.setattr(formats, "render_as", render)
        with app.app_context():
            packs.make(db.session(), asked, clock=play.clock, settings=app.config["SETTINGS"])
    assert made(play, asked) == ("making", 1, False)
    held.__exit__(None, None, None)
    play.clock.now += packs.GIVEN_UP_AFTER + timedelta(seconds=1)
    jobs.sweep()
    assert made(play, asked) == ("ready", 2, True)


def test_the_worker_says_in_a_line_that_it_could_not_and_goes_on(
    app: Flask, jobs: queue.Queue, play: Play, outbox: list[Any], locked: Callable[[], Any]
) -> None:
    letters.write(
        play.session, "sign_in", to="member@example.org", now=play.now, name="Member", url="https://a", until="noon"
    )
    play.session.commit()
    with locked(), capture_logs() as said:
        jobs.send_letters()
        jobs.sweep()
    assert said == [
        {"event": "database_unavailable", "error": "OperationalError", "log_level": "error"} for _ in range(2)
    ]
    assert outbox == []
    jobs.sweep()
    assert [one.to for one in outbox] == [["member@example.org"]]
