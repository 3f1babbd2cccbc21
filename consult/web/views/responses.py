"""Answering, approving and releasing."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import responses as actions
from consult.domain.dispositions import Disposition
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import responses
from consult.store.comments import Comment
from consult.web.answering import Answering, Item, asked_of, find_item, form_for
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.responses import DispositionForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.pictures import with_pictures
from consult.web.present import Cards
from consult.web.views.work import count_to_release

pages = Blueprint("responses", __name__, url_prefix="/<slug>")


@pages.route("/answers/<ref>/<int:authority_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def answer(here: Here, ref: str, authority_id: int) -> Any:
    """Saves an authority's answer and leads back to where it stands; what cannot be saved is shown with what was typed."""
    item = find_item(here, ref)
    if authority_id not in asked_of(item):
        raise NotFound
    response = responses.of_authority(here.session, item, authority_id)
    verdict = here.may(Act.RESPOND, item, asked=frozenset({authority_id}), response=response)
    if not verdict:
        raise Refused(verdict.reason)
    form = form_for(item, response, here, authority_id)
    theirs = None
    if form.validate_on_submit():
        try:
            saved = actions.answer(
                here.session,
                consultation=here.consultation,
                item=item,
                authority_id=authority_id,
                answering=_written(form),
                revision=int(form.revision.data) if form.revision.data.isdigit() else 0,
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
            if response is not None and str(response.revision) != form.revision.data:
                theirs = response
                form.revision.data = str(response.revision)
        else:
            approved = saved.approved_at is not None
            flash(f"Answer to {ref} saved. {_NEXT[approved]}", "success")
            return redirect(_back(here, item, ref), 303)
    paragraph = item.paragraph if isinstance(item, Comment) else None
    return render_template(
        "responses/answer.html",
        card=_card(here, item),
        item_kind="comment" if isinstance(item, Comment) else "question",
        answering=Answering.of(here, item, ref, authority_id, form, theirs),
        paragraph=paragraph,
        paragraph_html=with_pictures(paragraph.html, here.consultation.slug, paragraph.version_id) if paragraph else "",
    )


_NEXT = {True: "It waits for the clerk to release it.", False: "It waits for your lead officer to approve it."}


def _written(form: Any) -> actions.Answering:
    if not isinstance(form, DispositionForm):
        return actions.Answering(text=form.text.data)
    return actions.Answering(
        text=form.text.data,
        disposition=Disposition(form.disposition.data),
        reason=form.reason.data or "",
        wording=form.wording.data or "",
    )


@pages.post("/answers/<ref>/approve/<int:response_id>")
@guarded(Act.SEE_WORK)
def approve(here: Here, ref: str, response_id: int) -> Any:
    """The lead officer approves a drafted answer."""
    item = find_item(here, ref)
    response = responses.by_id(here.session, item, response_id)
    actions.approve(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    flash(f"Answer to {ref} approved. {_NEXT[True]}", "success")
    return redirect(_back(here, item, ref), 303)


@pages.post("/answers/<ref>/release/<int:response_id>")
@guarded(Act.RUN)
def release(here: Here, ref: str, response_id: int) -> Any:
    """The clerk releases an approved answer."""
    item = find_item(here, ref)
    response = responses.by_id(here.session, item, response_id)
    actions.release(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    flash(f"Answer to {ref} released. Everyone who takes part can read it now.", "success")
    return redirect(_back(here, item, ref), 303)


@pages.route("/answers/release", methods=["GET", "POST"])
@guarded(Act.RUN)
def release_all(here: Here) -> Any:
    """Releases every approved answer at once, after showing how many there are."""
    form = ConfirmForm()
    if form.validate_on_submit():
        waiting = list(responses.to_release(here.session, here.consultation))
        for item, response in waiting:
            actions.release(
                here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
            )
        flash(f"{len(waiting)} {'answer' if len(waiting) == 1 else 'answers'} released.", "success")
        return redirect(url_for("work.index", slug=here.consultation.slug), 303)
    return render_template("responses/release_all.html", form=form, count=count_to_release(here))


def _card(here: Here, item: Item) -> Any:
    cards = Cards(here, here.presenter)
    return cards.comment(item) if isinstance(item, Comment) else cards.question(item)


def _back(here: Here, item: Item, ref: str) -> str:
    """Where the answer was begun, if that was a page of ours; else the item's own page."""
    began = local_path(request.form.get("back"))
    if began:
        return f"{began}#{ref}"
    pages_of = "comments.show" if isinstance(item, Comment) else "questions.show"
    return url_for(pages_of, slug=here.consultation.slug, ref=ref, _anchor=ref)
