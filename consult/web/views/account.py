"""Your account: where one is signed in, and what else lets one in."""

from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for
from flask_login import current_user

from consult.actions import identities, second_step
from consult.actions import sign_ins as actions
from consult.domain.signing_in import BY_LINK
from consult.queries import sign_ins
from consult.store.base import db
from consult.store.people import Person
from consult.web import providers
from consult.web.guards import signed_in
from consult.web.signing_in import limits

pages = Blueprint("account", __name__)


@pages.get("/account")
@signed_in
def index(person: Person) -> Any:
    """Everything about being signed in."""
    factor = second_step.of_person(db.session(), person.id) if person.may_convene else None
    return render_template(
        "accounts/account.html",
        sign_ins=sign_ins.of_person(db.session(), person.id, limits=limits(), now=g.now),
        this=current_user.sign_in,
        by_link=BY_LINK,
        limits=limits(),
        accounts=sign_ins.accounts_of(db.session(), person.id, current_app.config["SETTINGS"].providers),
        factor=factor if second_step.is_asked(factor) else None,
        codes_left=second_step.recovery_codes_left(db.session(), person.id) if factor else 0,
    )


@pages.post("/account/sign-ins/<int:sign_in_id>/end")
@signed_in
def end(person: Person, sign_in_id: int) -> Any:
    """Signs out on one other device."""
    actions.end_one(db.session(), person=person, sign_in_id=sign_in_id, now=g.now)
    flash("You are signed out there.", "success")
    return redirect(url_for("account.index"), 303)


@pages.post("/account/sign-ins/end-others")
@signed_in
def end_others(_person: Person) -> Any:
    """Signs out everywhere but here."""
    actions.end_others(db.session(), keep=current_user.sign_in, now=g.now)
    flash("You are signed out everywhere else.", "success")
    return redirect(url_for("account.index"), 303)


@pages.post("/account/accounts/<key>/forget")
@signed_in
def forget(person: Person, key: str) -> Any:
    """Undoes that an account elsewhere is the person's."""
    provider = providers.at(key)
    identities.forget(db.session(), person=person, provider=provider, now=g.now)
    flash(f"Your {provider.name} account is no longer connected.", "success")
    return redirect(url_for("account.index"), 303)
