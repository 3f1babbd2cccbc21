"""A real server and a real browser: headless Chromium, as Debian packages it."""

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from consult.actions import people as people_actions
from consult.config import Settings
from consult.jobs import queue
from consult.store.base import begin_writing
from consult.store.people import Person
from tests.factories import Play

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
def live(app: Flask, settings: Settings) -> Iterator[str]:
    """The address of the application, served from a thread, with its jobs done in the background as in production."""
    app.extensions["consult.queue"].huey.immediate = False
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
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
        context.set_default_timeout(15_000)
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
        return page

    return enter


def link_in(letter: Any) -> str:
    """The path of the one-time link a letter holds."""
    found = re.search(r"https?://[^/\s]+(/sign-in/link/\S+)", letter.body)
    assert found, letter.body
    return found[1]


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
