"""How the draft covers what the law says a strategy must deal with: everyone reads it, the clerk or the lead officer says it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import coverage as actions
from consult.actions.coverage import Covering, subject_of
from consult.domain.coverage import CoverageEntry
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.present.coverage import coverage_entries
from consult.queries import drafts
from consult.store.drafts import DraftVersion
from consult.web.answering import revision_of
from consult.web.covering import day_of, may_cover
from consult.web.forms.base import SelectChoice
from consult.web.forms.registers import CoverageForm
from consult.web.guards import Here, guarded
from consult.web.history import history_of_subject

pages = Blueprint("coverage", __name__, url_prefix="/<slug>/coverage")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Every duty in force, with what is neither covered nor explained at the top."""
    version = _version(here)
    return render_template(
        "coverage/index.html", entries=_entries(here, version), version=version, may_cover=may_cover(here),
        sections={one.key: one.id for one in drafts.sections(here.session, version)},
    )  # fmt: skip


@pages.route("/<duty>", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def cover(here: Here, duty: str) -> Any:
    """Which sections cover one duty, or why none does."""
    verdict = may_cover(here)
    if not verdict:
        raise Refused(verdict.reason)
    version = _version(here)
    entry = next((one for one in _entries(here, version) if one.code == duty), None)
    if entry is None:
        raise NotFound
    sections = drafts.sections(here.session, version)
    keys = {one.key for one in entry.sections}
    form = CoverageForm(
        data={
            "revision": str(entry.revision), "sections": [one.id for one in sections if one.key in keys],
            "explanation": entry.explanation,
        }
    )  # fmt: skip
    form.sections.choices = [SelectChoice(one.id, f"{one.number} {one.heading}".strip()) for one in sections]
    if form.validate_on_submit():
        chosen = [one for one in sections if one.id in form.sections.data]
        try:
            actions.cover(
                here.session, consultation=here.consultation, duty=duty,
                covering=Covering(chosen, form.explanation.data or ""), revision=revision_of(form), by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Saved how the draft covers “{entry.title}”.", "success")
            return redirect(url_for("coverage.index", slug=here.consultation.slug, _anchor=duty), 303)
    history = history_of_subject(here, subject_of(duty)) if here.may(Act.RUN) else []
    return render_template("coverage/cover.html", form=form, entry=entry, history=history)


def _version(here: Here) -> DraftVersion:
    if not here.consultation.current_version:
        raise NotFound
    return drafts.version(here.session, here.consultation, here.consultation.current_version)


def _entries(here: Here, version: DraftVersion) -> tuple[CoverageEntry, ...]:
    return coverage_entries(here.session, version, day=day_of(here), zone=here.zone)
