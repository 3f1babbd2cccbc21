"""One transaction for each request: a change that succeeds is committed before its answer is given, a refused one is undone."""

from collections.abc import Callable

import structlog
from flask import Flask, Response, g, request
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consult.jobs import queue
from consult.mail.letters import UNSENT
from consult.store.base import UNAVAILABLE, begin_writing, db
from consult.web import unavailable

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

PATIENCE_SECONDS = 0.25
"""How long a page that was made waits for its turn to have it remembered that it was shown."""

_log = structlog.get_logger()

Noticing = Callable[[Response], Callable[[Session], None] | None]
"""Looks at a page that was shown; gives back what is to be written of it, None for nothing."""


def init_app(app: Flask, noticing: Noticing) -> None:
    """Begins and ends the transaction, and sends off the work the change left behind.

    A page that is only looked at changes nothing; what is noticed of that is written after it is made, by itself.
    """

    @app.before_request
    def begin() -> None:
        g.after_commit = []
        if request.method in SAFE:
            g.now = app.config["CLOCK"]()
            return
        request.form  # noqa: B018  (all of it has to have come before others are kept waiting, and that is when it came)
        g.now = app.config["CLOCK"]()
        begin_writing(db.session())

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method in SAFE or response.status_code >= 400:
            _look_back(response, noticing)
            return response
        session = db.session()
        try:
            session.commit()
        except UNAVAILABLE as error:
            session.rollback()
            return unavailable.answer(error)
        if session.info.pop(UNSENT, False):
            queue.current().send_letters()
        for leave in g.after_commit:
            leave()
        return response


def _look_back(response: Response, noticing: Noticing) -> None:
    """Of two pages shown at once the first is noticed, and no page waits for long or fails because of it."""
    session = db.session()
    try:
        noticed = noticing(response)
        session.rollback()
        if noticed is not None:
            begin_writing(session, patience=PATIENCE_SECONDS)
            noticed(session)
            session.commit()
    except (IntegrityError, *UNAVAILABLE):
        session.rollback()
