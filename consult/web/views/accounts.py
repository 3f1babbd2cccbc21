"""Signing in by a one-time link, and out again."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user

from consult.actions import people as actions
from consult.actions import sign_ins
from consult.domain.calendar import moment
from consult.domain.refusals import Refused
from consult.domain.signing_in import BY_LINK
from consult.mail import letters
from consult.store.base import db
from consult.store.people import Person
from consult.web import providers
from consult.web.forms.accounts import SignInForm
from consult.web.links import local_path, public_url
from consult.web.signing_in import lead_in

pages = Blueprint("accounts", __name__)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """Asks for an address: its domain decides whether a provider is asked, or a link is sent (with `?by=link` it always is).

    The answer is the same whether anybody has that address.
    """
    if current_user.is_authenticated and request.method == "GET":
        return redirect(url_for("home.home"))
    by_link = request.args.get("by") == "link" or not current_app.config["SETTINGS"].providers
    form = SignInForm()
    form.word(by_link=by_link)
    if not form.validate_on_submit():
        return render_template("accounts/sign_in.html", form=form)
    session["asked_for"] = form.email.data
    provider = providers.of_address(form.email.data)
    if provider and not by_link:
        return redirect(url_for("providers.with_provider", key=provider.key), 303)
    if provider and not provider.links:
        form.refuse(Refused(f"With this address you sign in with your {provider.name} account", field="email"))
        return render_template("accounts/sign_in.html", form=form)
    asked = actions.request_link(db.session(), email=form.email.data, network=request.remote_addr or "", now=g.now)
    if asked:
        _write(*asked)
    else:
        _as_if_written()
    return redirect(url_for("accounts.link_sent"), 303)


def _write(person: Person, token: str) -> None:
    wanted = local_path(session.get("next"))
    letters.write(
        db.session(), "sign_in", to=person.email, now=g.now,
        name=person.name,
        url=public_url("accounts.use_link", token=token, next=wanted),
        until=moment(g.now + actions.LINK_LIFE, current_app.config["SETTINGS"].timezone),
    )  # fmt: skip


def _as_if_written() -> None:
    """Does the work of a letter and undoes it, so that the time the answer takes does not tell who has an address."""
    undone = db.session.begin_nested()
    _write(Person(email="nobody@invalid.invalid", name="Nobody"), "-" * 43)
    db.session.flush()
    undone.rollback()


@pages.get("/sign-in/sent")
def link_sent() -> Any:
    """Says where to look for the link, and what to do where it does not come."""
    return render_template("accounts/link_sent.html", email=session.get("asked_for", ""), life=actions.LINK_LIFE)


@pages.route("/sign-in/link/<token>", methods=["GET", "POST"])
def use_link(token: str) -> Any:
    """GET only shows a button, for mail scanners open links too; POST lets the person in, once."""
    if request.method == "GET":
        return render_template("accounts/use_link.html")
    try:
        person = actions.use_link(db.session(), token=token, now=g.now)
    except Refused as refusal:
        return render_template("accounts/link_spent.html", reason=refusal.reason), 410
    return lead_in(person, way=BY_LINK, wanted=request.args.get("next"))


@pages.post("/sign-out")
def sign_out() -> Any:
    """Ends this sign-in: a copy of its cookie lets nobody in any more."""
    if current_user.is_authenticated:
        sign_ins.sign_out(db.session(), sign_in=current_user.sign_in, now=g.now)
    logout_user()
    session.clear()
    flash("You have signed out.", "success")
    return redirect(url_for("accounts.sign_in"), 303)
