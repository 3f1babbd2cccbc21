"""A member says that an answer does not settle what they said or asked, and why; or takes that back (R9)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import settling as actions
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.store.comments import Comment, Response
from consult.web.answering import Item, find_item
from consult.web.forms.settling import NotSettledForm
from consult.web.guards import Here, guarded
from consult.web.links import local_path
from consult.web.present import Cards
from consult.web.privacy import told_first

pages = Blueprint("settling", __name__, url_prefix="/<slug>/<ref>/answers/<int:response_id>")


@pages.route("/not-settled", methods=["GET", "POST"])
@guarded(Act.SEE_OWN)
@told_first(Act.SEE_OWN)
def not_settled(here: Here, ref: str, response_id: int) -> Any:
    """Asks for the reason, beneath what was said and what was answered."""
    item, response = _found(here, ref, response_id)
    verdict = here.may(Act.SETTLE, item, response=response)
    if not verdict:
        raise Refused(verdict.reason)
    mark = next((one for one in response.unsettled if one.person_id == here.person.id), None)
    form = NotSettledForm(data={"reason": mark.reason if mark else ""})
    if form.validate_on_submit():
        try:
            actions.not_settled(
                here.session, consultation=here.consultation, item=item, response=response, reason=form.reason.data,
                by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"The answer to {ref} is marked as not settling it. This is printed with it.", "success")
            return redirect(_href(here, item, ref), 303)
    cards = Cards(here, here.presenter)
    card = cards.comment(item) if isinstance(item, Comment) else cards.question(item)
    shown = [answer for answer in card.answers if answer.entry.authority == response.authority.name]
    return render_template(
        "settling/not_settled.html", form=form, ref=ref, card=card, answers=shown, back=_href(here, item, ref)
    )


@pages.post("/settled")
@guarded(Act.SEE_OWN)
def settled(here: Here, ref: str, response_id: int) -> Any:
    """Takes the mark back."""
    item, response = _found(here, ref, response_id)
    actions.settled(
        here.session, consultation=here.consultation, item=item, response=response, by=here.actor, now=here.now
    )
    flash(f"The answer to {ref} is no longer marked as not settling it.", "success")
    return redirect(local_path(request.form.get("back")) or _href(here, item, ref), 303)


def _found(here: Here, ref: str, response_id: int) -> tuple[Item, Response]:
    item = find_item(here, ref)
    response = next((one for one in item.responses if one.id == response_id), None)
    if response is None:
        raise NotFound
    here.ensure_knows(response, authority_id=response.authority_id)
    return item, response


def _href(here: Here, item: Item, ref: str) -> str:
    page = "comments.show" if isinstance(item, Comment) else "questions.show"
    return url_for(page, slug=here.consultation.slug, ref=ref)
