"""What every answer says to browsers, whatever it is: a page, a refusal, a redirect, a file, a picture, a style sheet."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.store.base import db
from tests.client import Client
from tests.conftest import application
from tests.factories import Play
from tests.web.everything import everything
from tests.web.test_permissions import address, gently, routes

PAGE = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self'; object-src 'none'; require-trusted-types-for 'script'; script-src 'nonce-…'; style-src 'self'; "
    "trusted-types preview"
)
SHUT_IN = "default-src 'none'; frame-ancestors 'none'; sandbox"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), "
    "payment=(), serial=(), usb=()",
}
KEPT, NOT_KEPT = {"no-cache", "private"}, {"no-store", "private"}
HTML, FILE, PICTURE = "page", "file", "picture"


def policy(response: TestResponse) -> str:
    """With one space between its words, and a mark for the nonce."""
    said = " ".join(response.headers["Content-Security-Policy"].split())
    return re.sub(r"'nonce-[\w-]{32,}'", "'nonce-…'", said)


def kind(response: TestResponse) -> str:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return FILE
    return PICTURE if response.mimetype.startswith("image/") else HTML


def keeping(response: TestResponse) -> set[str]:
    return set(response.headers["Cache-Control"].split(", "))


def faults(response: TestResponse) -> list[str]:
    """Which headers are not as they should be."""
    found = [name for name, value in ALWAYS.items() if response.headers.get(name) != value]
    what = kind(response)
    if policy(response) != (PAGE if what == HTML else SHUT_IN):
        found.append(f"policy {policy(response)}")
    if what == FILE and keeping(response) != NOT_KEPT:
        found.append(f"file kept: {keeping(response)}")
    if what == HTML and response.mimetype not in {"text/html", "application/json"}:
        found.append(f"{response.mimetype} is shown")
    if what == HTML and keeping(response) != KEPT and "no-store" not in keeping(response):
        found.append(f"page kept: {keeping(response)}")
    return found


@pytest.mark.parametrize("who", ["signed_out", "clerk"])
def test_every_route_says_it_all(app: Flask, at: Callable[..., Any], client: Client, who: str) -> None:
    there = at(Stage.OPEN, everything)
    if who != "signed_out":
        client.sign_in(getattr(there.play.cast, who))
    found = {}
    for endpoint, method in sorted(routes(app), key=gently):
        url = address(app, there, endpoint)
        answer = client._browser.open(url, method=method)  # a POST without a token is refused with the same headers
        found[endpoint, method] = faults(answer)
    assert {route: wrong for route, wrong in found.items() if wrong} == {}


def test_a_failure_a_style_sheet_and_a_script_say_it_too(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError

    answers = {
        "/nowhere/at/all": 404,
        "/static/app.css": 200,
        "/static/js/page.js": 200,
        "/static/none.css": 404,
        "/static/../consult.sqlite": 404,
    }
    monkeypatch.setitem(app.view_functions, "information.privacy", fail)
    found = {url: client._browser.get(url) for url in [*answers, "/privacy"]}
    assert {url: one.status_code for url, one in found.items()} == {**answers, "/privacy": 500}
    for url, one in found.items():
        assert [name for name, value in ALWAYS.items() if one.headers.get(name) != value] == [], url
        assert policy(one) == PAGE, url
        one.close()


def test_no_nonce_is_used_twice(client: Client) -> None:
    said = [client.get("/privacy").response.headers["Content-Security-Policy"] for _ in range(3)]
    assert len(set(said)) == 3


def test_who_leaves_leaves_no_pages_behind(client: Client, at: Callable[..., Play]) -> None:
    client.sign_in(at(Stage.OPEN).cast.member)
    assert client.sign_out().response.headers["Clear-Site-Data"] == '"cache"'


@pytest.fixture
def secure(settings: Settings, app: Flask) -> Any:
    """A browser of the same service behind a proxy that ends the TLS."""
    made = application(replace(settings, public_url="https://consult.example.org"))
    yield made.test_client()
    with made.app_context():
        db.engine.dispose()


def test_under_tls_browsers_stay_there(secure: Any) -> None:
    answer = secure.get("/privacy", base_url="https://consult.example.org")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31556926"
    cookie = secure.get("/sign-in", base_url="https://consult.example.org").headers["Set-Cookie"]
    assert cookie.startswith("__Host-consult=")
    assert set(cookie.split("; ")[1:]) == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize("host", ["evil.example", "consult.example.org", "consult.example.org@evil.example"])
def test_who_comes_without_tls_is_led_to_the_public_address(secure: Any, host: str) -> None:
    answer = secure.get("/privacy?a=b", headers={"Host": host})
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://consult.example.org/privacy?a=b")


def test_without_tls_nothing_insists_on_it(client: Client) -> None:
    """And what a browser says of a proxy is not believed."""
    answer = client._browser.get("/sign-in", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer.headers
    assert "evil.example" not in answer.get_data(as_text=True)
