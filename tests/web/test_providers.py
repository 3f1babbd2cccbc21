"""Signing in through a council's own accounts: against a provider over real HTTP, which tells the truth or does not."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.domain.providers import CLOCK_SKEW, Provider
from consult.store.accounts import Identity, SignIn
from tests import oidc
from tests.actions.records import Entry, entries
from tests.client import BASE, Client, Page
from tests.conftest import CLOCK, application, at_work
from tests.factories import Play, address
from tests.oidc import CLIENT, SECRET, Claims, Council

NAME = "Norfolk County Council"
TITLES = {
    403: "This account does not let you in",
    502: f"{NAME}’s sign-in did not work",
    503: f"{NAME}’s sign-in does not answer",
    400: "Begin your sign-in again",
}


@pytest.fixture(scope="module")
def provider() -> Iterator[Council]:
    with oidc.serving(CLOCK) as council:
        yield council


@pytest.fixture(scope="module")
def council_app(installed: Settings, provider: Council) -> Flask:
    one = Provider("norfolk", NAME, provider.url, CLIENT, SECRET, ("example.org", "norfolk.example"))
    closed = replace(
        one, key="closed", name="Closed Council", client_id="other", domains=("closed.example",), links=False
    )
    return application(replace(installed, providers=(one, closed)))


@pytest.fixture
def app(council_app: Flask, settings: Settings, clock: object) -> Iterator[Flask]:
    with at_work(council_app):
        yield council_app


@pytest.fixture
def play(app: Flask, at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


@pytest.fixture
def council(app: Flask, provider: Council) -> Council:
    """The provider as it should be, with the member signed in there; nothing is known of it yet."""
    provider.begin_anew({"sub": "member-1", "email": address("member"), "email_verified": True})
    clients, resting = app.extensions["consult.providers"]
    resting.clear()
    for key in ("norfolk", "closed"):
        clients.create_client(key).server_metadata.clear()
    return provider


def go(client: Client, key: str = "norfolk") -> str:
    """Sets out from our page; where the browser is sent to."""
    answer = client._browser.get(f"/sign-in/with/{key}/go", base_url=BASE)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def there(client: Client) -> str:
    """Goes through the provider; the path that it sends the browser back to."""
    answer = requests.get(go(client), allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == "http://127.0.0.1:8000/sign-in/with/norfolk/back"
    return f"{back.path}?{back.query}"


def through(client: Client) -> Page:
    """The whole way; the first page of ours after it."""
    return client.get(there(client))


def signed_in(client: Client) -> bool:
    return client.get("/").location != "/sign-in"


def turned_away(client: Client, page: Page, status: int) -> None:
    assert (page.status, page.h1) == (status, TITLES[status])
    assert not signed_in(client)


def test_the_whole_way_from_the_address_to_the_page_that_was_wanted(
    play: Play, council: Council, client: Client, session: Session, outbox: list[Any]
) -> None:
    wanted = play.url("comments/?stance=object")
    assert client.get(wanted).location == "/sign-in"
    sent = client.get("/sign-in").form("Continue").submit(email=address("member").upper())
    assert (sent.status, sent.location) == (303, "/sign-in/with/norfolk")
    page = sent.follow()
    assert page.h1 == f"Sign in with {NAME}"
    assert page.tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/sign-in/with/norfolk/go"]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(go(client)).query).items()}
    assert {name: asked[name] for name in ("response_type", "client_id", "scope", "code_challenge_method", "login_hint")} == {
        "response_type": "code", "client_id": CLIENT, "scope": "openid email", "code_challenge_method": "S256",
        "login_hint": address("member").upper(),
    }  # fmt: skip
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20
    back = through(client)
    assert (back.status, back.location) == (303, wanted)
    assert signed_in(client)
    row = session.scalars(select(SignIn)).one()
    assert (row.person_id, row.way, row.awaits_code) == (play.cast.member.id, NAME, False)
    member = f"person {play.cast.member.id}"
    assert entries(session, 0)[-2:] == [
        Entry("bind account", member, play.cast.member.id, {"provider": NAME}),
        Entry("sign in", member, play.cast.member.id, {"way": NAME}),
    ]
    assert outbox == []


def test_nothing_the_provider_gave_out_is_kept(play: Play, council: Council, client: Client, session: Session) -> None:
    through(client)
    assert signed_in(client)
    tables = inspect(session.get_bind()).get_table_names()
    kept = "".join(str(session.execute(text(f'SELECT * FROM "{one}"')).all()) for one in tables)
    with client._browser.session_transaction() as cookie:
        held = str(dict(cookie))
    assert len(council.given_out) == 3
    assert [one for one in council.given_out if one in kept or one in held] == []
    assert "member-1" in kept


def test_the_answer_is_the_same_whether_anybody_has_the_address(
    play: Play, council: Council, new_client: Callable[[], Client]
) -> None:
    answers = []
    for email in (address("member"), "nobody@example.org"):
        sent = new_client().get("/sign-in").form("Continue").submit(email=email)
        answers.append((sent.status, sent.location, sent.follow().text))
    assert answers[0] == answers[1]


def test_an_account_stays_the_persons_when_its_address_changes(
    play: Play, council: Council, new_client: Callable[[], Client]
) -> None:
    through(new_client())
    council.account |= {"email": address("clerk")}
    client = new_client()
    through(client)
    assert "Member for Norwich City Council" in client.get(play.url()).all("//*[@class='masthead__who']")[0]


def test_a_renamed_address_takes_nobody_over(
    play: Play, council: Council, new_client: Callable[[], Client], session: Session
) -> None:
    through(new_client())
    council.account |= {"sub": "somebody-new"}
    client = new_client()
    turned_away(client, through(client), 403)
    assert session.scalars(select(Identity.subject)).all() == ["member-1"]


def test_an_account_that_was_disconnected_makes_room_for_the_next(
    play: Play, council: Council, new_client: Callable[[], Client], session: Session
) -> None:
    client = new_client()
    through(client)
    page = client.get("/account").form("Disconnect Norfolk County Council").submit().follow()
    assert page.notices == ["Your Norfolk County Council account is no longer connected."]
    assert "Accounts that let you in" not in page.text
    council.account |= {"sub": "member-2"}
    through(new_client())
    assert session.scalars(select(Identity.subject)).all() == ["member-2"]


WRONG: dict[str, Callable[[Claims], Claims]] = {
    "meant for another, though asked for by us": lambda claims: claims | {"aud": "another", "azp": CLIENT},
    "meant for others, too": lambda claims: claims | {"aud": [CLIENT, "another"], "azp": CLIENT},
    "of another issuer": lambda claims: claims | {"iss": "https://evil.example"},
    "of no issuer": lambda claims: {name: claims[name] for name in claims if name != "iss"},
    "of another attempt": lambda claims: claims | {"nonce": "another"},
    "of no attempt": lambda claims: {name: claims[name] for name in claims if name != "nonce"},
    "expired": lambda claims: claims | {"exp": claims["iat"] - CLOCK_SKEW - 1},
    "from the future": lambda claims: claims | {"iat": claims["iat"] + CLOCK_SKEW + 1},
    "of nobody": lambda claims: {name: claims[name] for name in claims if name != "sub"},
    "of a number": lambda claims: claims | {"sub": 7},
}


@pytest.mark.parametrize("twist", WRONG.values(), ids=WRONG)
def test_a_token_that_is_wrong_lets_nobody_in(
    play: Play, council: Council, client: Client, twist: Callable[[Claims], Claims]
) -> None:
    council.twist = twist
    turned_away(client, through(client), 502)


SIGNATURES = (
    oidc.signed_by_another,
    oidc.signed_by_nobody,
    oidc.signed_with_the_public_key,
    oidc.altered,
    lambda _: "x",
)


@pytest.mark.parametrize("sign", SIGNATURES)
def test_a_token_whose_signature_is_wrong_lets_nobody_in(
    play: Play, council: Council, client: Client, sign: Callable[[Claims], str]
) -> None:
    council.sign = sign
    turned_away(client, through(client), 502)


@pytest.mark.parametrize("claim", ["exp", "iat"])
def test_a_providers_clock_may_differ_by_a_minute(play: Play, council: Council, client: Client, claim: str) -> None:
    ahead = CLOCK_SKEW if claim == "iat" else -CLOCK_SKEW + 1
    council.twist = lambda claims: claims | {claim: claims["iat"] + ahead}
    through(client)
    assert signed_in(client)


def test_what_was_begun_elsewhere_or_is_used_twice_lets_nobody_in(
    play: Play, council: Council, new_client: Callable[[], Client]
) -> None:
    victim, attacker = new_client(), new_client()
    brought = there(attacker)
    turned_away(victim, victim.get(brought), 400)  # nobody is signed in as the attacker
    go(victim)
    turned_away(victim, victim.get(brought), 400)
    assert attacker.get(brought).status == 303
    turned_away(victim, victim.get(brought), 400)
    attacker.sign_out()
    turned_away(attacker, attacker.get(brought), 400)


def test_a_code_is_good_once(play: Play, council: Council, client: Client) -> None:
    brought = there(client)
    council.codes.clear()
    turned_away(client, client.get(brought), 400)


def test_of_several_attempts_the_last_counts(play: Play, council: Council, client: Client) -> None:
    first, second = there(client), there(client)
    turned_away(client, client.get(first), 400)
    assert client.get(second).status == 303
    assert signed_in(client)


UNKNOWN: dict[str, Claims] = {
    "nobody has the address": {"email": "nobody@example.org"},
    "not verified": {"email_verified": False},
    "nothing is said of it": {"email_verified": None},
    "no address": {"email": None},
    "of another’s domain": {"email": "clerk@elsewhere.example"},
}


def test_whoever_is_not_known_here_reads_the_same_page(
    play: Play, council: Council, new_client: Callable[[], Client], session: Session
) -> None:
    known, pages = dict(council.account), []
    for change in UNKNOWN.values():
        council.account = known | change
        client = new_client()
        page = through(client)
        turned_away(client, page, 403)
        pages.append(page.text)
    assert len(set(pages)) == 1
    assert session.scalars(select(Identity.subject)).all() == []


@pytest.mark.parametrize("vouched", [{"email_verified": "true"}, {"email_verified": None, "xms_edov": True},
                                     {"email_verified": None, "xms_edov": "1"}])  # fmt: skip
def test_providers_say_in_several_ways_that_an_address_is_verified(
    play: Play, council: Council, client: Client, vouched: Claims
) -> None:
    council.account |= vouched
    through(client)
    assert signed_in(client)


def test_a_sign_in_that_was_stopped_there(play: Play, council: Council, client: Client) -> None:
    go(client)
    page = client.get("/sign-in/with/norfolk/back?error=access_denied&error_description=No&state=x")
    assert (page.status, page.h1) == (403, f"You did not sign in with {NAME}")
    assert page.links == [
        ("Try again", "/sign-in"), ("Have a link sent to you by e-mail instead", "/sign-in?by=link"),
    ]  # fmt: skip


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys"])
def test_a_provider_that_fails(play: Play, council: Council, client: Client, path: str) -> None:
    council.broken.add(path)
    if path == "/keys":
        turned_away(client, through(client), 503)
    else:
        turned_away(client, client.get("/sign-in/with/norfolk/go"), 503)


def test_a_provider_whose_tokens_cannot_be_had(play: Play, council: Council, client: Client) -> None:
    council.broken.add("/token")
    page = through(client)
    assert page.status in {502, 503}
    assert not signed_in(client)


def test_a_provider_that_does_not_answer_is_left_alone_for_a_while(
    play: Play, app: Flask, council: Council, client: Client
) -> None:
    kept = app.extensions["consult.providers"][0].create_client("norfolk").client_kwargs
    before, kept["default_timeout"] = kept["default_timeout"], 0.05
    council.delay = 0.2
    for _ in range(3):
        turned_away(client, client.get("/sign-in/with/norfolk/go"), 503)
    assert council.asked == ["/.well-known/openid-configuration"]
    kept["default_timeout"] = before


@pytest.mark.parametrize(
    "metadata", [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": None},
        {"id_token_signing_alg_values_supported": ["none", "HS256"]},
    ]
)  # fmt: skip
def test_a_description_that_is_another_providers_or_of_no_use(
    play: Play, council: Council, client: Client, metadata: Claims
) -> None:
    council.metadata = metadata
    turned_away(client, client.get("/sign-in/with/norfolk/go"), 502)


def test_a_provider_that_takes_the_secret_in_the_form_alone(
    play: Play, app: Flask, council: Council, client: Client
) -> None:
    council.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    through(client)
    assert signed_in(client)
    del app.extensions["consult.providers"][0].create_client("norfolk").client_kwargs["token_endpoint_auth_method"]


def test_a_link_instead(play: Play, council: Council, client: Client, outbox: list[Any]) -> None:
    page = client.get("/sign-in/with/norfolk").click("Have a link sent to you by e-mail instead")
    assert page.form("Send me a link").submit(email=address("member")).location == "/sign-in/sent"
    assert [letter.to for letter in outbox] == [[address("member")]]


def test_no_link_where_the_council_wants_none(play: Play, council: Council, client: Client, outbox: list[Any]) -> None:
    page = client.get("/sign-in?by=link").form("Send me a link").submit(email="member@closed.example")
    assert page.errors == ["With this address you sign in with your Closed Council account"]
    assert "e-mail instead" not in client.get("/sign-in/with/closed").text
    assert outbox == []


def test_addresses_of_other_domains_are_sent_a_link(
    play: Play, council: Council, client: Client, outbox: list[Any]
) -> None:
    for email in ("nobody@sub.example.org", "nobody@example.org.evil.example"):
        assert client.get("/sign-in").form("Continue").submit(email=email).location == "/sign-in/sent"


def test_a_link_says_nothing_of_a_provider_there_is_not(play: Play, client: Client) -> None:
    for path in ("", "/go", "/back"):
        assert client.get(f"/sign-in/with/nowhere{path}").status == 404
