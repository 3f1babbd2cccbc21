"""The clerk's page of the partnership: who belongs to it, in which part, and from when to when each body exists."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import partnership as actions
from consult.actions import people
from consult.actions.partnership import Facts
from consult.domain.partnership import PartnerKind
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import partnership
from consult.web.forms.base import SelectChoice
from consult.web.forms.registers import NO_PART, NewBodyForm, PartnerForm
from consult.web.guards import Here, guarded
from consult.web.owing import today

pages = Blueprint("partnership", __name__, url_prefix="/<slug>/partnership")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """Everybody who belongs to it, and a form for another."""
    return _page(here, NewBodyForm())


@pages.post("/")
@guarded(Act.RUN)
def add(here: Here) -> Any:
    """Puts a body into it, known before or not."""
    form = NewBodyForm()
    if form.validate_on_submit():
        try:
            body = people.name_body(
                here.session, consultation=here.consultation, name=form.new_name.data, by=here.actor, now=here.now
            )
            facts = Facts(PartnerKind(form.kind.data), body.valid_from, body.valid_to)
            actions.describe(
                here.session, consultation=here.consultation, body=body, facts=facts, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{body.name} belongs to the partnership.", "success")
            return redirect(url_for("partnership.index", slug=here.consultation.slug), 303)
    return _page(here, form)


@pages.route("/<int:body_id>", methods=["GET", "POST"])
@guarded(Act.RUN)
def change(here: Here, body_id: int) -> Any:
    """What one of them is, and when it began or ended."""
    found = next((one for one in partnership.everyone(here.session, here.consultation) if one.body.id == body_id), None)
    if found is None:
        raise NotFound
    body = found.body
    form = PartnerForm(data={"kind": found.kind.value, "begins": body.valid_from, "ends": body.valid_to})
    form.kind.choices = [SelectChoice(one.value, one.wording) for one in PartnerKind]
    if found.listed:
        form.kind.choices.append(SelectChoice(NO_PART, "It does not belong to the partnership"))
    if form.validate_on_submit():
        kind = None if form.kind.data == NO_PART else PartnerKind(form.kind.data)
        if not found.listed and kind is found.kind:
            kind = None  # it stays what it is for having officers here
        try:
            actions.describe(
                here.session, consultation=here.consultation, body=body,
                facts=Facts(kind, form.begins.data, form.ends.data), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{body.name} is saved.", "success")
            return redirect(url_for("partnership.index", slug=here.consultation.slug), 303)
    return render_template("partnership/change.html", form=form, name=body.name)


def _page(here: Here, form: NewBodyForm) -> str:
    return render_template(
        "partnership/index.html", form=form, found=partnership.everyone(here.session, here.consultation),
        today=today(here),
    )  # fmt: skip
