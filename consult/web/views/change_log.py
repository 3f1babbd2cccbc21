"""The change log of a version: read by everyone, completed by the officers of each section's authority."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import change_log as actions
from consult.domain.change_log import ChangeLog, LogEntry
from consult.domain.permissions import Act
from consult.domain.places import owners
from consult.domain.refusals import NotFound, Refused
from consult.domain.typed_numbers import number_in
from consult.present.change_log import change_log
from consult.queries import drafts, redrafts
from consult.store.drafts import DraftVersion, Section
from consult.web.forms.change_log import ExplainForm
from consult.web.guards import Here, guarded

pages = Blueprint("change_log", __name__, url_prefix="/<slug>/versions/<int:number>/changes")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here, number: int) -> Any:
    """What changed in each section, which comments and questions led to it, and why."""
    version, log = _log(here, number)
    owned = _owned(here, version)
    mine = {
        entry.section_id
        for entry in log.entries
        if here.may(Act.EXPLAIN_CHANGE, asked=_asked(owned.get(entry.section_id)))
    }
    return render_template("versions/changes.html", version=version, log=log, mine=mine)


@pages.route("/<int:section_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def explain(here: Here, number: int, section_id: int) -> Any:
    """An officer of the section's authority, or the clerk, says why it changed; begins with what the answers say."""
    version, log = _log(here, number)
    entry = next((one for one in log.entries if one.section_id == section_id), None)
    if entry is None:
        raise NotFound
    owner = _owned(here, version).get(section_id)
    verdict = here.may(Act.EXPLAIN_CHANGE, asked=_asked(owner))
    if not verdict:
        raise Refused(verdict.reason)
    form = ExplainForm()
    if form.validate_on_submit() and _explained(here, version, form, entry, owner):
        flash(f"The change log of {entry.name} is saved.", "success")
        return redirect(
            url_for("change_log.index", slug=here.consultation.slug, number=number, _anchor=entry.anchor), 303
        )
    if request.method == "GET":
        form.why.data, form.revision.data = entry.why, str(entry.revision)
    return render_template("versions/explain.html", form=form, version=version, log=log, entry=entry)


def _explained(here: Here, version: DraftVersion, form: ExplainForm, entry: LogEntry, owner: int | None) -> bool:
    revision = number_in(form.revision.data)
    try:
        actions.explain(
            here.session, consultation=here.consultation, version=version,
            section=here.session.get_one(Section, entry.section_id), authority_id=owner, why=form.why.data,
            revision=-1 if revision is None else revision, by=here.actor, now=here.now,
        )  # fmt: skip
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _log(here: Here, number: int) -> tuple[DraftVersion, ChangeLog]:
    version = drafts.version(here.session, here.consultation, number)
    log = change_log(here.session, here.consultation, version, here.zone)
    if log is None:
        raise NotFound
    return version, log


def _owned(here: Here, version: DraftVersion) -> dict[int, int | None]:
    """Who answers for each section of a version and of the one before, by the sections' ids."""
    lead = here.consultation.lead_authority_id
    found: dict[int, int | None] = {}
    for version_id in (version.based_on_id, version.id):
        sections = redrafts.sections_of(here.session, version_id or 0)
        found |= dict(zip((section.id for section in sections), owners(sections, lead), strict=True))
    return found


def _asked(owner: int | None) -> frozenset[int]:
    return frozenset() if owner is None else frozenset({owner})
