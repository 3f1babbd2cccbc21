"""Signing in through a council's own accounts: OpenID Connect, the code flow with PKCE, by Authlib.

Nothing of what a provider gives out is kept: its token is read once for who its bearer is. No transaction is open while a
provider is asked, so that one that does not answer keeps nobody else waiting.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog
from authlib.integrations.base_client import OAuthError  # type: ignore[import-untyped]
from authlib.integrations.base_client.errors import MismatchingStateError  # type: ignore[import-untyped]
from authlib.integrations.flask_client import OAuth  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from flask import Flask, current_app, g, request, session
from joserfc.errors import JoseError
from requests import RequestException

from consult.config import Settings
from consult.domain.providers import CLOCK_SKEW, Provider, provider_at, provider_for, vouched_address
from consult.domain.refusals import NotFound
from consult.store.base import db
from consult.web.links import public_url

TIMEOUT = 5.0
"""Seconds a provider has to answer each time it is asked."""

REST = 10.0
"""Seconds for which a provider that did not answer is not asked again: waiting threads would be missed by everybody."""

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a key that the provider alone has."""

_STATE = "_state_"  # what Authlib begins its entries in the session with
_EXTENSION = "consult.providers"

_log = structlog.get_logger()


class TurnedAway(Exception):
    """Somebody was not let in. `why` is one of: refused, stale, unreachable, unsound, unknown."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom a provider says somebody is. `address` is "" where it does not vouch for one."""

    subject: str
    address: str


class _Resting(RequestException):
    """The provider did not answer a moment ago."""


class _IDToken(CodeIDToken):  # type: ignore[misc]
    """An ID token, checked by the application's clock."""

    def validate(self, now: int | None = None, leeway: int = 0) -> None:
        """Raises JoseError."""
        super().validate(now or int(g.now.timestamp()), leeway)


def init_app(app: Flask) -> None:
    """Makes a client for each provider; none is asked anything yet."""
    settings: Settings = app.config["SETTINGS"]
    clients = OAuth(app)
    for one in settings.providers:
        clients.register(
            name=one.key,
            client_id=one.client_id,
            client_secret=one.client_secret,
            server_metadata_url=f"{one.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": TIMEOUT},
        )
    app.extensions[_EXTENSION] = (clients, {})


def of_address(address: str) -> Provider | None:
    """The provider that speaks for an address."""
    settings: Settings = current_app.config["SETTINGS"]
    return provider_for(settings.providers, address)


def at(key: str) -> Provider:
    """The provider of that key; raises NotFound."""
    settings: Settings = current_app.config["SETTINGS"]
    found = provider_at(settings.providers, key)
    if found is None:
        raise NotFound
    return found


def begin(provider: Provider, *, address: str) -> str:
    """Where the browser goes to sign in; `address` spares its typing there. Raises TurnedAway.

    State, nonce and verifier wait in the session; of several attempts the last counts.
    """
    forget_attempts()
    with _asking(provider) as client:
        _metadata(client, provider)
        answer = client.create_authorization_url(_back(provider), login_hint=address or None)
        client.save_authorize_data(redirect_uri=_back(provider), **answer)
        return str(answer["url"])


def finish(provider: Provider) -> Vouched:
    """Whom the provider says the browser that came back is used by. Raises TurnedAway."""
    if "error" in request.args:
        forget_attempts()
        raise _turned_away(provider, "refused", request.args["error"])
    with _asking(provider) as client:
        _metadata(client, provider)
        token = client.authorize_access_token(
            claims_options={
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            claims_cls=_IDToken,
            leeway=CLOCK_SKEW,
        )
        return _vouched(token["userinfo"], provider)


def forget_attempts() -> None:
    """Whatever sign-in was begun on this browser is over."""
    for key in [key for key in session if key.startswith(_STATE)]:
        del session[key]


def unknown(provider: Provider, cause: str) -> TurnedAway:
    """Where the provider vouches for somebody who has no part here; the cause is for the operator alone."""
    return _turned_away(provider, "unknown", cause)


def _vouched(claims: Any, provider: Provider) -> Vouched:
    subject, audience = claims["sub"], claims["aud"]
    if audience not in (provider.client_id, [provider.client_id]):  # Authlib takes one that is meant for others, too
        raise JoseError("the token is meant for others, too")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise JoseError("the token names no subject")
    return Vouched(subject, vouched_address(claims, provider) or "")


def _back(provider: Provider) -> str:
    return public_url("providers.back", key=provider.key)


def _metadata(client: Any, provider: Provider) -> None:
    """Has the provider's own description read, once; raises ValueError where it is another's or of no use."""
    found = client.load_server_metadata()
    if found.get("issuer") != provider.issuer:
        client.server_metadata.clear()
        raise ValueError("its description names another issuer")
    offered = found.get("id_token_signing_alg_values_supported") or ["RS256"]
    methods = found.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    if "client_secret_basic" not in methods:
        client.client_kwargs["token_endpoint_auth_method"] = "client_secret_post"  # noqa: S105  (the name of a way)
    taken = [one for one in offered if one in _ALGORITHMS]
    if not taken:
        client.server_metadata.clear()
        raise ValueError("it signs in no way that is taken")
    found["id_token_signing_alg_values_supported"] = taken


@contextmanager
def _asking(provider: Provider) -> Iterator[Any]:
    """The client of a provider, with no transaction open; whatever goes wrong in it becomes a TurnedAway."""
    clients, resting = current_app.extensions[_EXTENSION]
    db.session.rollback()
    try:
        if monotonic() < resting.get(provider.key, 0):
            raise _Resting
        yield clients.create_client(provider.key)
    except MismatchingStateError as error:
        raise _turned_away(provider, "stale", "state") from error
    except _Resting as error:
        raise _turned_away(provider, "unreachable", "resting") from error
    except RequestException as error:
        resting[provider.key] = monotonic() + REST
        raise _turned_away(provider, "unreachable", type(error).__name__) from error
    except OAuthError as error:
        why = "stale" if error.error == "invalid_grant" else "unsound"
        raise _turned_away(provider, why, str(error.error)) from error
    except (JoseError, ValueError, KeyError, TypeError, RuntimeError, AttributeError) as error:
        raise _turned_away(provider, "unsound", type(error).__name__) from error


def _turned_away(provider: Provider, why: str, cause: str) -> TurnedAway:
    """Logs what an operator needs, and nothing of the person; what a browser brought may be anything."""
    told = "".join(letter for letter in cause[:60] if letter.isalnum() or letter in "_ ")
    _log.warning("not_let_in", provider=provider.key, why=why, cause=told)
    return TurnedAway(why)
