"""What people read while nothing can be stored: that it was not, when to try again, and all they typed, to be sent again."""

import errno
from contextlib import suppress
from dataclasses import dataclass

import structlog
from flask import Response, current_app, g, jsonify, make_response, render_template, request, session

RETRY_SECONDS = 30

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form that could not be stored held. `words` are shown, to be read and sent again; `rest` goes with them."""

    words: tuple[tuple[str, str], ...] = ()
    rest: tuple[tuple[str, str], ...] = ()
    files: bool = False

    @property
    def anything(self) -> bool:
        """False where there is nothing to send again."""
        return bool(self.words or self.rest)


def answer(error: Exception) -> Response:
    """To a request that found the database locked, full, read-only or gone. Nothing of it is stored, nor said to be."""
    _log.error("database_unavailable", error=_first_line(getattr(error, "orig", None) or error))
    return _page(_typed())


def answer_without_space(error: OSError) -> Response:
    """To a request that had no room on the disk while it came. Raises the error where that was not why."""
    if error.errno not in _NO_SPACE:
        raise error
    _log.error("no_space", error=error.strerror)
    return _page(Typed())


def ask_nothing() -> None:
    """From here on the page asks the database nothing, and what the request would have told or begun is forgotten."""
    g.pop("here", None)
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]
    came = current_app.session_interface.open_session(current_app, request)
    session.clear()
    session.update(came or {})


def _page(typed: Typed) -> Response:
    ask_nothing()
    if request.accept_mimetypes.best == "application/json":
        made = jsonify(words="Not saved: the service is not available for a moment.", unavailable=True)
    else:
        made = make_response(render_template("errors/unavailable.html", sent=request.method == "POST", typed=typed))
    made.status_code = 503
    made.headers["Retry-After"] = str(RETRY_SECONDS)
    made.headers["Cache-Control"] = "no-store"
    return made


def _typed() -> Typed:
    if request.method != "POST":
        return Typed()
    with suppress(OSError):
        fields = tuple(request.form.items(multi=True))
        files = any(file.filename for file in request.files.values())
        shown = tuple(field for field in fields if _is_words(*field))
        return Typed(shown, tuple(field for field in fields if not _is_words(*field)), files)
    return Typed()


_NOT_WORDS = frozenset({"seen", "window"})
"""What a script says to the service, in several words."""


def _is_words(name: str, value: str) -> bool:
    """Choices, keys and tokens have no spaces."""
    return len(value.split()) > 1 and name not in _NOT_WORDS


def _first_line(error: object) -> str:
    said = str(error).strip().splitlines()
    return said[0][:200] if said else type(error).__name__
