"""The clerk pauses the commenting window, and resumes it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from consult.actions import notices
from consult.actions import pausing as actions
from consult.domain.calendar import moment
from consult.domain.lifecycle import Stage
from consult.domain.pausing import how_long, made_up_for
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.web.forms.base import SelectChoice
from consult.web.forms.pausing import KEEP, MOVE, PauseForm, ResumeForm
from consult.web.guards import Here, guarded

pages = Blueprint("pausing", __name__, url_prefix="/<slug>/settings")


@pages.route("/pause", methods=["GET", "POST"])
@guarded(Act.RUN)
def pause(here: Here) -> Any:
    """Pauses the window, after asking why."""
    form = PauseForm()
    if here.consultation.paused_at is None and form.validate_on_submit():
        try:
            actions.pause(
                here.session, consultation=here.consultation, reason=form.reason.data, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.paused(here.session, consultation=here.consultation, now=here.now)
            flash("The window is paused. What members have begun to write is kept.", "success")
            return _to_settings(here)
    if here.stage is not Stage.OPEN:
        return _to_settings(here, "The window is not open, so there is nothing to pause.")
    return render_template("settings/pause.html", form=form)


@pages.route("/resume", methods=["GET", "POST"])
@guarded(Act.RUN)
def resume(here: Here) -> Any:
    """Ends the pause, with the closing time as it was or as much later as the pause was long."""
    about = here.consultation
    if about.paused_at is None or about.closes_at is None or here.stage is Stage.ADOPTED:
        return _to_settings(here, "The window is not paused.")
    moved = made_up_for(about.closes_at, paused_at=about.paused_at, now=here.now)
    form = _resume_form(here, about.closes_at, moved)
    if form.validate_on_submit():
        try:
            actions.resume(
                here.session, consultation=about, closes_at=moved if form.closing.data == MOVE else None,
                by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.resumed(here.session, consultation=about, now=here.now)
            flash(_resumed(here), "success")
            return _to_settings(here)
    return render_template("settings/resume.html", form=form, lasted=how_long(here.now - about.paused_at))


def _resume_form(here: Here, closes_at: datetime, moved: datetime) -> ResumeForm:
    form = ResumeForm(data={"closing": MOVE})
    closed = closes_at <= here.now
    keep = f"It {'stays closed since' if closed else 'closes as before, at'} {moment(closes_at, here.zone)}"
    form.closing.choices = [
        SelectChoice(MOVE, f"As much later as the pause was long: {moment(moved, here.zone)}"),
        SelectChoice(KEEP, keep),
    ]
    return form


def _resumed(here: Here) -> str:
    if here.stage is not Stage.OPEN or here.consultation.closes_at is None:
        return "The pause is ended. The window stays closed."
    return f"The window is open again, until {moment(here.consultation.closes_at, here.zone)}."


def _to_settings(here: Here, why: str = "") -> Response:
    if why:
        flash(why, "information")
    return redirect(url_for("settings.index", slug=here.consultation.slug), 303)
