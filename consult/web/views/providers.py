"""Signing in through a council's own accounts."""

from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from consult.actions import identities
from consult.domain.providers import Provider
from consult.store.base import begin_writing, db
from consult.web import providers
from consult.web.providers import TurnedAway
from consult.web.signing_in import lead_in

pages = Blueprint("providers", __name__)

STATUS = {"refused": 403, "unknown": 403, "stale": 400, "unsound": 502, "unreachable": 503}


@pages.get("/sign-in/with/<key>")
def with_provider(key: str) -> Any:
    """Leads on to the provider at once, by itself or by a link.

    A page between the form and the provider: browsers hold the whole way that a form leads to against what the page with
    the form may send to (CSP form-action), and where a provider sends people on to is not ours to know.
    """
    provider = providers.at(key)
    return render_template("accounts/with_provider.html", provider=provider, go=url_for("providers.go", key=key))


@pages.get("/sign-in/with/<key>/go")
def go(key: str) -> Any:
    """To the provider."""
    provider = providers.at(key)
    typed = str(session.get("asked_for", ""))
    try:
        there = providers.begin(provider, address=typed if provider.speaks_for(typed) else "")
    except TurnedAway as away:
        return _turned_away(provider, away)
    return redirect(there, 303)


@pages.get("/sign-in/with/<key>/back")
def back(key: str) -> Any:
    """From the provider: lets in whom it vouches for. It is a GET, since that is how providers send people back."""
    provider = providers.at(key)
    try:
        vouched = providers.finish(provider)
        begin_writing(db.session())
        person = identities.person_behind(
            db.session(), provider=provider, subject=vouched.subject, address=vouched.address, now=g.now
        )
    except TurnedAway as away:
        return _turned_away(provider, away)
    except identities.NobodyHere as nobody:
        return _turned_away(provider, providers.unknown(provider, str(nobody)))
    answer = lead_in(person, way=provider.name)
    db.session.commit()
    return answer


def _turned_away(provider: Provider, away: TurnedAway) -> Response:
    shown = render_template("accounts/not_let_in.html", provider=provider, why=away.why)
    return make_response(shown, STATUS[away.why])
