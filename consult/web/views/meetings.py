"""How often the panel means to meet; the board says when it has not (R7)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import meetings as actions
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.web.forms.registers import MeetingsForm
from consult.web.guards import Here, guarded

pages = Blueprint("meetings", __name__, url_prefix="/<slug>/settings/meetings")


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.RUN)
def interval(here: Here) -> Any:
    """The panel's own interval."""
    form = MeetingsForm(data={"every": here.consultation.meets_every})
    if form.validate_on_submit():
        try:
            actions.set_interval(
                here.session, consultation=here.consultation, months=form.every.data, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash("Saved how often the panel meets.", "success")
            return redirect(url_for("settings.index", slug=here.consultation.slug), 303)
    return render_template("settings/meetings.html", form=form)
