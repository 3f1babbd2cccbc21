"""Somebody signed in, as the session knows them: the cookie holds a token, the database says whom it lets in, and until when."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user
from sqlalchemy.orm import Session

from consult.actions import sign_ins as actions
from consult.domain.signing_in import SEEN_EVERY, Limits, device
from consult.queries import sign_ins
from consult.store.accounts import SignIn
from consult.store.base import db
from consult.store.people import Person
from consult.web.links import local_path
from consult.web.session import SAFE

_WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]
    """A person signed in on a device, and the token of that."""

    token: str
    sign_in: SignIn

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.sign_in.person

    def get_id(self) -> str:
        """What the session cookie keeps."""
        return self.token


def init_app(app: Flask) -> None:
    """Reads who is signed in from the session, and remembers that they were here."""
    manager = LoginManager(app)
    manager.session_protection = None  # the token does this, without ending sessions when a network changes

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(token: str) -> SignedIn | None:
        row = sign_ins.by_token(db.session(), token, limits=limits(), now=g.now)
        return SignedIn(token, row) if row else None

    @app.after_request
    def remember(response: Response) -> Response:
        """In a request that writes, with the rest; of pages only looked at, `noticed` is asked."""
        seen = noticed(response) if request.method not in SAFE and response.status_code < 400 else None
        if seen:
            seen(db.session())
        return response


def limits() -> Limits:
    """How long anybody stays signed in."""
    found: Limits = current_app.config["SETTINGS"].sign_ins
    return found


def enter(person: Person, *, way: str) -> bool:
    """Signs a person in on the device that asks; False where they have the second step still to take.

    What the session held before is forgotten, so that nobody who knew it shares what follows.
    """
    token, awaits = actions.begin(
        db.session(), person=person, way=way, device=device(request.user_agent.string), now=g.now
    )
    session.clear()
    if awaits:
        session[_WAITING] = token
    else:
        _let_in(token)
    return not awaits


def lead_in(person: Person, *, way: str, wanted: str | None = None) -> Response:
    """Signs a person in and leads them on: to what they wanted to see, home, or first to the second step."""
    found = local_path(wanted) or local_path(session.get("next"))
    if enter(person, way=way):
        return _on(found)
    session["next"] = found
    return cast(Response, redirect(url_for("second_step.code"), 303))


def complete(row: SignIn) -> Response:
    """Lets in whoever has taken the second step, and leads them on."""
    found = local_path(session.get("next"))
    token = actions.let_in(db.session(), waiting=row, now=g.now)
    session.clear()
    _let_in(token)
    return _on(found)


def _on(wanted: str | None) -> Response:
    return cast(Response, redirect(wanted or url_for("home.home"), 303))


def waiting() -> SignIn | None:
    """The sign-in on this device that waits for its second step."""
    token = session.get(_WAITING)
    return sign_ins.waiting(db.session(), token, now=g.now) if isinstance(token, str) else None


def _let_in(token: str) -> None:
    db.session.flush()
    row = sign_ins.by_token(db.session(), token, limits=limits(), now=g.now)
    if row is not None:
        login_user(SignedIn(token, row))


def noticed(_response: Response) -> Callable[[Session], None] | None:
    """That somebody was here, where it has not been remembered for a while; asked when their page is made."""
    if "_login_user" not in g or not current_user.is_authenticated:
        return None
    row: SignIn = current_user.sign_in
    if g.now - row.last_seen_at < SEEN_EVERY:
        return None
    sign_in_id, now = row.id, g.now
    return lambda session: actions.seen(session, sign_in_id=sign_in_id, now=now)
