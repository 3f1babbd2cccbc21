"""The pack: drafts of it, asked for with what the clerk chooses, followed while they are made, and taken away."""

from functools import partial
from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, url_for

from consult.actions import packs as actions
from consult.domain.lifecycle import AnswerState
from consult.domain.pack_options import Options
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import sees_pack
from consult.jobs import queue
from consult.present import packs as words
from consult.queries import issued, packs, responses
from consult.store.packs import Pack
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.packs import DraftForm
from consult.web.guards import Here, guarded
from consult.web.pack_choices import CHOICES, authorities_of, draft_form, lengths_of
from consult.web.papers import as_download, progress, state_of

pages = Blueprint("packs", __name__, url_prefix="/<slug>/packs")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """What a pack would print today, the packs issued, the choices of a draft, and the drafts that were made."""
    return _index(here, draft_form(here) if here.consultation.current_version else None)


@pages.post("/")
@guarded(Act.RUN)
def request(here: Here) -> Any:
    """Works the pages out, or asks for the draft; where the same is being made, leads to that one."""
    form = draft_form(here)
    if not form.validate_on_submit():
        return _index(here, form)
    if form.work_out.data:
        return _index(here, form, lengths=lengths_of(here, form.options()))
    pack = actions.request(
        here.session, consultation=here.consultation, kind=form.format.data, options=_options(form), by=here.actor,
        now=here.now,
    )  # fmt: skip
    return _to(here, pack)


def _options(form: DraftForm) -> Options:
    """The record as data is always the whole of it."""
    return Options() if form.format.data == "json" else form.options()


def _index(here: Here, form: DraftForm | None, lengths: Any = None) -> Any:
    owed = responses.awaited(here.session, here.consultation)
    released = sum(row.count for row in owed if row.state is AnswerState.RELEASED)
    names = authorities_of(here)
    made = packs.drafts(here.session, here.consultation)
    return render_template(
        "packs/index.html",
        form=form,
        lengths=lengths,
        received=here.consultation.comments_numbered + here.consultation.questions_numbered,
        answered=released,
        with_authority=sum(row.count for row in owed) - released,
        to_release=sum(row.count for row in owed if row.state is AnswerState.APPROVED),
        made=[(pack, words.options_in_words(Options.from_json(pack.options), names)) for pack in made],
        issued=issued.every(here.session, here.consultation),
        names=words.NAMES,
        choices=CHOICES,
    )


@pages.get("/length")
@guarded(Act.RUN)
def length(here: Here) -> Any:
    """`{"words": "About 64 pages", "each": {"large_print": "about 140 pages"}}` for the choices in the query."""
    form = draft_form(here, from_address=True)
    if not form.validate():
        raise NotFound
    found = lengths_of(here, form.options())
    answer = jsonify(words=found.words, each=dict(found.each))
    answer.cache_control.no_store = True
    return answer


@pages.post("/<int:pack_id>/again")
@guarded(Act.RUN)
def again(here: Here, pack_id: int) -> Any:
    """The same draft once more."""
    pack = _draft(here, pack_id)
    if not ConfirmForm().validate_on_submit():
        return redirect(url_for("packs.show", slug=here.consultation.slug, pack_id=pack.id), 303)
    options = Options.from_json(pack.options)
    made = actions.request(
        here.session, consultation=here.consultation, kind=pack.format, options=options, by=here.actor, now=here.now
    )
    return _to(here, made)


def _to(here: Here, pack: Pack) -> Any:
    g.after_commit.append(partial(queue.current().make_pack, pack.id))
    return redirect(url_for("packs.show", slug=here.consultation.slug, pack_id=pack.id), 303)


@pages.get("/<int:pack_id>")
@guarded(Act.RUN)
def show(here: Here, pack_id: int) -> Any:
    """One draft, or the issued pack that is being made: how far it has come, why not, or where to download it."""
    pack = _digest(here, pack_id)
    if pack.issue is not None and pack.state not in ("queued", "making"):
        return redirect(url_for("issuing.show", slug=here.consultation.slug, number=pack.issue.number), 303)
    return render_template(
        "packs/show.html",
        pack=pack,
        name=words.NAMES[pack.format],
        choice=words.options_in_words(Options.from_json(pack.options), authorities_of(here)),
        words=progress(here, pack),
        form=ConfirmForm(),
    )


@pages.get("/<int:pack_id>/state")
@guarded(Act.RUN)
def state(here: Here, pack_id: int) -> Any:
    """`{"state": "making", "words": "Setting page 12"}`: for the page that waits."""
    return state_of(here, _digest(here, pack_id))


@pages.post("/<int:pack_id>/cancel")
@guarded(Act.RUN)
def cancel(here: Here, pack_id: int) -> Any:
    """Stops it. The clerk is led back to the packs."""
    pack = _digest(here, pack_id)
    if ConfirmForm().validate_on_submit():
        try:
            actions.cancel(here.session, consultation=here.consultation, pack=pack, by=here.actor, now=here.now)
            flash("It is not made any further.", "success")
        except Refused as refusal:
            flash(refusal.reason, "notice")
    return redirect(url_for("packs.index", slug=here.consultation.slug), 303)


@pages.get("/<int:pack_id>/download")
@guarded(Act.SEE_CONSULTATION)
def download(here: Here, pack_id: int) -> Response:
    """The finished file, for those who may see that part; for others it does not exist. Never shown inside the service, so
    that nothing in it runs as a page of ours. A broken download goes on where it stopped.
    """
    pack = packs.by_id(here.session, here.consultation, pack_id)
    out = pack.issue
    public = out is not None and out.state == "issued"
    withdrawn = out is not None and out.withdrawn_at is not None
    shown = sees_pack(here.actor, issued=public, withdrawn=withdrawn, exempt=pack.part == 2)
    if pack.paper != "digest" or not shown or pack.finished_at is None:
        raise NotFound
    day = pack.finished_at.astimezone(here.zone).date().isoformat()
    whole = packs.by_id(here.session, here.consultation, pack_id, whole=True)
    return as_download(whole, words.file_name(here.consultation.slug, whole, day))


def _digest(here: Here, pack_id: int) -> Pack:
    pack = packs.by_id(here.session, here.consultation, pack_id)
    if pack.paper != "digest":
        raise NotFound
    return pack


def _draft(here: Here, pack_id: int) -> Pack:
    pack = _digest(here, pack_id)
    if pack.issue_id is not None:
        raise NotFound
    return pack
