"""A line in the log for every request, by an id that its faults and its work have too; and nothing in it of what people said."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from flask import Flask
from structlog.testing import LogCapture

from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.jobs import packs
from consult.queries import consultations
from tests.client import Client
from tests.conftest import Clock, application, at_work
from tests.factories import Play

GIVEN = "7f3a9c1e-5b20.proxy_4"


@pytest.fixture
def log() -> Iterator[list[Any]]:
    """What is logged: each event with its facts."""
    capture = LogCapture()
    before = structlog.get_config()["processors"]
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, capture])
    yield capture.entries
    structlog.configure(processors=before)


def told(log: list[Any], event: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in entry.items() if key != "ms"} for entry in log if entry["event"] == event]


def test_a_request_is_a_line(at: Callable[[Stage], Play], client: Client, log: list[Any]) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    log.clear()
    page = client.get(play.url("comments/?q=what+was+typed"))
    (entry,) = log
    assert isinstance(entry["ms"], int)
    assert told(log, "request") == [
        {
            "event": "request", "log_level": "info", "endpoint": "comments.index", "method": "GET", "status": 200,
            "request_id": page.response.headers["X-Request-ID"],
        }
    ]  # fmt: skip


def test_every_request_has_an_id_of_its_own(app: Flask) -> None:
    browser = app.test_client()
    ids = [browser.get(path).headers["X-Request-ID"] for path in ("/privacy", "/privacy", "/none", "/static/none.css")]
    assert len(set(ids)) == 4
    assert all(len(one) == 16 for one in ids)


@pytest.fixture(scope="module")
def believing(installed: Settings) -> Flask:
    """An application that has a proxy in front."""
    return application(replace(installed, public_url="https://consult.example.org"))


def id_for(app: Flask, given: str) -> str:
    """The id of a request that came with one."""
    with at_work(app):
        return app.test_client().get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"]


def test_an_id_is_taken_from_a_proxy_that_is_believed(believing: Flask, settings: Settings, clock: Clock) -> None:
    assert id_for(believing, GIVEN) == GIVEN


@pytest.mark.parametrize("given", ["", "short", "a" * 65, "12345678 status=200", "ünlesbar"])
def test_what_is_no_id_is_not_taken(believing: Flask, settings: Settings, clock: Clock, given: str) -> None:
    assert len(id_for(believing, given)) == 16


def test_without_a_proxy_anybody_could_say_anything(own_app: Flask, settings: Settings, clock: Clock) -> None:
    assert id_for(own_app, GIVEN) != GIVEN


def break_down(*_args: Any, **_more: Any) -> None:
    raise KeyError("what a member wrote")


def test_a_fault_is_found_by_what_its_page_says(
    at: Callable[[Stage], Play], client: Client, log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    monkeypatch.setattr(consultations, "by_slug", break_down)
    page = client.get(play.url("comments/"))
    reference = page.response.headers["X-Request-ID"]
    assert page.status == 500
    assert f"If you report this, quote the reference {reference}." in page.text
    (fault,) = told(log, "request_failed")
    assert fault.pop("exc_info")[0] is KeyError
    assert fault == {
        "event": "request_failed", "log_level": "error", "endpoint": "comments.index", "method": "GET",
        "request_id": reference,
    }  # fmt: skip
    assert [one["status"] for one in told(log, "request") if one["request_id"] == reference] == [500]


def test_other_pages_that_say_no_have_no_reference(client: Client) -> None:
    assert "reference" not in client.get("/nowhere/at/all/").text


def test_work_that_a_request_leaves_is_found_by_its_id(
    at: Callable[[Stage], Play], client: Client, log: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    monkeypatch.setattr(packs, "_make", break_down)
    log.clear()
    asked = client.post(play.url("packs/"), {"format": "csv"})
    assert asked.status == 303, asked.text
    (fault,) = told(log, "pack_failed")
    assert (fault["request_id"], fault["job"]) == (asked.response.headers["X-Request-ID"], "make_pack")


def test_work_nobody_asked_for_has_none(jobs: Any, log: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "consult.jobs.queue.forgetting.forget", lambda *_, **__: noted.append(structlog.contextvars.get_contextvars())
    )
    jobs.sweep()
    assert noted == [{"job": "sweep"}]
