"""One transaction for each request: a change that succeeds is committed before its answer is given, a refused one is undone."""

from flask import Flask, Response, g, request

from consult.jobs import queue
from consult.mail.letters import UNSENT
from consult.store.base import begin_writing, db

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Begins and ends the transaction, and sends off the work the change left behind."""

    @app.before_request
    def begin() -> None:
        g.now = app.config["CLOCK"]()
        g.after_commit = []
        if request.method not in SAFE:
            begin_writing(db.session())

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method in SAFE or response.status_code >= 400:
            db.session.rollback()
            return response
        session = db.session()
        session.commit()
        if session.info.pop(UNSENT, False):
            queue.current().send_letters()
        for leave in g.after_commit:
            leave()
        return response
