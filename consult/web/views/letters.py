"""Which letters a person gets."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for

from consult.actions import notices
from consult.store.base import db
from consult.store.people import Person
from consult.web.forms.letters import LettersForm
from consult.web.guards import signed_in

pages = Blueprint("letters", __name__)


@pages.route("/letters", methods=["GET", "POST"])
@signed_in
def letters(person: Person) -> Any:
    """Turns the daily letter on or off."""
    form = LettersForm(data={"daily": "yes" if person.daily_letter else "no"})
    if form.validate_on_submit():
        wanted = form.daily.data == "yes"
        notices.set_daily_letter(db.session(), person=person, wanted=wanted, now=g.now)
        flash("You get the daily letter." if wanted else "You no longer get the daily letter.", "success")
        return redirect(url_for("letters.letters"), 303)
    return render_template("letters/letters.html", form=form)
