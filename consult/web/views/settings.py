"""The set-up of a consultation: its cover, its window, and who answers for what."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import consultations as actions
from consult.actions import drafts as assigning
from consult.actions import people as naming
from consult.actions.privacy import set_words
from consult.actions.question_rules import limits_of
from consult.domain.calendar import england_holidays, latest_publication, long_day, moment
from consult.domain.lifecycle import Stage
from consult.domain.meetings import INTERVALS
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.domain.window import consequences
from consult.queries import drafts, pauses
from consult.web import roster
from consult.web.allowance import last_day_in_words
from consult.web.answerers import Line, answerers_form, chosen, lead_name, outline
from consult.web.forms.privacy import PrivacyWordsForm
from consult.web.forms.settings import NOBODY, CoverForm, SectionsForm, WindowForm
from consult.web.guards import Here, guarded

pages = Blueprint("settings", __name__, url_prefix="/<slug>/settings")

_COVER = (
    "title", "host", "panel", "meeting_on", "item_number", "summary", "recommendation", "contact_title", "contact_email",
    "contact_telephone",
)  # fmt: skip


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """How the consultation is set up, with a way to change each part."""
    return render_template(
        "settings/index.html",
        about=here.consultation,
        stage=here.stage,
        may_set_up=here.may(Act.SET_UP),
        lead=lead_name(here),
        sections=outline(here),
        unstaffed=roster.authorities_without_officers(here),
        versions=drafts.versions(here.session, here.consultation),
        in_check=drafts.in_check(here.session, here.consultation),
        publish_by=_publish_by(here),
        question_limits=limits_of(here.consultation),
        last_day=last_day_in_words(here),
        pauses=pauses.ended(here.session, here.consultation),
        interval=INTERVALS[here.consultation.meets_every],
    )


@pages.route("/cover", methods=["GET", "POST"])
@guarded(Act.RUN)
def cover(here: Here) -> Any:
    """What the digest's cover says."""
    form = CoverForm(data={name: getattr(here.consultation, name) for name in _COVER})
    if form.validate_on_submit():
        said = {name: form[name].data for name in _COVER}
        particulars = replace(actions.Particulars.of(here.consultation), **said)
        actions.describe(
            here.session, consultation=here.consultation, particulars=particulars, by=here.actor, now=here.now
        )
        flash(" ".join(["The cover is saved.", _publish_by(here)]).strip(), "success")
        return redirect(url_for("settings.index", slug=here.consultation.slug), 303)
    form.meeting_on.description = _publish_by(here) or "The latest day to publish the papers is worked out from it"
    return render_template("settings/cover.html", form=form)


@pages.route("/window", methods=["GET", "POST"])
@guarded(Act.SET_UP)
def window(here: Here) -> Any:
    """When comments and questions are taken. What the clerk may not mean is said first, and asked again."""
    form, warnings = _window_form(here), []
    if form.validate_on_submit() and (moments := form.window(here.zone)):
        warnings = _warnings(here, *moments)
        told = " ".join(moment.isoformat() for moment in moments)
        if warnings and form.confirmed.data != told:
            form.confirmed.data = told
        else:
            try:
                return _set_window(here, *moments)
            except Refused as refusal:
                form.refuse(refusal)
                warnings = []
    return render_template("settings/window.html", form=form, warnings=warnings, stage=here.stage, zone=here.zone.key)


@pages.route("/privacy", methods=["GET", "POST"])
@guarded(Act.RUN)
def privacy(here: Here) -> Any:
    """What the privacy notice says in the clerk's own words."""
    form = PrivacyWordsForm(data={"words": here.consultation.privacy_words})
    if form.validate_on_submit():
        set_words(
            here.session, consultation=here.consultation, words=form.words.data or "", by=here.actor, now=here.now
        )
        flash("The privacy notice is saved.", "success")
        return redirect(url_for("settings.index", slug=here.consultation.slug), 303)
    return render_template("settings/privacy.html", form=form)


@pages.route("/sections", methods=["GET", "POST"])
@guarded(Act.SET_UP)
def sections(here: Here) -> Any:
    """Which authority leads, and which answers for each section."""
    lines = outline(here)
    form = answerers_form(here, lines)
    if form.validate_on_submit():
        try:
            if form.add.data:
                form = _add_body(here, form, lines)
            else:
                return _save_answerers(here, form, lines)
        except Refused as refusal:
            form.refuse(refusal)
    return render_template("settings/sections.html", form=form, lines=lines)


def _set_window(here: Here, opens: datetime, closes: datetime) -> Any:
    actions.set_window(
        here.session, consultation=here.consultation, opens_at=opens, closes_at=closes, by=here.actor, now=here.now
    )
    flash(
        f"Comments and questions are taken from {moment(opens, here.zone)} to {moment(closes, here.zone)}.", "success"
    )
    return redirect(url_for("settings.index", slug=here.consultation.slug), 303)


def _window_form(here: Here) -> WindowForm:
    data: dict[str, Any] = {}
    for name, at in (("opens", here.consultation.opens_at), ("closes", here.consultation.closes_at)):
        local = at.astimezone(here.zone) if at else None
        data[name], data[f"{name}_time"] = (local.date(), local.time()) if local else (None, None)
    return WindowForm(data=data)


def _warnings(here: Here, opens: datetime, closes: datetime) -> list[str]:
    if here.stage is Stage.ADOPTED or closes <= opens:
        return []  # refused anyway
    until = here.consultation.closes_at
    return consequences(here.stage, until, opens=opens, closes=closes, now=here.now, zone=here.zone)


def _add_body(here: Here, form: SectionsForm, lines: list[Line]) -> SectionsForm:
    """Adds a council or authority to the lists; what was chosen in them, though not saved, stays as it was."""
    body = naming.name_body(
        here.session, consultation=here.consultation, name=form.new_name.data, by=here.actor, now=here.now
    )
    form = answerers_form(here, lines)
    form.new_name.data = ""
    flash(f"{body.name} is in the lists. Choose it where it answers, then save.", "success")
    return form


def _save_answerers(here: Here, form: SectionsForm, lines: list[Line]) -> Any:
    if form.lead.data == NOBODY:
        raise Refused("Choose the lead authority", field="lead")
    assigning.name_lead(
        here.session, consultation=here.consultation, authority_id=form.lead.data, by=here.actor, now=here.now
    )
    if lines:
        assigning.assign_sections(
            here.session, consultation=here.consultation, sections=[line.section for line in lines],
            authorities=chosen(form, lines), by=here.actor, now=here.now,
        )  # fmt: skip
    flash("Saved who answers. Comments nobody has begun to answer have gone with their section.", "success")
    return redirect(url_for("settings.index", slug=here.consultation.slug), 303)


def _publish_by(here: Here) -> str:
    """ "Five clear days: publish by Thursday 10 December 2020." (R1); "" while no meeting is named."""
    meeting = here.consultation.meeting_on
    if meeting is None:
        return ""
    day = latest_publication(meeting, england_holidays())
    passed = " That day has passed." if day < here.now.astimezone(here.zone).date() else ""
    return f"Five clear days: publish by {long_day(day)}.{passed}"
