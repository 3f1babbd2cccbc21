"""Requests that no page of ours sends: without a token, with another's, to another host, in another method, in bytes that are
no text. Each is answered with what went wrong, and changes nothing.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st

from consult.domain.lifecycle import Stage
from consult.queries import comments
from consult.web.links import local_path
from tests.client import BASE, Client
from tests.factories import Play
from tests.web.everything import everything
from tests.web.test_permissions import address, routes


def test_no_form_is_taken_without_its_token(
    app: Flask, at: Callable[..., Any], new_client: Callable[[], Client]
) -> None:
    there = at(Stage.OPEN, everything)
    clerk, stranger = new_client(), new_client()
    clerk.sign_in(there.play.cast.clerk)
    others = stranger.token()
    found = {}
    for endpoint, method in routes(app):
        if method == "POST":
            url = address(app, there, endpoint)
            answers = [
                clerk._browser.post(url, data=sent) for sent in ({}, {"csrf_token": others}, {"csrf_token": "x" * 90})
            ]
            found[endpoint] = [answer.status_code for answer in answers]
    assert len(found) > 90
    assert {endpoint: codes for endpoint, codes in found.items() if codes != [400, 400, 400]} == {}


def test_the_token_is_not_taken_from_an_address_nor_without_a_cookie(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    token = client.token()
    url = play.url("comments/write")
    assert client._browser.post(f"{url}?csrf_token={token}").status_code == 400
    assert (
        client.app.test_client().post("/sign-in", data={"csrf_token": token, "email": "a@example.org"}).status_code
        == 400
    )


def test_words_sent_without_a_token_are_kept_and_not_sent(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    page = client.get(play.url(f"comments/write?paragraph={play.paragraph('1').id}"))
    sent = {**page.form("Send comment").values, "stance": "object", "text": "Bittern.", "csrf_token": "", "send": "y"}
    answer = client.post(page.url, sent, token=False)
    assert answer.status == 303
    assert "Bittern." in answer.follow().html
    assert comments.by_author(play.session, play.consultation, play.cast.member.id) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "X"])
def test_other_methods_are_refused(at: Callable[..., Play], client: Client, method: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    for url in (play.url(), play.url("board/remind-all/panel"), "/sign-out", "/static/app.css"):
        assert client._browser.open(url, method=method).status_code == 405


def test_no_header_makes_one_method_into_another(at: Callable[..., Play], client: Client) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        client._browser.get("/sign-out", headers={name: "POST"})
        assert client.get(play.url()).status == 200
    assert client._browser.post("/privacy?_method=GET", data={"_method": "GET"}).status_code in {400, 405}


ODD_BYTES = (
    "%00",
    "a%00b",
    "%ff%fe",
    "%c0%ae%c0%ae/",
    "%ed%a0%80",
    "..%2f..%2fetc%2fpasswd",
    "%0d%0aSet-Cookie:a=b",
    "A" * 20_000,
)


@pytest.mark.parametrize("odd", ODD_BYTES)
def test_bytes_that_are_no_text_lead_nowhere(at: Callable[..., Play], client: Client, odd: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.clerk)
    asked = {
        f"/{odd}": 404, f"/{odd}/": 404, play.url(odd): 404, play.url(f"comments/{odd}"): 404, f"/static/{odd}": 404,
        f"/sign-in/link/{odd}": None, play.url(f"search?q={odd}"): None, play.url(f"comments/?section={odd}&page={odd}"): None,
        f"/privacy?{odd}={odd}": None,
    }  # fmt: skip
    for url, status in asked.items():
        answer = client._browser.get(url, follow_redirects=True)
        assert answer.status_code in ({status} if status else {200, 404}), url[:90]
        assert "Set-Cookie: a" not in str(answer.headers)
        answer.close()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost@evil.example", "[::1", "a b", "évil", ""]
)
def test_no_link_leads_to_the_host_a_request_names(
    at: Callable[..., Play], client: Client, outbox: list[Any], host: str
) -> None:
    play = at(Stage.OPEN)
    token = client.token()
    named = {
        "Host": host,
        "X-Forwarded-Host": "evil.example",
        "Forwarded": "host=evil.example",
        "X-Forwarded-For": "1.2.3.4",
    }
    sent = client._browser.post("/sign-in", data={"csrf_token": token, "email": play.cast.member.email}, headers=named)
    if sent.status_code == 303:
        assert "http://127.0.0.1:8000/sign-in/link/" in outbox[-1].body
        assert "evil" not in outbox[-1].body
        assert sent.headers["Location"] == "/sign-in/sent"
    else:
        assert (sent.status_code, outbox) == (400, [])
    answer = client._browser.get(play.url()[:-1], headers=named)
    assert answer.headers.get("Location", "/").startswith("/")


LEADING_OUT = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "http:evil.example", "http://evil.example/",
    "javascript:alert(1)", " //evil.example", "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b",
    "//evil.example/%2f..", "data:text/html,x", "evil.example", "/\u2028/evil.example", "https:/evil.example", "",
    None, "?a", "#a",    "/\x00/evil.example", "//\u3002evil.example",
)  # fmt: skip


@pytest.mark.parametrize("wanted", LEADING_OUT)
def test_no_way_back_leads_out(wanted: str | None) -> None:
    assert local_path(wanted) is None


@given(st.text(st.sampled_from("/\\:@?#%.\t\n\r\x00 aehjlpstv\u2028\u3002"), max_size=12))
@example("/a//b")
@example("/@evil.example")
@example("/%2f%2fevil.example")
def test_what_is_taken_for_a_way_back_stays_here(wanted: str) -> None:
    """As browsers read it: they take out tabs and line ends, and turn backslashes."""
    path = local_path(wanted)
    if path is None:
        return
    read = "".join(path.split()).replace("\\", "/")
    assert urlsplit(urljoin(BASE, read)).netloc == urlsplit(BASE).netloc
    assert read.startswith("/")
    assert not read.startswith("//")


@pytest.mark.parametrize("wanted", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])
def test_signing_in_leads_back_into_the_service_alone(at: Callable[..., Play], client: Client, wanted: str) -> None:
    play = at(Stage.OPEN)
    client.sign_in(play.cast.member)
    client.sign_out()
    client.get("/sign-in").form().submit(email=play.cast.member.email)
    body = client.app.extensions["mailman"].outbox[-1].body
    token = body.split("/sign-in/link/")[1].split()[0].partition("?")[0]
    page = client.get(f"/sign-in/link/{token}", query_string={"next": wanted})
    assert page.form().submit().location == "/"
