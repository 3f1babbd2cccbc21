"""A small OpenID Connect provider, over real HTTP: it lets in whom it is told to, and lies as it is told to."""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

Claims = dict[str, Any]
CLIENT, SECRET = "consult-at-the-council", "a secret that nobody else has"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}) for _ in range(2))


def signed(claims: Claims) -> str:
    """As it should be."""
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)


def signed_by_another(claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, OTHER_KEY)


def signed_by_nobody(claims: Claims) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join([*(_packed(json.dumps(part).encode()) for part in parts), ""])


def signed_with_the_public_key(claims: Claims) -> str:
    """Takes what everybody may read for a shared secret."""
    parts = ({"alg": "HS256", "typ": "JWT", "kid": "one"}, claims)
    said = ".".join(_packed(json.dumps(part).encode()) for part in parts)
    return f"{said}.{_packed(hmac.digest(KEY.as_pem(private=False), said.encode(), 'sha256'))}"


def altered(claims: Claims) -> str:
    """Signed, and changed afterwards."""
    head, _, signature = signed(claims).split(".")
    return f"{head}.{_packed(json.dumps({**claims, 'sub': 'another'}).encode())}.{signature}"


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class Council:
    """The provider. `account` is who is signed in there; `twist` changes an ID token's claims, `sign` how it is signed."""

    clock: Callable[[], datetime]
    url: str = ""
    account: Claims = field(default_factory=dict)
    twist: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[[Claims], str] = signed
    metadata: Claims = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # paths that fail
    delay: float = 0.0  # seconds before any answer
    asked: list[str] = field(default_factory=list)  # the paths asked for, in order
    given_out: list[str] = field(default_factory=list)  # codes and tokens
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def begin_anew(self, account: Claims) -> None:
        """As a test finds it."""
        self.account, self.metadata, self.delay = account, {}, 0.0
        self.twist, self.sign = (lambda claims: claims), signed
        for kept in (self.broken, self.asked, self.given_out, self.codes):
            kept.clear()

    def description(self) -> Claims:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            **self.metadata,
        }

    def authorize(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to, as if its user had signed in."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        self.given_out.append(code)
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], authorization: str) -> tuple[int, Claims]:
        if self._client(sent, authorization) != [CLIENT, SECRET]:
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(sent.get("code", ""), None)
        if asked is None or asked["redirect_uri"] != sent.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if asked["code_challenge"] != _packed(hashlib.sha256(sent.get("code_verifier", "").encode()).digest()):
            return 400, {"error": "invalid_grant"}
        access, token = secrets.token_urlsafe(24), self.sign(self.twist(self._claims(asked)))
        self.given_out += [access, token]
        return 200, {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": token}

    def _client(self, sent: dict[str, str], authorization: str) -> list[str]:
        if self.metadata.get("token_endpoint_auth_methods_supported") == ["client_secret_post"]:
            return [sent.get("client_id", ""), sent.get("client_secret", "")]
        return [unquote(part) for part in base64.b64decode(authorization.removeprefix("Basic ")).decode().split(":")]

    def _claims(self, asked: dict[str, str]) -> Claims:
        now = int(self.clock().timestamp())
        return {
            "iss": self.url, "aud": CLIENT, "nonce": asked["nonce"], "iat": now, "exp": now + 300, **self.account
        }  # fmt: skip


@contextmanager
def serving(clock: Callable[[], datetime]) -> Iterator[Council]:
    """A provider that answers on a port of its own."""
    council = Council(clock)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(council))
    server.daemon_threads = True
    council.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield council
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(council: Council) -> type[BaseHTTPRequestHandler]:
    return type("OfCouncil", (_Handler,), {"council": council})


class _Handler(BaseHTTPRequestHandler):
    council: Council

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if self._fails(parts.path):
            return
        if parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self.send_response(302)
            self.send_header("Location", self.council.authorize(asked))
            self.end_headers()
            return
        known = {
            "/.well-known/openid-configuration": self.council.description(),
            "/keys": {"keys": [KEY.as_dict(private=False)]},
        }
        self._answer(200 if parts.path in known else 404, known.get(parts.path, {}))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self._fails(self.path):
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*self.council.token(sent, self.headers.get("Authorization", "")))

    def _fails(self, path: str) -> bool:
        self.council.asked.append(path)
        time.sleep(self.council.delay)
        if path in self.council.broken:
            self._answer(500, {"error": "server_error"})
        return path in self.council.broken

    def _answer(self, status: int, content: Claims) -> None:
        body = json.dumps(content).encode()
        with suppress(OSError):  # where nobody waited for it
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""
