"""The panel's rules for its questions, as the clerk sets them (R12)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import question_rules as actions
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.web.allowance import last_day_in_words
from consult.web.forms.question_rules import QuestionRulesForm
from consult.web.guards import Here, guarded

pages = Blueprint("question_rules", __name__, url_prefix="/<slug>/settings/questions")


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.SET_UP)
def rules(here: Here) -> Any:
    """The rules, and the day that follows from the notice."""
    form = QuestionRulesForm.of(actions.limits_of(here.consultation))
    if form.validate_on_submit():
        try:
            actions.set_limits(
                here.session, consultation=here.consultation, limits=form.limits(), by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(" ".join(["The rules for questions are saved.", last_day_in_words(here)]).strip(), "success")
            return redirect(url_for("settings.index", slug=here.consultation.slug), 303)
    return render_template("settings/questions.html", form=form, last_day=last_day_in_words(here))
