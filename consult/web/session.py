"""One transaction for each request: a change that succeeds is committed before its answer is given, a refused one is undone."""

from collections.abc import Callable

from flask import Flask, Response, g, request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session

from consult.jobs import queue
from consult.mail.letters import UNSENT
from consult.store.base import begin_writing, db

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


Noticing = Callable[[Response], Callable[[Session], None] | None]
"""Looks at a page that was shown; gives back what is to be written of it, None for nothing."""


def init_app(app: Flask, noticing: Noticing) -> None:
    """Begins and ends the transaction, and sends off the work the change left behind.

    A page that is only looked at changes nothing; what is noticed of that is written after it is made, by itself.
    """

    @app.before_request
    def begin() -> None:
        g.now = app.config["CLOCK"]()
        g.after_commit = []
        if request.method not in SAFE:
            begin_writing(db.session())

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method in SAFE or response.status_code >= 400:
            noticed = noticing(response)
            db.session.rollback()
            if noticed is not None:
                _write_apart(db.session(), noticed)
            return response
        session = db.session()
        session.commit()
        if session.info.pop(UNSENT, False):
            queue.current().send_letters()
        for leave in g.after_commit:
            leave()
        return response


def _write_apart(session: Session, noticed: Callable[[Session], None]) -> None:
    """Of two pages shown at once the first is noticed, and no page waits for long or fails because of it."""
    try:
        begin_writing(session)
        noticed(session)
        session.commit()
    except (IntegrityError, OperationalError):
        session.rollback()
