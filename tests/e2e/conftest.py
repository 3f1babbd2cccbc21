"""A real server and a real browser: headless Chromium, as Debian packages it."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import Engine
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from consult.actions import people as people_actions
from consult.config import Settings
from consult.jobs import queue
from consult.store.base import begin_writing
from consult.store.people import Person
from tests.conftest import Clock, application, at_work
from tests.databases import Databases, engine_for, settings_for
from tests.factories import Play

expect.set_options(timeout=30_000)  # milliseconds: a busy machine is slow; what comes soon is not waited for any longer

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return CHROMIUM


@pytest.fixture
def settings(migrated: Databases, tmp_path: Path) -> Iterator[Settings]:
    """An installation of the test's own: what a browser asked for last may be answered when the next test has begun."""
    url = migrated.copy(tmp_path)
    yield settings_for(url, tmp_path)
    migrated.remove(url)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    made = engine_for(settings)
    yield made
    made.dispose()


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    made = application(settings)
    with at_work(made):
        yield made


def whole(app: Flask) -> Callable[..., list[bytes]]:
    """Reads an answer before it is sent: werkzeug's server leaves a file open where a browser breaks off while it is sent."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return [b"".join(parts)]

    return answer


@pytest.fixture
def live(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of the application, served from a thread, with its jobs done in the background as in production."""
    app.extensions["consult.queue"].huey.immediate = False
    server = make_server("127.0.0.1", 0, whole(app), threaded=True)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    consumer = queue.consume_in_background(app)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    serving.join()
    server.server_close()
    consumer.stop(graceful=True)


@pytest.fixture
def new_context(browser: Browser, live: str) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser of its own for one person: `new_context(width=390)`, `new_context(java_script_enabled=False)`."""
    made: list[BrowserContext] = []

    def new(width: int = 1280, height: int = 900, **options: Any) -> BrowserContext:
        context = browser.new_context(base_url=live, viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(30_000)
        made.append(context)
        return context

    yield new
    for context in made:
        context.close()


@pytest.fixture
def sign_in(new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`sign_in(play, play.cast.member)`: a page on which that person is signed in, through a link as letters hold it."""

    def enter(play: Play, person: Person, **options: Any) -> Page:
        play.session.commit()
        begin_writing(play.session)  # the server at work beside us writes too
        token = people_actions.link_for(play.session, person=person, now=play.now)
        play.session.commit()
        page = new_context(**options).new_page()
        page.goto(f"/sign-in/link/{token}")
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(lambda url: "/sign-in/link/" not in url, wait_until="commit")
        return page

    return enter


def link_in(letter: Any) -> str:
    """The path of the one-time link a letter holds."""
    found = re.search(r"https?://[^/\s]+(/sign-in/link/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def comes(look: Callable[[], Any], expected: Any) -> None:
    """Looks until it sees what is expected: pages and jobs are at work beside the test."""
    ends = time.monotonic() + 30
    while (found := look()) != expected and time.monotonic() < ends:
        time.sleep(0.05)
    assert found == expected


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page, WCAG 2.2 AA and best practices: rule and place. A page on its way is waited for."""
    page.wait_for_load_state()
    page.locator("main").wait_for()
    return [
        f"{violation['id']} at {', '.join(node['target'][0] for node in violation['nodes'])}"
        for violation in Axe().run(page).response["violations"]
    ]


def picture(page: Page, name: str, **options: Any) -> None:
    """A picture for the documents, taken anew where PICTURES is asked for by the environment (see CONTRIBUTING)."""
    page.screenshot(path=PICTURES / f"{name}.png", **options)
