"""What machines ask: whether the service answers, whether it can do its work, and how much of that there is."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consult.actions import packs
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.jobs.queue import Queue
from consult.mail import letters
from consult.store import opening
from consult.store.packs import Pack
from consult.web.views import health
from tests.client import Client
from tests.conftest import Clock, application, at_work
from tests.factories import Play

TOKEN = "9f3b-7c21-aa04-5d68-e1b0"


@pytest.fixture(scope="module")
def measured_once(installed: Settings) -> Flask:
    """Another application of the installation, which is measured."""
    return application(replace(installed, metrics_token=TOKEN))


@pytest.fixture
def measured(measured_once: Flask, settings: Settings, clock: Clock) -> Iterator[Flask]:
    with at_work(measured_once):
        yield measured_once


def scrape(app: Flask, token: str = TOKEN) -> Any:
    return app.test_client().get("/metrics", headers={"Authorization": f"Bearer {token}"})


def samples(app: Flask) -> dict[tuple[str, tuple[str, ...]], float]:
    """What is told: values by name and labels' values."""
    answer = scrape(app)
    assert answer.status_code == 200
    return {
        (sample.name, tuple(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


@pytest.mark.parametrize("path", ["/health", "/ready"])
def test_anybody_may_ask_and_nothing_is_kept_of_it(app: Flask, jobs: Queue, path: str) -> None:
    jobs.sweep()
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_that_it_answers_is_told_without_the_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "connection", gone)
    monkeypatch.setattr(Session, "execute", gone)
    assert app.test_client().get("/health").json == {"alive": True}


def gone(*_args: Any, **_more: Any) -> None:
    raise OperationalError("select", {}, sqlite3.OperationalError("unable to open database file"))


def ready(app: Flask) -> tuple[int, Any]:
    answer = app.test_client().get("/ready")
    return answer.status_code, answer.json


def test_it_is_ready_while_somebody_looks_for_work(app: Flask, jobs: Queue, clock: Clock) -> None:
    waits = {"ready": False, "database": True, "migrations": True, "worker": False}
    works = dict.fromkeys(waits, True)
    assert ready(app) == (503, waits)
    jobs.sweep()
    assert ready(app) == (200, works)
    clock.now += health.WORKER_LATE
    assert ready(app) == (200, works)
    clock.let_pass(seconds=1)
    assert ready(app) == (503, waits)


def test_whoever_makes_a_long_paper_is_at_work(
    app: Flask, at: Callable[[Stage], Play], jobs: Queue, clock: Clock, session: Session
) -> None:
    play = at(Stage.OPEN)
    asked_for(play)
    session.commit()
    clock.let_pass(hours=1)
    pack = session.query(Pack).one()
    assert packs.claim(session, pack.id, silent_since=clock.now, now=clock.now)
    session.commit()
    assert ready(app)[0] == 200


def test_it_is_not_ready_before_its_database_is_migrated(
    app: Flask, jobs: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.sweep()
    known = [opening.newest(), "9999"]
    monkeypatch.setattr(opening, "_known", lambda: known)
    assert ready(app) == (503, {"ready": False, "database": True, "migrations": False, "worker": None})


def test_it_is_not_ready_without_its_database(app: Flask, jobs: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs.sweep()
    monkeypatch.setattr(Session, "connection", gone)
    assert ready(app) == (503, {"ready": False, "database": False, "migrations": None, "worker": None})


def test_over_tls_they_are_answered_on_the_machine_itself_without(
    installed: Settings, settings: Settings, clock: Clock
) -> None:
    app = application(replace(installed, public_url="https://consult.example.org"))
    with at_work(app):
        found = {
            path: app.test_client().get(path).status_code for path in ("/health", "/ready", "/metrics", "/privacy")
        }
    assert found == {"/health": 200, "/ready": 503, "/metrics": 404, "/privacy": 302}


def test_without_a_token_set_nothing_is_measured(app: Flask) -> None:
    assert scrape(app).status_code == 404
    assert scrape(app, "").status_code == 404


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "ünicode"])
def test_whoever_does_not_know_the_token_is_told_nothing(measured: Flask, token: str) -> None:
    answer = scrape(measured, token)
    assert (answer.status_code, answer.text) == (401, "The token is not the one that CONSULT_METRICS_TOKEN says.\n")


def test_requests_are_counted_by_what_was_asked_and_never_by_whom_or_of_what(
    measured: Flask, at: Callable[[Stage], Play]
) -> None:
    play = at(Stage.OPEN)
    before = samples(measured)
    client = Client(measured, play.session.commit).sign_in(play.cast.member)
    client.get(play.url("comments/"))
    client.get(play.url("comments/"))
    client.get("/no-such-consultation/comments/")
    client._browser.open("/privacy", method="BREW")
    after = samples(measured)

    def more(name: str, *labels: str) -> float:
        return after.get((name, labels), 0) - before.get((name, labels), 0)

    assert more("consult_requests_total", "comments.index", "GET", "200") == 2
    assert more("consult_requests_total", "comments.index", "GET", "404") == 1
    assert more("consult_requests_total", "none", "other", "405") == 1
    assert more("consult_request_seconds_count", "comments.index", "GET") == 3
    told = scrape(measured).text
    for secret in (play.slug, play.consultation.title, play.cast.member.email, play.cast.member.name, "no-such"):
        assert secret not in told


def test_what_waits_is_told(measured: Flask, at: Callable[[Stage], Play], clock: Clock) -> None:
    play = at(Stage.OPEN)
    asked_for(play)
    _, second, third = (
        letters.write(play.session, "sign_in", to=f"{n}@example.org", now=clock.now, name="", url="", until="")
        for n in range(3)
    )
    second.failure, third.failure = "refused", "refused"
    second.attempts, third.attempts = 3, 20
    play.session.commit()
    clock.let_pass(minutes=2)
    found = samples(measured)
    assert {key: found[key] for key in found if key[0] in ("consult_papers", "consult_letters")} == {
        ("consult_papers", ("queued",)): 1,
        ("consult_papers", ("making",)): 0,
        ("consult_papers", ("failed",)): 0,
        ("consult_letters", ("waiting",)): 1,
        ("consult_letters", ("failing",)): 1,
        ("consult_letters", ("given up",)): 1,
    }
    assert found["consult_oldest_paper_seconds", ()] == found["consult_oldest_letter_seconds", ()] == 120
    assert found["consult_database_bytes", ()] > 100_000
    assert ("consult_worker_seen_timestamp_seconds", ()) not in found


def asked_for(play: Play) -> None:
    """A paper, which nobody makes yet."""
    by = play.actor(play.cast.clerk)
    packs.request(play.session, consultation=play.consultation, kind="csv", by=by, now=play.now)


def test_when_work_was_last_looked_for_is_told(measured: Flask, clock: Clock) -> None:
    measured.extensions["consult.queue"].sweep()
    assert samples(measured)["consult_worker_seen_timestamp_seconds", ()] == clock.now.timestamp()
