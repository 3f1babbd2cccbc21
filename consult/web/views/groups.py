"""One answer for many: similar comments proposed, chosen, and answered together."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import groups as actions
from consult.domain.grouping import alike
from consult.domain.numbering import parse_reference
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import sees_desk
from consult.queries import groups, responses
from consult.store.comments import Comment, Response
from consult.web import answering as writing
from consult.web.answering import Answering, find_item, find_response
from consult.web.assigning import name
from consult.web.guards import Here, guarded
from consult.web.present import Cards
from consult.web.views.responses import tell
from consult.web.views.work import nothing_chosen
from consult.web.worklist import chosen_items

pages = Blueprint("groups", __name__, url_prefix="/<slug>/work")


@pages.get("/similar")
@guarded(Act.SEE_WORK)
def similar(here: Here) -> Any:
    """Unanswered comments on one section that say something close, side by side."""
    waiting = {c.id: c for c in groups.to_propose(here.session, here.consultation, here.actor.authorities())}
    places: dict[tuple[int, int | None], dict[int, str]] = {}
    for comment in waiting.values():
        places.setdefault((comment.authority_id, comment.section_id), {})[comment.id] = comment.text
    cards = Cards(here, here.presenter)
    proposed = [[waiting[key] for key in found] for said in places.values() for found in alike(said)]
    return render_template(
        "work/similar.html",
        groups=[[(cards.comment(c), f"{name(c)}:{c.authority_id}") for c in group] for group in proposed],
        is_officer=bool(here.actor.authorities()),
    )


@pages.route("/together", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def together(here: Here) -> Any:
    """Writes one answer to the comments the address names."""
    comments = _comments(here)
    if not comments:
        return nothing_chosen(here)
    shared = actions.begun(here.session, comments)
    first = next((c for c in comments if shared and c.id == shared.comment_id), comments[0])
    _ensure_may_answer(here, comments)
    form = writing.form_for(first, shared, here, first.authority_id)
    looked_at, pressed = writing.revision_of(form), request.form.get("do", "")
    stale = request.method == "POST" and shared is not None and shared.revision != looked_at
    if request.method == "POST" and pressed:
        writing.assist(
            here, form, pressed, authority_id=first.authority_id, offered=writing.starts(first),
            colleague=shared.text if shared else "",
        )  # fmt: skip
    elif form.validate_on_submit():
        try:
            actions.answer_together(
                here.session, consultation=here.consultation, comments=comments, answering=writing.written(form),
                revision=looked_at, by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _saved(here, comments)
    theirs = None
    if shared is not None and stale:
        form.revision.data = str(shared.revision)
        theirs = writing.their_answer(here, first, shared, looked_at) if pressed != "both" else None
    answering = replace(
        Answering.of(here, first, name(first), first.authority_id, form, theirs),
        action=request.full_path,
        named=" and ".join((", ".join(name(one) for one in comments[:-1]), name(comments[-1]))),
        back=url_for("work.index", slug=here.consultation.slug),
        together_with=(),  # all of them stand above the form
        thread=None,  # each has its own
    )
    return _page(here, comments, answering)


def _page(here: Here, comments: list[Comment], answering: Answering) -> str:
    cards = Cards(here, here.presenter)
    return render_template("work/together.html", cards=[cards.comment(c) for c in comments], answering=answering)


def _comments(here: Here) -> list[Comment]:
    named = [parse_reference(ref) for ref, _ in chosen_items(request.args.getlist("item"))]
    numbers = [parsed[1] for parsed in named if parsed and parsed[0] == "C"]
    if len(numbers) < len(named):
        raise Refused("Only comments can be answered together. Answer each question by itself.")
    found = list(groups.of_numbers(here.session, here.consultation, numbers))
    if len(found) < len(set(numbers)) or any(
        not sees_desk(here.actor, authority_id=comment.authority_id) for comment in found
    ):
        raise NotFound
    return found


def _ensure_may_answer(here: Here, comments: list[Comment]) -> None:
    for comment in comments:
        response = responses.of_authority(here.session, comment, comment.authority_id)
        verdict = here.may(Act.RESPOND, comment, asked=frozenset({comment.authority_id}), response=response)
        if not verdict:
            raise Refused(f"{name(comment)}: {verdict.reason}")


def _saved(here: Here, comments: list[Comment]) -> Any:
    saved: Response | None = responses.of_authority(here.session, comments[0], comments[0].authority_id)
    if saved is not None:
        tell(here, comments[0], saved)
    waits = "your lead officer to approve it" if saved and saved.approved_at is None else "the clerk to release it"
    flash(f"One answer to {len(comments)} comments saved. It waits for {waits}.", "success")
    return redirect(url_for("work.index", slug=here.consultation.slug), 303)


@pages.post("/together/<ref>/<int:response_id>/apart")
@guarded(Act.SEE_WORK)
def take_out(here: Here, ref: str, response_id: int) -> Any:
    """Takes a comment out of its group; it keeps the answer as its own."""
    item = find_item(here, ref)
    response = find_response(here, item, response_id)
    if not isinstance(item, Comment):
        raise NotFound
    actions.take_out(
        here.session, consultation=here.consultation, comment=item, response=response, by=here.actor, now=here.now
    )
    flash(f"{ref} has been taken out of the group. It keeps the answer as its own.", "success")
    return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref, _anchor=ref), 303)
