"""The second step: taken when signing in, and set up, renewed and removed by whoever runs consultations."""

from collections.abc import Callable
from typing import Any

import segno
from flask import Blueprint, Response, flash, g, make_response, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup

from consult.actions import second_step as actions
from consult.domain.refusals import Refused
from consult.store.accounts import SecondFactor
from consult.store.base import db
from consult.store.people import Person
from consult.web.forms.accounts import CodeForm
from consult.web.guards import signed_in
from consult.web.signing_in import complete, waiting

pages = Blueprint("second_step", __name__)


@pages.route("/sign-in/code", methods=["GET", "POST"])
def code() -> Any:
    """Asks whoever came by a link or through a provider for their code; to the beginning where none is awaited."""
    row = waiting()
    if row is None:
        return redirect(url_for("accounts.sign_in"), 303)
    form, recovering = CodeForm(), "recovery" in request.args
    if recovering:
        form.code.label.text = "Recovery code"
    if form.validate_on_submit():
        try:
            actions.check(db.session(), person=row.person, code=form.code.data, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return complete(row)
    return render_template("accounts/code.html", form=form, recovering=recovering)


@pages.post("/account/second-step")
@signed_in
def begin(person: Person) -> Any:
    """Makes a secret and leads to where it is shown."""
    actions.begin(db.session(), person=person, now=g.now)
    return redirect(url_for("second_step.set_up"), 303)


@pages.route("/account/second-step/set-up", methods=["GET", "POST"])
@signed_in
def set_up(person: Person) -> Any:
    """Shows the secret, and takes the first code made from it. What follows from that is shown once."""
    factor = actions.of_person(db.session(), person.id)
    if factor is None or factor.confirmed_at is not None:
        return redirect(url_for("account.index"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            codes = actions.confirm(
                db.session(), person=person, code=form.code.data, here=current_user.sign_in, now=g.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _kept_nowhere("accounts/recovery_codes.html", codes=codes, begun=True)
    return _kept_nowhere("accounts/set_up.html", form=form, secret=_in_fours(factor.secret), qr=_qr(factor, person))


@pages.route("/account/second-step/codes", methods=["GET", "POST"])
@signed_in
def renew(person: Person) -> Any:
    """New recovery codes, shown once."""

    def shown(given: str) -> Any:
        codes = actions.renew_codes(db.session(), person=person, code=given, now=g.now)
        return _kept_nowhere("accounts/recovery_codes.html", codes=codes, begun=False)

    return _for_a_code(person, "accounts/renew_codes.html", shown)


@pages.route("/account/second-step/remove", methods=["GET", "POST"])
@signed_in
def remove(person: Person) -> Any:
    """Asks for no code any more, once one has been given."""

    def removed(given: str) -> Any:
        actions.remove(db.session(), person=person, code=given, now=g.now)
        flash("You no longer need a code to sign in.", "success")
        return redirect(url_for("account.index"), 303)

    return _for_a_code(person, "accounts/remove_step.html", removed)


def _for_a_code(person: Person, template: str, then: Callable[[str], Any]) -> Any:
    if not actions.is_asked(actions.of_person(db.session(), person.id)):
        return redirect(url_for("account.index"), 303)
    form = CodeForm()
    if form.validate_on_submit():
        try:
            return then(form.code.data)
        except Refused as refusal:
            form.refuse(refusal)
    return render_template(template, form=form)


def _kept_nowhere(template: str, **shown: Any) -> Response:
    """A page with secrets on it: no browser keeps a copy, not even for its Back button."""
    response = make_response(render_template(template, **shown))
    response.headers["Cache-Control"] = "no-store"
    return response


def _qr(factor: SecondFactor, person: Person) -> Markup:
    code = segno.make(actions.address_of(factor, person), error="m")
    return Markup(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
