"""A member asks an authority for information by a date, changes what is asked for, or withdraws it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import chasing
from consult.actions import commitments as actions
from consult.actions.allowing import ensure
from consult.actions.commitments import Wanted
from consult.actions.naming import reference_of
from consult.actions.standing import commitment_scene, first_released
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import commitments, drafts, people
from consult.store.commitments import Commitment
from consult.web.answering import Item, find_item
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.commitments import ChangeRequestForm, RequestForm
from consult.web.guards import Here, guarded
from consult.web.owing import CommitmentCards, today
from consult.web.privacy import told_first

pages = Blueprint("requests", __name__, url_prefix="/<slug>/register")


@pages.route("/request", methods=["GET", "POST"])
@guarded(Act.REQUEST)
@told_first(Act.REQUEST)
def ask(here: Here) -> Any:
    """A new request; `about` in the address names the question or comment whose answer led to it."""
    about = _about(here)
    authorities = people.authorities(here.session, here.consultation, today(here))
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    form = RequestForm(data={"section": request.args.get("section", 0, type=int)} | _asked_there(about))
    form.authority.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = section_choices(sections)
    if about is not None:
        del form.section
    if form.validate_on_submit():
        try:
            made = actions.request(
                here.session, consultation=here.consultation, form_key=form.form_key.data, by=here.actor, now=here.now,
                today=today(here),
                wanted=Wanted(
                    text=form.text.data,
                    authority=next((body for body in authorities if body.id == form.authority.data), None),
                    due_on=form.due.data,
                    section=None if about else next((one for one in sections if one.id == form.section.data), None),
                    about=about,
                ),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _received(here, made)
    return render_template("register/request.html", form=form, about=about and request.args.get("about"))


def section_choices(sections: Any) -> list[SelectChoice]:
    """Every section, and none in particular."""
    return [SelectChoice(0, "No part in particular")] + [
        SelectChoice(section.id, f"{section.number} {section.heading}".strip()) for section in sections
    ]


def _about(here: Here) -> Item | None:
    ref = request.args.get("about", "")
    if not ref:
        return None
    item = find_item(here, ref)
    if here.presenter.about(item, frozenset()).hidden:
        raise NotFound
    return item


def _asked_there(about: Item | None) -> dict[str, Any]:
    """The authority begins as the one that answered, where there is only one."""
    if about is None:
        return {}
    asked = [about.authority_id] if hasattr(about, "authority_id") else [body.id for body in about.asked]
    return {"authority": asked[0]} if len(asked) == 1 else {}


def _received(here: Here, made: Commitment) -> Any:
    chasing.received(here.session, consultation=here.consultation, commitment=made, now=here.now)
    flash(f"Information request {reference_of(made)} received. The authority’s lead officer is told.", "success")
    return redirect(url_for("register.show", slug=here.consultation.slug, ref=reference_of(made)), 303)


@pages.route("/<ref>/change", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def change(here: Here, ref: str) -> Any:
    """Changes what is asked for, or by when, until something was supplied."""
    commitment = _own(here, ref)
    form = ChangeRequestForm(data={"text": commitment.text, "due": commitment.due_on})
    if form.validate_on_submit():
        try:
            actions.change_request(
                here.session, consultation=here.consultation, commitment=commitment, text=form.text.data,
                due_on=form.due.data, by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Information request {reference_of(commitment)} changed.", "success")
            return redirect(_href(here, commitment), 303)
    return render_template(
        "register/change.html", form=form, ref=reference_of(commitment), back=_href(here, commitment)
    )


@pages.route("/<ref>/withdraw", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def withdraw(here: Here, ref: str) -> Any:
    """Takes one's request back, after asking."""
    commitment = _own(here, ref)
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.withdraw_request(
            here.session, consultation=here.consultation, commitment=commitment, by=here.actor, now=here.now
        )
        flash(f"Information request {reference_of(commitment)} withdrawn. Its number stays.", "success")
        return redirect(_href(here, commitment), 303)
    card = CommitmentCards(here).card(commitment)
    return render_template("register/withdraw.html", form=form, card=card, back=_href(here, commitment))


def _own(here: Here, ref: str) -> Commitment:
    """A request its author may still change."""
    commitment = commitments.by_reference(here.session, here.consultation, ref)
    released = first_released(commitment)
    ensure(here.actor, Act.CHANGE_REQUEST, commitment_scene(here.consultation, here.now, commitment, released))
    return commitment


def _href(here: Here, commitment: Commitment) -> str:
    return url_for("register.show", slug=here.consultation.slug, ref=reference_of(commitment))
