"""Every request has an id, by which its lines in the log are found, and those of the work it left behind."""

import re
import secrets
from collections.abc import Callable
from time import monotonic
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from consult.config import Settings
from consult.logs import REQUEST_ID

HEADER = "X-Request-ID"
_FIT = re.compile(r"[A-Za-z0-9_.-]{8,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

_log = structlog.get_logger()

Told = Callable[[str, str, int, float], None]
"""Is told of every request: endpoint, method, status, seconds."""


def init_app(app: Flask, *also: Told) -> None:
    """To be called before all else: what is registered first is asked first, and has the last look at the answer."""
    settings: Settings = app.config["SETTINGS"]

    @app.before_request
    def begin() -> None:
        g.began, g.request_id = monotonic(), _given(settings) or secrets.token_hex(8)
        clear_contextvars()
        bind_contextvars(**{REQUEST_ID: g.request_id})

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        seconds = monotonic() - g.began
        endpoint, method = what_was_asked()
        _log.info("request", endpoint=endpoint, method=method, status=response.status_code, ms=round(seconds * 1000))
        for told in also:
            told(endpoint, method, response.status_code, seconds)
        return response

    @app.teardown_request
    def end(_error: object) -> None:
        clear_contextvars()


def what_was_asked() -> tuple[str, str]:
    """Endpoint and method, in words of ours: an address holds names of consultations and items, and whatever was typed."""
    return request.endpoint or "none", request.method if request.method in _METHODS else "other"


def log_exception(exc_info: Any) -> None:
    """A fault nobody foresaw, without the address it was met at."""
    endpoint, method = what_was_asked()
    _log.error("request_failed", exc_info=exc_info, endpoint=endpoint, method=method)


def _given(settings: Settings) -> str:
    """The id that the reverse proxy gave, where there is one to be believed."""
    given = request.headers.get(HEADER, "") if settings.secure else ""
    return given if _FIT.fullmatch(given) else ""
