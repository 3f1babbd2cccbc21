"""An authority supplies what it owes: written, approved, sent back, released; and its files, handed out as downloads."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for

from consult.actions import chasing
from consult.actions import supplies as actions
from consult.actions.allowing import ensure
from consult.actions.naming import reference_of
from consult.actions.standing import commitment_scene
from consult.actions.supplies import Supplied, drafted
from consult.config import Settings
from consult.domain.commitments import Kind
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.supplied_files import FileBrought
from consult.queries import commitments
from consult.store.commitments import Commitment, Supply
from consult.web.answering import revision_of
from consult.web.downloads import hand_out
from consult.web.forms.base import SelectChoice
from consult.web.forms.commitments import SupplyForm
from consult.web.forms.responses import SendBackForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.owing import CommitmentCards, size_in_words, today

pages = Blueprint("supplies", __name__, url_prefix="/<slug>/register/<ref>")


@pages.route("/supply", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def supply(here: Here, ref: str) -> Any:
    """Writes what is supplied, with its files; what cannot be saved is shown with what was typed."""
    commitment = commitments.by_reference(here.session, here.consultation, ref)
    draft = drafted(commitment)
    ensure(here.actor, Act.SUPPLY, commitment_scene(here.consultation, here.now, commitment, draft))
    form = _form(commitment, draft)
    if form.validate_on_submit():
        settings: Settings = current_app.config["SETTINGS"]
        try:
            saved = actions.supply(
                here.session, consultation=here.consultation, commitment=commitment, supplied=_supplied(form),
                revision=revision_of(form), largest_file=settings.largest_file, by=here.actor, now=here.now,
                today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            tell = chasing.approved if saved.approved_at else chasing.drafted
            tell(here.session, consultation=here.consultation, commitment=commitment, now=here.now)
            waits = "the clerk to release it" if saved.approved_at else "your lead officer to approve it"
            flash(f"Supply to {reference_of(commitment)} saved. It waits for {waits}.", "success")
            return redirect(_href(here, commitment), 303)
    return render_template(
        "supplies/supply.html", form=form, card=CommitmentCards(here).card(commitment), back=_href(here, commitment),
        largest=f"{current_app.config['SETTINGS'].largest_file // 1_000_000} MB",
    )  # fmt: skip


def _form(commitment: Commitment, draft: Supply | None) -> SupplyForm:
    form = SupplyForm(data=_as_it_is(draft) if draft else None)
    if commitment.kind != Kind.REQUEST.value:
        del form.depersonalised, form.identification_reason, form.no_prejudice
    if draft is not None and draft.files:
        form.removed.choices = [SelectChoice(one.id, f"{one.name} ({size_in_words(one.size)})") for one in draft.files]
    else:
        del form.removed
    return form


def _as_it_is(draft: Supply) -> dict[str, Any]:
    return {
        "revision": str(draft.revision),
        "text": draft.text,
        "complete": "all" if draft.complete else "part",
        "delay_reason": draft.delay_reason,
        "depersonalised": {True: "yes", False: "no", None: None}[draft.depersonalised],
        "identification_reason": draft.identification_reason,
        "no_prejudice": bool(draft.no_prejudice),
    }


def _supplied(form: SupplyForm) -> Supplied:
    brought = [FileBrought(one.filename, one.stream.read()) for one in form.files.data or () if one and one.filename]
    declared = "depersonalised" in form
    return Supplied(
        text=form.text.data,
        complete=form.complete.data == "all",
        delay_reason=form.delay_reason.data or "",
        depersonalised=form.depersonalised.data == "yes" if declared else None,
        identification_reason=(form.identification_reason.data or "") if declared else "",
        no_prejudice=bool(form.no_prejudice.data) if declared else None,
        files=brought,
        removed=frozenset(form.removed.data or ()) if "removed" in form else frozenset(),
    )


@pages.post("/supplied/<int:supply_id>/approve")
@guarded(Act.SEE_WORK)
def approve(here: Here, ref: str, supply_id: int) -> Any:
    """The lead officer approves it."""
    commitment, found = _found(here, ref, supply_id)
    actions.approve(
        here.session, consultation=here.consultation, commitment=commitment, supply=found, by=here.actor, now=here.now
    )
    chasing.approved(here.session, consultation=here.consultation, commitment=commitment, now=here.now)
    flash(f"Supply to {reference_of(commitment)} approved. It waits for the clerk to release it.", "success")
    return redirect(_back(here, commitment), 303)


@pages.post("/supplied/<int:supply_id>/release")
@guarded(Act.RUN)
def release(here: Here, ref: str, supply_id: int) -> Any:
    """The clerk releases it: everyone who may read the commitment reads it, and can have its files."""
    commitment, found = _found(here, ref, supply_id)
    actions.release(
        here.session, consultation=here.consultation, commitment=commitment, supply=found, by=here.actor, now=here.now
    )
    chasing.released(here.session, consultation=here.consultation, commitment=commitment, supply=found, now=here.now)
    closed = " It was all that was owed, so that it is closed." if found.complete else ""
    flash(f"Supply to {reference_of(commitment)} released.{closed}", "success")
    return redirect(_back(here, commitment), 303)


@pages.route("/supplied/<int:supply_id>/return", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def send_back(here: Here, ref: str, supply_id: int) -> Any:
    """The lead officer returns a draft, the clerk an approved supply; both say why."""
    commitment, found = _found(here, ref, supply_id)
    ensure(here.actor, Act.RETURN_SUPPLY, commitment_scene(here.consultation, here.now, commitment, found))
    form = SendBackForm()
    if form.validate_on_submit():
        try:
            actions.send_back(
                here.session, consultation=here.consultation, commitment=commitment, supply=found,
                reason=form.reason.data, by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            chasing.sent_back(
                here.session, consultation=here.consultation, commitment=commitment, supply=found, now=here.now
            )
            flash(f"Supply to {reference_of(commitment)} sent back. Whoever wrote it is told.", "success")
            return redirect(_href(here, commitment), 303)
    return render_template(
        "supplies/send_back.html", form=form, ref=reference_of(commitment), supply=found,
        inside=commitment.authority_id in here.actor.authorities(), back=_href(here, commitment),
    )  # fmt: skip


@pages.get("/supplied/<int:supply_id>/files/<int:file_id>")
@guarded(Act.READ_DRAFT)
def file(here: Here, ref: str, supply_id: int, file_id: int) -> Response:
    """A file, to those who may read what it was supplied with. Never shown inside the service."""
    commitment, found = _found(here, ref, supply_id)
    if not CommitmentCards(here).presenter.sees(commitment, found):
        raise NotFound
    kept = commitments.file(here.session, found, file_id)
    return hand_out(kept.data, media_type=kept.media_type, name=kept.name, sha256=kept.sha256)


def _found(here: Here, ref: str, supply_id: int) -> tuple[Commitment, Supply]:
    commitment = commitments.by_reference(here.session, here.consultation, ref)
    found = commitments.supply(commitment, supply_id)
    here.ensure_knows(found, authority_id=commitment.authority_id)
    return commitment, found


def _href(here: Here, commitment: Commitment) -> str:
    return url_for("register.show", slug=here.consultation.slug, ref=reference_of(commitment))


def _back(here: Here, commitment: Commitment) -> str:
    return local_path(request.form.get("back")) or _href(here, commitment)
