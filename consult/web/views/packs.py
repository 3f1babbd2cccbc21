"""The comments digest: asking for it, seeing how far it has come, and taking it away."""

from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, g, jsonify, redirect, render_template, send_file, url_for

from consult.actions import packs as actions
from consult.domain.lifecycle import AnswerState
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound
from consult.jobs import queue
from consult.pack.formats import MEDIA_TYPES
from consult.queries import packs, responses
from consult.store.packs import Pack
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.packs import RequestForm
from consult.web.guards import Here, guarded

pages = Blueprint("packs", __name__, url_prefix="/<slug>/packs")

UNCLAIMED_AFTER = timedelta(minutes=2)
"""A digest nobody has begun by then tells that the worker is not running."""


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """What a digest would print today, ways to make it, and those that were made."""
    owed = responses.awaited(here.session, here.consultation)
    released = sum(row.count for row in owed if row.state is AnswerState.RELEASED)
    return render_template(
        "packs/index.html",
        form=RequestForm(),
        received=here.consultation.comments_numbered + here.consultation.questions_numbered,
        answered=released,
        with_authority=sum(row.count for row in owed) - released,
        to_release=sum(row.count for row in owed if row.state is AnswerState.APPROVED),
        made=packs.drafts(here.session, here.consultation),
    )


@pages.post("/")
@guarded(Act.RUN)
def request(here: Here) -> Any:
    """Asks for the digest in one format; where one is being made, leads to that one."""
    form = RequestForm()
    if not form.validate_on_submit():
        flash("Choose a format that is offered.", "notice")
        return redirect(url_for("packs.index", slug=here.consultation.slug), 303)
    pack = actions.request(
        here.session, consultation=here.consultation, kind=form.format.data, by=here.actor, now=here.now
    )
    g.after_commit.append(partial(queue.current().make_pack, pack.id))
    return redirect(url_for("packs.show", slug=here.consultation.slug, pack_id=pack.id), 303)


@pages.get("/<int:pack_id>")
@guarded(Act.RUN)
def show(here: Here, pack_id: int) -> Any:
    """One digest: how far it has come, why it could not be made, or where to download it."""
    pack = packs.by_id(here.session, here.consultation, pack_id)
    return render_template(
        "packs/show.html",
        pack=pack,
        words=_words(here, pack),
        form=ConfirmForm(),
    )


@pages.get("/<int:pack_id>/state")
@guarded(Act.RUN)
def state(here: Here, pack_id: int) -> Any:
    """`{"state": "making", "words": "Setting page 12"}`: for the page that waits."""
    pack = packs.by_id(here.session, here.consultation, pack_id)
    answer = jsonify(state=pack.state, words=_words(here, pack))
    answer.cache_control.no_store = True
    return answer


@pages.get("/<int:pack_id>/download")
@guarded(Act.RUN)
def download(here: Here, pack_id: int) -> Response:
    """The finished file. Never shown inside the service, so that nothing in it runs as a page of ours."""
    pack = packs.by_id(here.session, here.consultation, pack_id, whole=True)
    if pack.data is None or pack.finished_at is None:
        raise NotFound
    day = pack.finished_at.astimezone(here.zone).date()
    answer = send_file(
        BytesIO(pack.data),
        mimetype=MEDIA_TYPES[pack.format].partition(";")[0],  # whose character set is added to text
        as_attachment=True,
        download_name=f"{here.consultation.slug}-comments-digest-{day.isoformat()}.{pack.format}",
        etag=pack.sha256,
        last_modified=pack.finished_at,
        conditional=True,
    )
    answer.cache_control.private = True
    return answer


def _words(here: Here, pack: Pack) -> str:
    if pack.state == "making":
        return pack.progress or "Beginning"
    if pack.state != "queued":
        return ""
    if here.now - pack.requested_at > UNCLAIMED_AFTER:
        return "Nothing has begun it yet. Tell those who run this service that its worker may have stopped"
    return "Waiting for its turn"
