"""The clerk marks what was taken late, with the reason; or takes the mark off (R11)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from consult.actions import lateness as actions
from consult.actions.naming import noun_of, reference_of
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.web.contributions import find_contribution, href_of, origin_of, words_of
from consult.web.forms.sealing import LateForm
from consult.web.guards import Here, guarded

pages = Blueprint("lateness", __name__, url_prefix="/<slug>/<ref>")


@pages.route("/late", methods=["GET", "POST"])
@guarded(Act.RUN)
def late(here: Here, ref: str) -> Any:
    """Asks for the reason either way."""
    item = find_contribution(here, ref)
    form = LateForm()
    if not form.is_submitted():
        form.reason.data = item.late_reason
    if form.validate_on_submit():
        change = actions.unmark if form.unmark.data else actions.mark_late
        try:
            change(
                here.session, consultation=here.consultation, item=item, reason=form.reason.data, by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            said = "is marked as late" if item.late_reason else "is no longer marked as late"
            flash(f"{reference_of(item)} {said}.", "success")
            return redirect(href_of(here, item), 303)
    return render_template(
        "sealing/late.html",
        form=form,
        item_is_late=bool(item.late_reason),
        ref=reference_of(item),
        noun=noun_of(item),
        words=words_of(item),
        origin=origin_of(here, item),
        back=href_of(here, item),
    )
