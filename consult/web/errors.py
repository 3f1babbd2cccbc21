"""What people read when something cannot be done: what happened, and what to do."""

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from consult.domain.refusals import NotFound, Refused
from consult.store.base import UNAVAILABLE, db
from consult.web import unavailable
from consult.web.session import SAFE

_PAGES = {
    404: (
        "Page not found",
        "If you typed the address, check that it is correct. It may also be for other people to see.",
    ),
    405: ("That cannot be done here", "Go back and use the buttons on the page."),
    410: ("No longer there", "What you asked for has been removed."),
    413: ("That is too large", "The most that can be sent is 60 MB. Choose a smaller file and send it again."),
    429: ("Too many requests", "Wait a few minutes, then try again."),
}


def init_app(app: Flask) -> None:
    """Gives each kind of failure its page."""

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Response:
        return page(403, "You cannot do this now", error.reason)

    @app.errorhandler(NotFound)
    def not_found(_error: NotFound) -> Response:
        return page(404, *_PAGES[404])

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        return page(
            400,
            "This page has been open too long",
            "You were signed out since it was opened, or signed in as somebody else. Go back, copy what you have written, "
            "reload the page and send it again.",
        )

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response | HTTPException:
        code = error.code or 500
        if code < 400:
            return error
        return page(code, *_PAGES.get(code, ("That did not work", "Go back and try again.")))

    @app.errorhandler(DataError)
    @app.errorhandler(OverflowError)
    def unfit(_error: Exception) -> Response:
        """What no page sends: a number or a text that no column takes. PostgreSQL wants to hear no more in that transaction."""
        db.session.rollback()
        unavailable.ask_nothing()
        if request.method in SAFE:
            return page(404, *_PAGES[404])
        return page(
            400, "That cannot be kept", "Something in it is longer or larger than it can be. Go back and shorten it."
        )

    for kind in UNAVAILABLE:
        app.register_error_handler(kind, unavailable.answer)
    app.register_error_handler(OSError, unavailable.answer_without_space)

    @app.errorhandler(500)
    def failed(_error: Exception) -> Response:
        unavailable.ask_nothing()
        return page(
            500,
            "Sorry, there is a problem",
            "Nothing has been stored. The fault has been logged; try again later.",
            reference=g.request_id,
        )


def page(code: int, title: str, what_to_do: str, *, reference: str = "") -> Response:
    """An error page; its answer undoes whatever the request had begun. `reference` is by what the log knows it."""
    made = render_template("errors/error.html", title=title, what_to_do=what_to_do, reference=reference)
    return make_response(made, code)
