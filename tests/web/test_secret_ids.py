"""An id in an address gives nothing away: what one may not know of is answered as what never was, to the byte.

Of another consultation (also for those who take part in it, under the address of this one), not released, exempt, withdrawn
from publication, somebody else's. Every route that takes the id is asked, by everybody who may not know.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule
from werkzeug.test import TestResponse

from consult.domain.lifecycle import Stage
from tests.client import BASE, Client
from tests.factories import POLICE
from tests.web.everything import Everything, values_of
from tests.web.secret_ids import NEVER, Guessing, Secret, guessing
from tests.web.test_permissions import OWN_VALUES

At = Callable[..., Any]
HOLDING_ALL_RIGHTS = ("member", "lead", "clerk")
EVERYBODY = (*HOLDING_ALL_RIGHTS, "other_member", "other_officer")
"""Those signed out, and those of no consultation here, never come as far as an id: see test_permissions.py."""

SAME_FOR_ALL = {"writing.index"}
"""Where officers who have nothing to do there are told so, whichever id they ask for."""

_NEW = r'name="(?:csrf_token|form_key)"'
VARIES = re.compile(rf'nonce="[^"]*"|{_NEW}[^>]*value="[^"]*"|value="[^"]*"[^>]*{_NEW}')


def rules_for(app: Flask, secret: Secret) -> Iterator[tuple[Rule, str]]:
    """Every (rule, method) whose address takes what the secret names."""
    for rule in app.url_map.iter_rules():
        takes = rule.arguments | {"slug"} >= {*secret.values, "slug"} and "slug" in rule.arguments
        if takes and rule.endpoint.startswith(secret.within):
            yield from ((rule, method) for method in sorted((rule.methods or set()) & {"GET", "POST"}))


class Addresses:
    """The addresses of one consultation."""

    def __init__(self, there: Everything, slug: str = "") -> None:
        self.there, self.slug = there, slug or there.play.slug
        self.known = {"response_id": there.released.id, "saved_id": NEVER, **values_of(there), "slug": self.slug}

    def of(self, rule: Rule, values: Mapping[str, Any]) -> str:
        """The rule's address with these values, and own ones for the rest; "" where it takes no such value."""
        known = self.known | OWN_VALUES.get(rule.endpoint, lambda _: {})(self.there) | values
        for name, converter in rule._converters.items():
            if isinstance(converter, AnyConverter) and known[name] not in converter.items:
                if name in values:
                    return ""
                known[name] = sorted(converter.items)[0]
        built = rule.build({name: known[name] for name in rule.arguments})
        return str(built[1]) if built else ""


def asked(client: Client, method: str, url: str, token: str) -> tuple[int, str, str, dict[str, str]]:
    """Status, where it leads, words and the headers that could tell something; but for what differs from one asking to the
    next, and for the address itself."""
    data = {"csrf_token": token} if method == "POST" else None
    answer: TestResponse = client._browser.open(url, method=method, base_url=BASE, data=data)
    words = VARIES.sub("", answer.get_data().decode("latin-1")).replace(url, "")
    telling = {
        name: answer.headers[name] for name in ("ETag", "Last-Modified", "Cache-Control") if name in answer.headers
    }
    return answer.status_code, answer.headers.get("Location", "").replace(url, ""), words, telling


@pytest.fixture
def there(at: At) -> Guessing:
    found: Guessing = at(Stage.OPEN, guessing)
    return found


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_one_may_not_know_of_is_as_what_never_was(app: Flask, there: Guessing, client: Client, who: str) -> None:
    client.sign_in(getattr(there.here.play.cast, who))
    token, addresses, never, told = client.token(), Addresses(there.here), {}, []
    asked_for = [one for one in there.secrets if one.known_to or who in HOLDING_ALL_RIGHTS]
    for secret in (one for one in asked_for if who not in one.known_to):
        for rule, method in rules_for(app, secret):
            url, other = (addresses.of(rule, values) for values in (secret.values, secret.never))
            if not (url and other):
                continue
            if (method, other) not in never:
                never[method, other] = asked(client, method, other, token)
                assert never[method, other][0] in {403, 404} or rule.endpoint in SAME_FOR_ALL
            found = asked(client, method, url, token)
            if found != never[method, other]:
                told.append((secret.what, rule.endpoint, method, never[method, other][0], found[0]))
    assert told == []
    assert never


def test_somebody_is_told_of_each(app: Flask, there: Guessing, new_client: Callable[[], Client]) -> None:
    """Else the test above would ask for what is not there."""
    cast = there.here.play.cast
    browsers = {who: new_client().sign_in(getattr(cast, who)) for who in ("clerk", "lead", "member", "other_lead")}
    tokens = {who: browser.token() for who, browser in browsers.items()}

    def is_told(secret: Secret, who: str, method: str) -> bool:
        addresses = Addresses(there.here if secret.known_to else there.elsewhere)
        for rule, takes in rules_for(app, secret):
            pair = [addresses.of(rule, one) for one in (secret.values, secret.never)]
            if takes == method and all(pair):
                never, known = (asked(browsers[who], method, url, tokens[who]) for url in reversed(pair))
                if known != never:
                    return True
        return False

    dumb = [
        secret.what
        for secret in there.secrets
        if not any(
            is_told(secret, who, method)
            for method in ("GET", "POST")
            for who in browsers
            if who in (secret.known_to or browsers)
        )
    ]
    assert dumb == []


def test_a_consultation_one_takes_no_part_in_is_as_one_that_never_was(
    app: Flask, there: Guessing, client: Client
) -> None:
    """`outsider` takes part elsewhere only; every address there is is asked for."""
    client.sign_in(there.here.play.cast.outsider)
    token, told = client.token(), []
    here, nowhere = Addresses(there.here), Addresses(there.here, "no-such-consultation")
    for rule in app.url_map.iter_rules():
        if "slug" not in rule.arguments:
            continue
        method = "GET" if "GET" in (rule.methods or ()) else "POST"
        real, never = (asked(client, method, addresses.of(rule, {}), token) for addresses in (here, nowhere))
        if real != never or real[0] != 404:
            told.append((rule.endpoint, method, real[0], never[0]))
    assert told == []


def in_queries(there: Guessing) -> Iterator[tuple[str, str, int]]:
    """(who asks, an address with an id in its query, the id): of another consultation, or of what is not for them."""
    other, own = there.elsewhere.play, there.here.play
    paragraph, section = other.paragraph("1").id, other.section("Prevent").id
    for path in ("comments/write", "questions/ask"):
        yield from (("member", f"{path}?paragraph={{}}", paragraph), ("member", f"{path}?section={{}}", section))
        yield ("member", f"{path}?unsent={{}}", there.elsewhere.unsent.id)
        yield ("other_member", f"{path}?unsent={{}}", there.here.unsent.id)
    for path in ("register/request", "offline/form-docx", "offline/form-xlsx"):
        yield ("member", f"{path}?section={{}}", section)
    for path in ("assign", "approve", "together"):
        yield ("lead", f"work/{path}?item=C-0004:{{}}", own.body(POLICE).id)
    yield ("lead", "versions/redline?section={}", section)


def test_an_id_in_a_query_gives_nothing_away_either(there: Guessing, new_client: Callable[[], Client]) -> None:
    play = there.here.play
    browsers = {who: new_client().sign_in(getattr(play.cast, who)) for who in ("member", "other_member", "lead")}
    told = []
    for who, path, known in in_queries(there):
        found, never = (asked(browsers[who], "GET", play.url(path.format(one)), "") for one in (known, NEVER))
        if found != never:
            told.append((who, path, never[0], found[0]))
    assert told == []
