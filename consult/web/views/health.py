"""For machines that watch over the service: whether it answers, whether it can do its work, and how much of that there is.

Nobody signs in for these, so they tell nothing of what is kept. They are answered over plain HTTP as well, on the machine itself.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import compare_digest
from typing import Any

import structlog
from flask import Blueprint, Response, current_app, g, jsonify, make_response, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.orm import Session

from consult.actions.letters import MOST_ATTEMPTS
from consult.config import Settings
from consult.domain.refusals import NotFound
from consult.jobs import queue
from consult.queries import waiting
from consult.store.base import UNAVAILABLE, db
from consult.store.opening import NotMigrated, ensure_current
from consult.web import measuring

WORKER_LATE = timedelta(minutes=3)
"""It looks for work every minute; whoever has missed that three times is not there."""

pages = Blueprint("health", __name__)

_log = structlog.get_logger()


def over_plain_http(view: Callable[[], Any]) -> Callable[[], Any]:
    """Spares a page the redirect to TLS: who asks is on this side of the proxy."""
    view.talisman_view_options = {"force_https": False}  # type: ignore[attr-defined]
    return view


@pages.after_request
def not_kept(response: Response) -> Response:
    """By no cache."""
    response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/health")
@over_plain_http
def health() -> Response:
    """This process answers. The database is not asked."""
    return jsonify(alive=True)


@pages.get("/ready")
@over_plain_http
def ready() -> Response:
    """The database can be reached, its tables are those of this program, and somebody makes papers and sends letters.

    What could not be found out is null.
    """
    found: dict[str, bool | None] = {"database": None, "migrations": None, "worker": None}
    try:
        session = db.session()
        found["migrations"] = _is_current(session)
        found["database"] = True
        if found["migrations"]:
            found["worker"] = _is_recent(_worker_seen_at(session))
    except UNAVAILABLE as error:
        _log.warning("not_ready", error=type(getattr(error, "orig", None) or error).__name__)
        found["database"] = found["database"] or False
    is_ready = all(found.values())
    return make_response(jsonify(ready=is_ready, **found), 200 if is_ready else 503)


@pages.get("/metrics")
@over_plain_http
def metrics() -> Response:
    """For Prometheus, where the operator has set a token. Raises NotFound elsewhere."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.metrics_token:
        raise NotFound
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not compare_digest(given.encode(), settings.metrics_token.encode()):
        refused = make_response("The token is not the one that CONSULT_METRICS_TOKEN says.\n", 401)
        refused.mimetype = "text/plain"
        refused.headers["WWW-Authenticate"] = "Bearer"
        return refused
    session = db.session()
    told = measuring.in_words_of_prometheus(
        current_app.extensions["consult.requests"],
        waiting.waiting(session, most_attempts=MOST_ATTEMPTS),
        now=g.now,
        worker_seen_at=_worker_seen_at(session),
    )
    return Response(told, content_type=CONTENT_TYPE_LATEST)


def _is_current(session: Session) -> bool:
    try:
        ensure_current(session.connection())
    except NotMigrated:
        return False
    return True


def _worker_seen_at(session: Session) -> datetime | None:
    """When somebody last looked for work, or was heard of while at it."""
    seen = (queue.current().seen_at(), waiting.last_sign_of_work(session))
    return max((at for at in seen if at is not None), default=None)


def _is_recent(seen_at: datetime | None) -> bool:
    return seen_at is not None and g.now - seen_at <= WORKER_LATE
