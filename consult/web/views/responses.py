"""Answering, approving, sending back and releasing; and every version of an answer."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import notices
from consult.actions import responses as actions
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import responses
from consult.store.comments import Comment, Response
from consult.web import answering as writing
from consult.web.answering import Answering, Item, asked_of, find_item, find_response
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.responses import SendBackForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.pictures import with_pictures
from consult.web.present import Cards
from consult.web.versions import versions_erased, versions_shown

pages = Blueprint("responses", __name__, url_prefix="/<slug>")


@pages.route("/answers/<ref>/<int:authority_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def answer(here: Here, ref: str, authority_id: int) -> Any:
    """Saves an authority's answer and leads back to where it stands; what cannot be saved is shown with what was typed."""
    return _answer(here, ref, authority_id, holding=False)


@pages.route("/answers/<ref>/<int:authority_id>/holding", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def hold(here: Here, ref: str, authority_id: int) -> Any:
    """The same for a holding reply."""
    return _answer(here, ref, authority_id, holding=True)


def _answer(here: Here, ref: str, authority_id: int, *, holding: bool) -> Any:
    item = find_item(here, ref)
    if authority_id not in asked_of(item):
        raise NotFound
    response = responses.of_authority(here.session, item, authority_id, holding=holding)
    verdict = here.may(Act.RESPOND, item, asked=frozenset({authority_id}), response=response)
    if not verdict:
        raise Refused(verdict.reason)
    form = writing.form_for(item, response, here, authority_id, holding=holding)
    looked_at, pressed = writing.revision_of(form), request.form.get("do", "")
    stale = request.method == "POST" and response is not None and response.revision != looked_at
    if request.method == "POST" and pressed:
        writing.assist(
            here, form, pressed, authority_id=authority_id, offered=writing.starts(item),
            colleague=response.text if response else "",
        )  # fmt: skip
    elif form.validate_on_submit():
        try:
            saved = actions.answer(
                here.session, consultation=here.consultation, item=item, authority_id=authority_id,
                answering=writing.written(form), revision=looked_at, by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _saved(here, item, ref, saved)
    theirs = None
    if response is not None and stale:
        form.revision.data = str(response.revision)
        theirs = writing.their_answer(here, item, response, looked_at) if pressed != "both" else None
    return _page(here, item, Answering.of(here, item, ref, authority_id, form, theirs))


def _page(here: Here, item: Item, answering: Answering) -> str:
    paragraph = item.paragraph if isinstance(item, Comment) else None
    return render_template(
        "responses/answer.html",
        card=card_of(here, item),
        item_kind="comment" if isinstance(item, Comment) else "question",
        answering=answering,
        paragraph=paragraph,
        paragraph_html=with_pictures(paragraph.html, here.consultation.slug, paragraph.version_id) if paragraph else "",
    )


def _saved(here: Here, item: Item, ref: str, saved: Response) -> Any:
    tell(here, item, saved)
    flash(f"{_what(saved)} to {ref} saved. {_next(saved)}", "success")
    return redirect(_back(here, item, ref), 303)


def tell(here: Here, item: Item, saved: Response) -> None:
    """Tells those whose turn it is, in their daily letter."""
    told = notices.drafted if saved.approved_at is None else notices.approved
    told(here.session, consultation=here.consultation, item=item, response=saved, now=here.now)


def _what(response: Response) -> str:
    return "Holding reply" if response.holding else "Answer"


def _next(response: Response) -> str:
    if response.approved_at is None:
        return "It waits for your lead officer to approve it."
    return "It waits for the clerk to release it."


@pages.post("/answers/<ref>/approve/<int:response_id>")
@guarded(Act.SEE_WORK)
def approve(here: Here, ref: str, response_id: int) -> Any:
    """The lead officer approves a drafted answer."""
    item = find_item(here, ref)
    response = find_response(here, item, response_id)
    actions.approve(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    notices.approved(here.session, consultation=here.consultation, item=item, response=response, now=here.now)
    flash(f"{_what(response)} to {ref} approved. {_next(response)}", "success")
    return redirect(_back(here, item, ref), 303)


@pages.route("/answers/<ref>/return/<int:response_id>", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def send_back(here: Here, ref: str, response_id: int) -> Any:
    """The lead officer returns a draft to the officer, the clerk an approved answer to the authority; both say why."""
    item = find_item(here, ref)
    response = find_response(here, item, response_id)
    asked = frozenset({response.authority_id})
    verdict = here.may(Act.RETURN, item, asked=asked, response=response)
    if not verdict:
        raise Refused(verdict.reason)
    form = SendBackForm()
    if form.validate_on_submit():
        try:
            actions.send_back(
                here.session, consultation=here.consultation, item=item, response=response, reason=form.reason.data,
                by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            notices.sent_back(here.session, consultation=here.consultation, item=item, response=response, now=here.now)
            flash(f"{_what(response)} to {ref} sent back. Whoever wrote it is told in their daily letter.", "success")
            return redirect(_back(here, item, ref), 303)
    return render_template(
        "responses/send_back.html",
        form=form,
        ref=ref,
        response=response,
        inside=bool(here.actor.authorities() & asked),
        back=_own_page(here, item, ref),
    )


@pages.get("/answers/<ref>/<int:authority_id>/versions")
@guarded(Act.SEE_WORK)
def versions(here: Here, ref: str, authority_id: int) -> Any:
    """Every version of an answer as a change from the one before: for its authority all, for the clerk those approved."""
    item = find_item(here, ref)
    if authority_id not in asked_of(item):
        raise NotFound
    holding = request.args.get("of") == "holding"
    shown = versions_shown(here, item, authority_id, holding=holding)
    if not shown and not versions_erased(here, item):
        raise NotFound
    return render_template(
        "responses/versions.html",
        versions=shown,
        ref=ref,
        authority=writing.authority_name(item, authority_id),
        holding=holding,
        inside=authority_id in here.actor.authorities(),
        back=_own_page(here, item, ref),
    )


@pages.post("/answers/<ref>/release/<int:response_id>")
@guarded(Act.RUN)
def release(here: Here, ref: str, response_id: int) -> Any:
    """The clerk releases an approved answer."""
    item = find_item(here, ref)
    response = find_response(here, item, response_id)
    _release(here, item, response)
    flash(f"{_what(response)} to {ref} released. Everyone who takes part can read it now.", "success")
    return redirect(_back(here, item, ref), 303)


@pages.route("/answers/release", methods=["GET", "POST"])
@guarded(Act.RUN)
def release_all(here: Here) -> Any:
    """Releases every approved answer at once, after showing how many there are."""
    form = ConfirmForm()
    if form.validate_on_submit():
        waiting = list(responses.to_release(here.session, here.consultation))
        for item, response in waiting:
            if response.released_at is None:  # else it went with the others of its group
                _release(here, item, response)
        flash(f"{len(waiting)} {'answer' if len(waiting) == 1 else 'answers'} released.", "success")
        return redirect(url_for("work.index", slug=here.consultation.slug), 303)
    count = responses.count_to_release(here.session, here.consultation)
    return render_template("responses/release_all.html", form=form, count=count)


def _release(here: Here, item: Item, response: Response) -> None:
    actions.release(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    notices.released(here.session, consultation=here.consultation, item=item, response=response, now=here.now)


def card_of(here: Here, item: Item) -> Any:
    """The item as a card."""
    cards = Cards(here, here.presenter)
    return cards.comment(item) if isinstance(item, Comment) else cards.question(item)


def _back(here: Here, item: Item, ref: str) -> str:
    """Where the answer was begun, if that was a page of ours; else the item's own page."""
    began = local_path(request.form.get("back"))
    return f"{began}#{ref}" if began else _own_page(here, item, ref)


def _own_page(here: Here, item: Item, ref: str) -> str:
    pages_of = "comments.show" if isinstance(item, Comment) else "questions.show"
    return url_for(pages_of, slug=here.consultation.slug, ref=ref, _anchor=ref)
