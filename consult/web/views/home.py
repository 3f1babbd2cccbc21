"""The way in: the consultations one takes part in, and starting another."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for

from consult.actions import allowing
from consult.actions import consultations as actions
from consult.actions import people as invitations
from consult.domain.lifecycle import Stage
from consult.domain.people import Membership, Role
from consult.domain.permissions import Act, Scene
from consult.domain.refusals import Refused
from consult.queries import consultations, people
from consult.store.base import db
from consult.store.people import Person
from consult.web.forms.consultations import StartForm
from consult.web.guards import signed_in

pages = Blueprint("home", __name__)


@pages.get("/")
@signed_in
def home(person: Person) -> Any:
    """The consultations one takes part in, newest first; straight to the only one for those who cannot start another."""
    mine = consultations.of_person(db.session(), person)
    if len(mine) == 1 and not person.may_convene:
        return redirect(url_for("overview.overview", slug=mine[0].slug))
    listed = [(consultation, allowing.stage(consultation, g.now)) for consultation in mine]
    return render_template("home/home.html", listed=listed, may_convene=person.may_convene)


@pages.route("/start", methods=["GET", "POST"])
@signed_in
def start(person: Person) -> Any:
    """A clerk starts a consultation, and becomes its clerk."""
    by = people.actor(db.session(), person, None)
    allowing.ensure(by, Act.CONVENE, Scene(Stage.PREPARING))
    form = StartForm()
    if form.validate_on_submit():
        try:
            consultation = actions.start(
                db.session(),
                slug=form.slug.data or actions.slug_of(form.title.data),
                particulars=actions.Particulars(title=form.title.data, host=form.host.data, panel=form.panel.data),
                by=by,
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            invitations.invite(
                db.session(), consultation=consultation, email=person.email, name=person.name, role=Role.CLERK,
                by=replace(by, memberships=(Membership(Role.CLERK),)), now=g.now,  # whoever starts it runs it
            )  # fmt: skip
            return redirect(url_for("overview.overview", slug=consultation.slug), 303)
    return render_template("home/start.html", form=form)
