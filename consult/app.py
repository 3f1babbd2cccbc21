"""The application, put together: settings, database, sign-in, headers, jobs and pages."""

from typing import Any

from flask import Flask
from flask_migrate import Migrate

from consult import config
from consult.clock import Clock, system_clock
from consult.config import Settings
from consult.jobs import queue
from consult.mail import sending
from consult.resources import MIGRATIONS, STATIC, TEMPLATES
from consult.store import models  # noqa: F401  (so that every table is known)
from consult.store.base import db, prepare_sqlite
from consult.store.opening import engine_options
from consult.web import setup, tracing


def create_app(settings: Settings, *, clock: Clock = system_clock, serving: bool = True) -> Flask:
    """The WSGI application. Without `serving` it answers nobody, only commands use it, and it needs no secret.

    Raises Misconfigured where a secret is not fit for serving.
    """
    app = create_database_app(settings)
    app.config.update(
        CLOCK=clock,
        SECRET_KEY=config.secret_for_serving(settings) if serving else None,
        MAX_CONTENT_LENGTH=60 * 2**20,
        MAX_FORM_MEMORY_SIZE=2 * 2**20,
    )
    sending.init_app(app)
    queue.init_app(app)
    setup.init_app(app)
    return app


class _Application(Flask):
    """Flask, with faults that nobody foresaw told in the log as everything else is."""

    def log_exception(self, exc_info: Any) -> None:
        """Called by Flask."""
        tracing.log_exception(exc_info)


def create_database_app(settings: Settings) -> Flask:
    """An application that has its database and no more: what migrations run in."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = _Application(
        "consult", template_folder=str(TEMPLATES), static_folder=str(STATIC), instance_path=str(settings.instance)
    )
    app.config.update(
        SETTINGS=settings,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings),
    )
    db.init_app(app)
    if settings.on_sqlite:
        with app.app_context():
            prepare_sqlite(db.engine)
    Migrate(app, db, directory=str(MIGRATIONS))
    return app
