"""The web part put together: headers, transactions, sign-in, templates and pages."""

from collections.abc import Callable

from flask import Flask, Response
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from sqlalchemy.orm import Session

from consult.config import Settings
from consult.resources import TEMPLATES
from consult.web import (
    context,
    errors,
    headers,
    measuring,
    providers,
    rescuing,
    routes,
    session,
    signing_in,
    tracing,
    visiting,
)


def init_app(app: Flask) -> None:
    """Everything a request passes through, in order."""
    settings: Settings = app.config["SETTINGS"]
    app.config.update(
        SESSION_COOKIE_NAME="__Host-consult" if settings.secure else "consult",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form stays good as long as its session does
    )
    _trace(app, settings)
    headers.init_app(app)
    session.init_app(app, _noticed)
    rescuing.init_app(app)  # before tokens are checked
    CSRFProtect(app)
    signing_in.init_app(app)
    providers.init_app(app)
    _templates(app)
    context.init_app(app)
    errors.init_app(app)
    routes.init_app(app)


def _trace(app: Flask, settings: Settings) -> None:
    """Has every request told of in the log, and counted where the operator wants to measure."""
    if not settings.metrics_token:
        tracing.init_app(app)
        return
    app.extensions["consult.requests"] = measuring.Requests()
    tracing.init_app(app, app.extensions["consult.requests"].told)


def _noticed(response: Response) -> Callable[[Session], None] | None:
    """What is remembered of a page that was shown: that its reader was here, and what they opened."""
    found = [one for one in (signing_in.noticed(response), visiting.noticed(response)) if one is not None]
    if not found:
        return None

    def remember(database: Session) -> None:
        for one in found:
            one(database)

    return remember


def _templates(app: Flask) -> None:
    packages = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), PrefixLoader(packages)])
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
