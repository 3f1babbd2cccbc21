"""The clerk keeps an item, or one answer, from the public, after seeing what the public will see; or lifts that (R13)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template

from consult.actions import exempting as actions
from consult.actions.allowing import answer_state
from consult.actions.exempting import Matter
from consult.actions.naming import noun_of, reference_of
from consult.domain.exemption import Sealed
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import sees_answer
from consult.present.about import sealed_as
from consult.store.commitments import Commitment
from consult.web.contributions import find_contribution, href_of, origin_of, words_of
from consult.web.forms.sealing import ExemptForm
from consult.web.guards import Here, guarded
from consult.web.public_view import public_view, readers_of, shared_with
from consult.web.taken_back import say_what_was_taken_back, would_take_back

pages = Blueprint("exempting", __name__, url_prefix="/<slug>/<ref>")


@pages.route("/exempt", methods=["GET", "POST"])
@guarded(Act.SEAL)
def item(here: Here, ref: str) -> Any:
    """The whole of an item, with its answers."""
    return _page(here, Matter(find_contribution(here, ref)))


@pages.route("/answers/<int:response_id>/exempt", methods=["GET", "POST"])
@guarded(Act.SEAL)
def answer(here: Here, ref: str, response_id: int) -> Any:
    """One answer, where the item itself is for everyone."""
    found = find_contribution(here, ref)
    if isinstance(found, Commitment):
        raise NotFound
    response = next((one for one in found.responses if one.id == response_id), None)
    if response is None or not sees_answer(
        here.actor, authority_id=response.authority_id, state=answer_state(response)
    ):
        raise NotFound
    return _page(here, Matter(found, response))


def _page(here: Here, matter: Matter) -> Any:
    form, marked = ExemptForm(), sealed_as((matter.response or matter.item).exemption)
    if marked and not form.is_submitted():
        form.choose(marked)
    if form.is_submitted() and form.lift.data:
        return _lifted(here, matter)
    chosen = form.sealed if form.validate_on_submit() else None
    if chosen and form.mark.data and form.previewed.data == _as_shown(form):
        try:
            actions.exempt(
                here.session, consultation=here.consultation, matter=matter, sealed=chosen, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
            chosen = None
        else:
            flash(f"{_what(matter)} is kept from the public: {chosen.mark}.", "success")
            say_what_was_taken_back(here)
            return redirect(href_of(here, matter.item), 303)
    elif chosen:
        chosen = _checked(here, form)
    form.previewed.data = _as_shown(form) if chosen else ""
    return render_template(
        "sealing/exempt.html",
        form=form,
        marked=marked,
        chosen=chosen,
        what=_what(matter),
        ref=reference_of(matter.item),
        noun=noun_of(matter.item),
        words=matter.response.text if matter.response else words_of(matter.item),
        origin=matter.response.authority.name if matter.response else origin_of(here, matter.item),
        view=public_view(here, matter, chosen) if chosen else None,
        packs=would_take_back(here, matter.item) if chosen else [],
        readers=readers_of(matter),
        shared=shared_with(matter),
        back=href_of(here, matter.item),
    )


def _checked(here: Here, form: ExemptForm) -> Sealed | None:
    """What was chosen, where it can be marked so; else None, and the form says why. Nothing is changed."""
    try:
        actions.ensure_sealable(here.actor, form.sealed, here.consultation, here.now)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return form.sealed


def _lifted(here: Here, matter: Matter) -> Any:
    actions.lift(here.session, consultation=here.consultation, matter=matter, by=here.actor, now=here.now)
    flash(f"{_what(matter)} is no longer kept from the public.", "success")
    return redirect(href_of(here, matter.item), 303)


def _what(matter: Matter) -> str:
    ref = reference_of(matter.item)
    return f"The answer to {ref}" if matter.response else ref


def _as_shown(form: ExemptForm) -> str:
    return f"{form.paragraph.data}:{form.reason.data or ''}"
