"""A draft comes in: the clerk uploads it, checks and corrects it, and publishes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from consult.actions import drafts as actions
from consult.domain.documents import from_document
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.importing import Unreadable, read_draft
from consult.mail.redrafts import tell_members
from consult.queries import drafts, redrafts, writing
from consult.store.drafts import DraftVersion
from consult.web.checking import WARNINGS, Check, Showing
from consult.web.correcting import CORRECTIONS, Correction, Place
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.imports import CorrectionForm, PublishForm, UploadForm
from consult.web.guards import Here, guarded
from consult.web.links import full_url

pages = Blueprint("imports", __name__, url_prefix="/<slug>/import")

_DONE = "corrected"  # in the session: where the last correction was made and what it did, shown once


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.RUN)
def upload(here: Here) -> Any:
    """Takes a file in as a draft to be checked; what cannot be read is refused beside the field, and nothing is kept."""
    form = UploadForm()
    if form.validate_on_submit():
        version = _taken_in(here, form)
        if version is not None:
            flash(f"“{version.source_name}” is imported. Compare it with your file before you publish it.", "success")
            return redirect(url_for("imports.check", slug=here.consultation.slug, draft_id=version.id), 303)
    return render_template(
        "imports/upload.html",
        form=form,
        waiting=drafts.in_check(here.session, here.consultation),
        begun=writing.being_written(here.session, here.consultation),
        follows=redrafts.has_comments(here.session, here.consultation),
    )


@pages.get("/<int:draft_id>")
@guarded(Act.RUN)
def check(here: Here, draft_id: int) -> Any:
    """The draft as it will be read, with its warnings; `edit` opens the corrections of one place."""
    version = drafts.to_check(here.session, here.consultation, draft_id)
    return _elsewhere(here, version) or _page(
        here,
        version,
        Showing(
            base=_address(here, version),
            only_warnings=request.args.get("show") == WARNINGS,
            editing=Place.parse(request.args.get("edit", "")),
            done=_just_done(version),
        ),
    )


@pages.post("/<int:draft_id>/correct")
@guarded(Act.RUN)
def correct(here: Here, draft_id: int) -> Any:
    """Makes one correction and leads back to its place; what is refused is shown there with what was typed."""
    version = drafts.to_check(here.session, here.consultation, draft_id, lock=True)
    what, place = request.form.get("what", ""), Place.parse(request.form.get("at", ""))
    correction = CORRECTIONS.get(what)
    if correction is None or place is None:
        raise Refused("This is not a correction that can be made. Open the draft again and choose one.")
    form = correction.form()
    showing = Showing(
        base=_address(here, version),
        only_warnings=form.show.data == WARNINGS,
        editing=place,
        sent=(what, form),
    )
    moved = _elsewhere(here, version)
    if moved is not None:
        return moved
    if form.validate_on_submit():
        try:
            outcome = _corrected(here, version, correction, place, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            session[_DONE] = [version.id, outcome.key, correction.done]
            return redirect(showing.href(outcome), 303)
    return _page(here, version, showing)


@pages.route("/<int:draft_id>/publish", methods=["GET", "POST"])
@guarded(Act.RUN)
def publish(here: Here, draft_id: int) -> Any:
    """Publishes the draft, after saying what that means."""
    version = drafts.to_check(here.session, here.consultation, draft_id, lock=request.method == "POST")
    form = PublishForm()
    moved = _elsewhere(here, version)
    if moved is not None:
        return moved
    if form.validate_on_submit():
        try:
            _publish(here, version, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _published(here, version)
    form.revision.data = str(version.revision)
    return render_template(
        "imports/publish.html",
        form=form,
        version=version,
        check=_check(here, version, Showing(_address(here, version))),
        number=drafts.next_number(here.session, here.consultation),
        carried=_carried(here, version),
    )


@pages.route("/<int:draft_id>/discard", methods=["GET", "POST"])
@guarded(Act.RUN)
def discard(here: Here, draft_id: int) -> Any:
    """Puts an imported draft away, after asking."""
    version = drafts.to_check(here.session, here.consultation, draft_id, lock=request.method == "POST")
    form = ConfirmForm()
    moved = _elsewhere(here, version)
    if moved is not None:
        return moved
    if form.validate_on_submit():
        actions.discard(here.session, consultation=here.consultation, version=version, by=here.actor, now=here.now)
        flash(f"“{version.title}” discarded.", "success")
        return redirect(url_for("imports.upload", slug=here.consultation.slug), 303)
    return render_template("imports/discard.html", form=form, version=version)


def _taken_in(here: Here, form: UploadForm) -> DraftVersion | None:
    name = _file_name(form.file.data.filename)
    data = form.file.data.read()
    try:
        draft = read_draft(data, name)
    except Unreadable as reason:
        form.file.errors = [reason.reason]
        return None
    return actions.import_draft(
        here.session,
        consultation=here.consultation,
        draft=draft,
        source_name=name,
        source=data,
        by=here.actor,
        now=here.now,
    )


def _file_name(sent: str) -> str:
    """The file's own name: some browsers send the folders too. 255 characters at most."""
    return re.sub(r"[^\w .,()&'’–+-]", "_", PureWindowsPath(sent).name)[-255:]


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of the comments: `ready` once all have a place somebody need not look at any more."""

    ready: bool
    counts: Mapping[str, int]


def _carried(here: Here, version: DraftVersion) -> Carried | None:
    """None where there are no comments to be carried from the version before."""
    if not redrafts.has_comments(here.session, here.consultation):
        return None
    if not redrafts.is_planned(here.session, here.consultation, version):
        return Carried(False, {})
    counts = redrafts.planned_counts(here.session, version.id)
    return Carried(not counts["open"], counts)


def _elsewhere(here: Here, version: DraftVersion) -> Any:
    """Away from a draft that is no longer being checked; None where it is."""
    slug = here.consultation.slug
    if version.published_at is not None:
        flash(f"This draft was published as version {version.number}. Its text does not change any more.", "notice")
        return redirect(url_for("reading.contents", slug=slug), 303)
    if version.discarded_at is not None:
        flash("This draft was discarded. Import it again.", "notice")
        return redirect(url_for("imports.upload", slug=slug), 303)
    return None


def _corrected(here: Here, version: DraftVersion, correction: Correction, place: Place, form: CorrectionForm) -> Place:
    """Makes the correction and gives the place where its outcome stands."""
    before = from_document(version.document)
    actions.correct(
        here.session,
        consultation=here.consultation,
        version=version,
        revision=int(form.revision.data) if re.fullmatch(r"\d{1,9}", form.revision.data or "") else -1,
        correction=lambda draft: correction.applied(draft, place, form),
        what=f"{form.what.data}: {place.words(before)}",
        by=here.actor,
        now=here.now,
    )
    return correction.leads(before, place)


def _publish(here: Here, version: DraftVersion, form: PublishForm) -> None:
    if form.revision.data != str(version.revision):
        raise Refused("This draft was corrected in another window. Look at it as it is now before you publish it.")
    actions.publish(here.session, consultation=here.consultation, version=version, by=here.actor, now=here.now)
    base = full_url(f"/{here.consultation.slug}/")
    tell_members(here.session, here.consultation, version, address=base.__add__, zone=here.zone, now=here.now)


def _published(here: Here, version: DraftVersion) -> Any:
    """On to what is to be done next: the first version needs to know who answers; a later one has it from the one before."""
    slug = here.consultation.slug
    if version.based_on_id is None:
        flash(f"Version {version.number} is published. Now say which authority answers for each section.", "success")
        return redirect(url_for("settings.sections", slug=slug), 303)
    flash(f"Version {version.number} is published, with the comments in their places.", "success")
    return redirect(url_for("reading.contents", slug=slug), 303)


def _just_done(version: DraftVersion) -> tuple[Place, str] | None:
    draft_id, key, said = session.pop(_DONE, None) or (None, "", "")
    place = Place.parse(key)
    return (place, said) if place is not None and draft_id == version.id else None


def _address(here: Here, version: DraftVersion) -> str:
    return url_for("imports.check", slug=here.consultation.slug, draft_id=version.id)


def _check(here: Here, version: DraftVersion, showing: Showing) -> Check:
    return Check(version, from_document(version.document), showing, here.consultation.slug)


def _page(here: Here, version: DraftVersion, showing: Showing) -> str:
    sent = showing.sent[1] if showing.sent else None
    return render_template(
        "imports/check.html",
        check=_check(here, version, showing),
        form=sent,
        follows=redrafts.has_comments(here.session, here.consultation),
    )
