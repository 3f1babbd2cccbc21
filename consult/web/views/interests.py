"""A member's declaration of interest, made or changed outside the forms that ask for it (R19)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import interests as actions
from consult.actions.interests import Declared
from consult.domain.interests import Interest
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import interests
from consult.web.forms.comments import DeclarationForm
from consult.web.guards import Here, guarded
from consult.web.privacy import told_first

pages = Blueprint("interests", __name__, url_prefix="/<slug>/declaration")


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.DECLARE_INTEREST)
@told_first(Act.DECLARE_INTEREST)
def declare(here: Here) -> Any:
    """Shows what was declared, to be changed; the record keeps what it said before."""
    made = interests.of_person(here.session, here.consultation, here.person.id)
    form = DeclarationForm(data={"interest": made.interest, "interest_text": made.text} if made else {})
    if form.validate_on_submit():
        declared = Declared(Interest(form.interest.data), form.interest_text.data or "")
        try:
            actions.declare(
                here.session, consultation=here.consultation, declared=declared, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash("Your declaration is recorded.", "success")
            return redirect(url_for("overview.overview", slug=here.consultation.slug), 303)
    return render_template("interests/declare.html", form=form, made=made)
