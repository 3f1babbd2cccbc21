"""A redraft is written in the browser: its sections, one section with its preview, and two people's texts of one."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import beginning
from consult.actions import writing as actions
from consult.domain.draft import Section
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.section_text import as_markdown, fingerprint
from consult.domain.written_here import Spot, found, nearest
from consult.importing import Unreadable
from consult.queries import redrafts, writing
from consult.store.redrafts import SectionEdit
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.writing import SectionForm
from consult.web.guards import Here, guarded
from consult.web.section_editing import Desk, named

pages = Blueprint("writing", __name__, url_prefix="/<slug>/redraft")


@pages.get("/")
@guarded(Act.SEE_WORK)
def current(here: Here) -> Any:
    """On to the redraft that is being written here, if there is one."""
    version = writing.being_written(here.session, here.consultation)
    if version is not None:
        return redirect(url_for("writing.index", slug=here.consultation.slug, draft_id=version.id), 303)
    if here.may(Act.RUN):
        return redirect(url_for("imports.upload", slug=here.consultation.slug), 303)
    return render_template("writing/none.html")


@pages.post("/begin")
@guarded(Act.RUN)
def begin(here: Here) -> Any:
    """Begins a redraft as a copy of the current version; one that is begun already is gone on with."""
    version = writing.being_written(here.session, here.consultation)
    if version is None:
        version = beginning.begin(here.session, consultation=here.consultation, by=here.actor, now=here.now)
        flash(f"A redraft is begun as a copy of version {here.consultation.current_version}.", "success")
    return redirect(url_for("writing.index", slug=here.consultation.slug, draft_id=version.id), 303)


@pages.get("/<int:draft_id>")
@guarded(Act.SEE_WORK)
def index(here: Here, draft_id: int) -> Any:
    """The sections the person may edit, and their texts that wait for them."""
    try:
        desk = Desk.of(here, draft_id)
    except NotFound:
        if here.may(Act.RUN) or writing.being_written(here.session, here.consultation) is None:
            raise
        return render_template("writing/none.html", others=True)
    return render_template(
        "writing/index.html",
        desk=desk,
        rows=desk.rows(),
        may_run=here.may(Act.RUN).ok,
        follows=redrafts.has_comments(here.session, here.consultation),
        taken=writing.taken_by(here.session, desk.version) if here.may(Act.RUN) else [],
    )


@pages.route("/<int:draft_id>/sections/<int:section>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def edit(here: Here, draft_id: int, section: int) -> Any:
    """One section as Markdown, with its preview; saved where nobody changed it meanwhile, and kept beside where somebody did."""
    desk = Desk.of(here, draft_id, lock=request.method == "POST")
    form = SectionForm()
    if request.method == "GET":
        _open(form, desk, section)
    elif request.form.get("do") != "preview" and form.validate_on_submit():
        saved = _save(desk, section, form)
        if saved is not None:
            return _saved(desk, saved, form)
    return _editing(desk, section, form)


@pages.post("/<int:draft_id>/preview")
@guarded(Act.SEE_WORK)
def preview(here: Here, draft_id: int) -> Any:
    """What has been typed as it will be read, as a piece of a page: for browsers that ask while somebody types."""
    desk = Desk.of(here, draft_id)
    sections, problem = desk.preview(request.form.get("text", ""))
    return {"html": render_template("writing/_preview.html", sections=sections, problem=problem)}


@pages.route("/<int:draft_id>/kept/<int:edit_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def kept(here: Here, draft_id: int, edit_id: int) -> Any:
    """A colleague's text and one's own of the same section, side by side, until one of them, or both in one, is saved."""
    desk = Desk.of(here, draft_id, lock=request.method == "POST")
    mine = writing.kept_one(here.session, desk.version, here.person.id, edit_id)
    at = nearest(desk.draft, mine.section, mine.heading)
    stands = desk.draft.sections[at] if at is not None else None
    form, pressed = SectionForm(), request.form.get("do", "")
    if pressed == "leave":
        actions.settle(here.session, mine, now=here.now)
        flash("Your text is put away; the section stands as it was saved.", "success")
        return redirect(desk.url("writing.index"), 303)
    if request.method == "GET" or pressed == "both":
        form.text.data = _both(stands, mine.text) if pressed == "both" else mine.text
        form.heading.data, form.was.data = mine.heading, fingerprint(stands) if stands else ""
    elif pressed != "preview" and stands is not None and form.validate_on_submit():
        saved = _save(desk, at or 0, form, mine)
        if saved is not None:
            return _saved(desk, saved, form)
    return _settling(desk, mine, stands, form)


@pages.route("/<int:draft_id>/add/<int:before>", methods=["GET", "POST"])
@guarded(Act.RUN)
def add(here: Here, draft_id: int, before: int) -> Any:
    """The clerk puts in a section."""
    desk = Desk.of(here, draft_id, lock=request.method == "POST")
    form = SectionForm()
    if request.method == "GET":
        above = desk.draft.sections[min(before, len(desk.draft.sections)) - 1] if before else desk.draft.sections[0]
        form.text.data, form.revision.data = f"{'#' * above.level} ", str(desk.version.revision)
    elif request.form.get("do") != "preview" and form.validate_on_submit():
        at = _add(desk, before, form)
        if at is not None:
            flash("The section is added.", "success")
            return redirect(desk.url("writing.index", _anchor=f"section-{at}"), 303)
    return render_template("writing/add.html", desk=desk, form=form, before=before, **_seen(desk, form))


@pages.route("/<int:draft_id>/sections/<int:section>/remove", methods=["GET", "POST"])
@guarded(Act.RUN)
def remove(here: Here, draft_id: int, section: int) -> Any:
    """The clerk takes a section out, after asking."""
    desk = Desk.of(here, draft_id, lock=request.method == "POST")
    gone = desk.section(section)
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            actions.remove_section(
                here.session, consultation=here.consultation, version=desk.version,
                spot=Spot(section, request.form.get("was", "")), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"“{named(gone)}” is removed.", "success")
            return redirect(desk.url("writing.index"), 303)
    return render_template(
        "writing/remove.html", desk=desk, form=form, section=section, gone=desk.shown(gone), was=fingerprint(gone)
    )


def _open(form: SectionForm, desk: Desk, section: int) -> None:
    here = desk.section(section)
    form.text.data, form.was.data, form.heading.data = as_markdown(here), fingerprint(here), here.heading


def _spot(section: int, form: SectionForm) -> Spot:
    return Spot(section, form.was.data or "")


def _save(desk: Desk, section: int, form: SectionForm, instead_of: SectionEdit | None = None) -> actions.Saved | None:
    """None where it was refused, with the reason in the form."""
    try:
        return actions.save_section(
            desk.here.session, consultation=desk.here.consultation, version=desk.version, spot=_spot(section, form),
            heading=form.heading.data or "", text=form.text.data, written=desk.read(form.text.data),
            by=desk.here.actor, now=desk.here.now, instead_of=instead_of,
        )  # fmt: skip
    except Unreadable as reason:
        form.text.errors = [reason.reason]
    except Refused as refusal:
        form.refuse(refusal)
    return None


def _add(desk: Desk, before: int, form: SectionForm) -> int | None:
    seen = form.revision.data or ""
    try:
        return actions.add_section(
            desk.here.session, consultation=desk.here.consultation, version=desk.version, before=before,
            revision=int(seen) if seen.isdecimal() else -1, written=desk.read(form.text.data), by=desk.here.actor,
            now=desk.here.now,
        )  # fmt: skip
    except Unreadable as reason:
        form.text.errors = [reason.reason]
    except Refused as refusal:
        form.refuse(refusal)
    return None


def _saved(desk: Desk, saved: actions.Saved, form: SectionForm) -> Any:
    if saved.kept is not None:
        flash("A colleague changed this section while you were writing. Both texts are kept: see below.", "notice")
        return redirect(desk.url("writing.kept", edit_id=saved.kept.id), 303)
    flash(f"“{form.heading.data}” is saved.", "success")
    return redirect(desk.url("writing.index", _anchor=f"section-{saved.section}"), 303)


def _seen(desk: Desk, form: SectionForm) -> dict[str, Any]:
    """What has been typed as it will be read. What keeps it from being read stands beside the field."""
    sections, problem = desk.preview(form.text.data or "")
    if problem and request.form.get("do") == "preview" and not form.text.errors:
        form.text.errors = [problem]
    return {"sections": sections, "problem": problem}


def _editing(desk: Desk, section: int, form: SectionForm) -> str:
    """What was typed stays, also where the section has moved or is gone by now."""
    spot = _spot(section, form)
    at = found(desk.draft, spot)
    if at is None:
        at = nearest(desk.draft, section, form.heading.data or "")
    if at is not None:
        desk.section(at)
    elif not any(desk.may_edit(n) for n in range(len(desk.draft.sections))):
        raise NotFound
    return render_template("writing/section.html", desk=desk, form=form, section=section, at=at, **_seen(desk, form))


def _both(stands: Section | None, mine: str) -> str:
    """What stands, and behind it what one wrote oneself, without its heading."""
    return f"{as_markdown(stands)}\n{mine.partition(chr(10))[2].strip()}\n" if stands else mine


def _settling(desk: Desk, mine: SectionEdit, stands: Section | None, form: SectionForm) -> str:
    written, problem = desk.preview(mine.text)
    change = desk.between([stands], desk.read(mine.text)) if stands is not None and not problem else []
    return render_template(
        "writing/kept.html",
        desk=desk,
        form=form,
        mine=mine,
        written=written,
        problem=problem,
        stands=desk.shown(stands) if stands else None,
        by=desk.saved_by(mine.heading),
        change=change,
    )
