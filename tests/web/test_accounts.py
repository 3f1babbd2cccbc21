"""Signing in by a link that works once, and out again."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from consult.actions import people
from consult.app import create_app
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.queries import people as queries
from tests.client import Client, Page
from tests.conftest import Clock
from tests.factories import Play, address

SPENT = "This sign-in link has been used already or is too old. Ask for a new one."


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def ask(client: Client, email: str) -> Page:
    return client.get("/sign-in").form("Send me a link").submit(email=email)


def link_in(letter: Any) -> str:
    """The path of the link a letter holds."""
    found = re.search(r"http://127\.0\.0\.1:8000(/sign-in/link/\S+)", letter.body)
    assert found, letter.body
    return found[1]


def signed_in(client: Client) -> bool:
    return client.get("/").location != "/sign-in"


def test_a_link_comes_by_mail_and_lets_in_once(play: Play, client: Client, outbox: list[Any]) -> None:
    sent = ask(client, f"  {address('member').upper()} ")
    assert (sent.status, sent.location) == (303, "/sign-in/sent")
    (letter,) = outbox
    assert (letter.to, letter.subject) == ([address("member")], "Your sign-in link for consult")
    assert "Hello Member for Norwich City Council," in letter.body
    assert "It works once, until 9:30am on Monday 8 February 2021." in letter.body
    page = client.get(link_in(letter))
    assert (page.status, page.buttons) == (200, ["Sign in"])
    assert page.form().submit().status == 303
    assert signed_in(client)
    again = client.post(link_in(letter))
    assert (again.status, again.h1) == (410, "This link no longer works")
    assert SPENT in again.text


def test_looking_at_a_link_uses_nothing_up(play: Play, new_client: Callable[[], Client], outbox: list[Any]) -> None:
    ask(new_client(), address("member"))
    scanner, member = new_client(), new_client()
    for _ in range(3):
        assert scanner.get(link_in(outbox[0])).status == 200
    assert not signed_in(scanner)
    assert member.get(link_in(outbox[0])).form().submit().status == 303
    assert signed_in(member)


def test_the_link_opens_on_another_device_where_it_was_wanted(
    play: Play, new_client: Callable[[], Client], outbox: list[Any]
) -> None:
    desk, phone = new_client(), new_client()
    wanted = play.url("comments/?stance=object")
    assert desk.get(wanted).location == "/sign-in"
    ask(desk, address("member"))
    assert phone.get(link_in(outbox[0])).form().submit().location == wanted


def test_a_link_lasts_half_an_hour(play: Play, client: Client, outbox: list[Any], clock: Clock) -> None:
    for _ in range(2):
        ask(client, address("member"))
    first, second = (link_in(letter) for letter in outbox)
    clock.now += people.LINK_LIFE - timedelta(microseconds=1)
    assert client.get(first).form().submit().status == 303
    client.sign_out()
    clock.now += timedelta(microseconds=1)
    assert client.post(second).status == 410
    assert not signed_in(client)


def test_the_answer_is_the_same_whether_anybody_has_the_address(
    play: Play, new_client: Callable[[], Client], outbox: list[Any]
) -> None:
    answers = []
    for email in (address("member"), "nobody@example.org"):
        client = new_client()
        sent = ask(client, email)
        page = sent.follow()
        answers.append((sent.status, sent.location, page.status, page.text.replace(email, "…")))
    assert answers[0] == answers[1]
    assert len(outbox) == 1


def test_five_links_an_hour_for_an_address(play: Play, client: Client, outbox: list[Any], clock: Clock) -> None:
    locations = {ask(client, address("member")).location for _ in range(people.LINKS_PER_ADDRESS + 2)}
    assert (locations, len(outbox)) == ({"/sign-in/sent"}, people.LINKS_PER_ADDRESS)
    clock.let_pass(hours=1)
    ask(client, address("member"))
    assert len(outbox) == people.LINKS_PER_ADDRESS + 1


def test_sixty_an_hour_for_a_network(play: Play, session: Session, client: Client, outbox: list[Any]) -> None:
    for n in range(people.LINKS_PER_NETWORK):
        people.request_link(session, email=f"nobody-{n}@example.org", network="127.0.0.1", now=play.now)
    assert ask(client, address("member")).location == "/sign-in/sent"
    assert outbox == []


@pytest.mark.parametrize("typed", ["", "nobody", "a@b"])
def test_what_is_no_address_is_said_so(client: Client, outbox: list[Any], typed: str) -> None:
    page = ask(client, typed)
    assert page.status == 200
    assert page.errors == [
        "Enter your e-mail address"
        if not typed
        else "Enter an email address in the correct format, like name@example.org"
    ]
    assert page.title.startswith("Error: ")
    assert outbox == []


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
     "evil.example", "http:evil.example", "/a\nb", "\\\\evil.example", "/%0a//evil.example\x00"],
)  # fmt: skip
def test_next_never_leads_elsewhere(play: Play, session: Session, client: Client, wanted: str) -> None:
    token = people.link_for(session, person=play.cast.member, now=play.now)
    session.commit()
    csrf = client.token()
    page = client._open(
        f"/sign-in/link/{token}", method="POST", query_string={"next": wanted}, data={"csrf_token": csrf}
    )
    assert (page.status, page.location) == (303, "/")


def test_next_leads_within(play: Play, session: Session, client: Client) -> None:
    token = people.link_for(session, person=play.cast.member, now=play.now)
    session.commit()
    page = client.get(f"/sign-in/link/{token}?next={play.url('draft/')}").form().submit()
    assert page.location == play.url("draft/")


@pytest.mark.parametrize(
    ("posted", "sent_from", "wanted"),
    [
        ("questions/ask", "http://localhost/{}comments/", "questions/ask"),
        ("comments/C-0001/support", "http://localhost/{}comments/?stance=object", "comments/?stance=object"),
        ("comments/C-0001/support", "https://evil.example/{}comments/", ""),
        ("comments/C-0001/support", None, ""),
    ],
)  # fmt: skip
def test_a_button_pressed_when_signed_out_leads_back_to_a_page(
    play: Play, client: Client, outbox: list[Any], posted: str, sent_from: str | None, wanted: str
) -> None:
    headers = {"Referer": sent_from.format(play.url().removeprefix("/"))} if sent_from else {}
    page = client._open(play.url(posted), method="POST", data={"csrf_token": client.token()}, headers=headers)
    assert (page.status, page.location) == (303, "/sign-in")
    ask(client, address("member"))
    assert client.get(link_in(outbox[0])).form().submit().location == play.url(wanted)


def test_signing_out(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    assert signed_in(client)
    page = client.sign_out()
    assert page.location == "/sign-in"
    assert page.follow().notices == ["You have signed out."]
    assert not signed_in(client)


def test_a_part_that_ends_signs_out_everywhere(play: Play, new_client: Callable[[], Client]) -> None:
    desk, phone, other = new_client(), new_client(), new_client()
    desk.sign_in(play.cast.member)
    phone.sign_in(play.cast.member)
    other.sign_in(play.cast.chair)
    rows = queries.taking_part(play.session, play.consultation)
    row = next(row for row in rows if row.person_id == play.cast.member.id)
    people.end_membership(
        play.session, consultation=play.consultation, membership=row, by=play.actor(play.cast.clerk), now=play.now
    )
    assert [signed_in(one) for one in (desk, phone, other)] == [False, False, True]
    desk.sign_in(play.cast.member)
    assert desk.get(play.url()).status == 404


def test_a_made_up_session_lets_nobody_in(play: Play, app: Flask, client: Client) -> None:
    for kept in (f"{play.cast.member.id}.{'0' * 32}", str(play.cast.member.id), "1e9.x", "-1.x", ".", ""):
        with client._browser.session_transaction() as session:
            session["_user_id"] = kept
        assert not signed_in(client)


def test_the_session_cookie_is_for_this_site_and_not_for_scripts(play: Play, client: Client) -> None:
    client.sign_in(play.cast.member)
    cookie = client.cookies["consult"]
    assert (cookie.http_only, cookie.same_site, cookie.secure, cookie.path) == (True, "Lax", False, "/")
    assert cookie.expires is None


def test_over_tls_it_is_for_this_host_and_for_tls_alone(settings: Settings, clock: Clock) -> None:
    app = create_app(replace(settings, public_url="https://consult.example.org"), clock=clock)
    answer = app.test_client().get("/sign-in", base_url="https://consult.example.org")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-consult=")
    assert {part.strip() for part in cookie.split(";")[1:]} >= {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"}
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31556926")
    plain = app.test_client().get("/sign-in", base_url="http://consult.example.org")
    assert (plain.status_code, plain.headers["Location"]) == (302, "https://consult.example.org/sign-in")


def test_a_form_without_a_token_is_refused(play: Play, client: Client) -> None:
    for token in ({}, {"csrf_token": "made up"}):
        page = client.post("/sign-in", {"email": address("member"), **token}, token=False)
        assert (page.status, page.h1) == (400, "This page has been open too long")


def test_a_token_of_another_session_is_refused(play: Play, new_client: Callable[[], Client]) -> None:
    stolen = new_client().sign_in(play.cast.member).token()
    page = new_client().sign_in(play.cast.chair).post("/sign-out", {"csrf_token": stolen}, token=False)
    assert page.status == 400
