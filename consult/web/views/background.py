"""The clerk's page of background papers: added, put right, ordered, removed."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import background as actions
from consult.actions.background import Paper
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import background
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.registers import PaperForm
from consult.web.guards import Here, guarded

pages = Blueprint("background", __name__, url_prefix="/<slug>/background")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """All of them, in the order the digest lists them, and a form for another."""
    return _page(here, PaperForm())


@pages.post("/")
@guarded(Act.RUN)
def add(here: Here) -> Any:
    """Another one, below the others."""
    form = PaperForm()
    if form.validate_on_submit():
        try:
            row = actions.add(
                here.session, consultation=here.consultation, paper=_paper(form), by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"“{row.title}” is in the list.", "success")
            return redirect(_all(here), 303)
    return _page(here, form)


@pages.route("/<int:paper_id>", methods=["GET", "POST"])
@guarded(Act.RUN)
def change(here: Here, paper_id: int) -> Any:
    """Puts its entry right."""
    row = background.paper(here.session, here.consultation, paper_id)
    form = PaperForm(data={"title": row.title, "place": row.place, "link": row.link, "dated_on": row.dated_on})
    if form.validate_on_submit():
        try:
            actions.change(
                here.session, consultation=here.consultation, row=row, paper=_paper(form), by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"“{row.title}” is saved.", "success")
            return redirect(_all(here), 303)
    return render_template("background/change.html", form=form, row=row)


@pages.post("/<int:paper_id>/<any(up, down):way>")
@guarded(Act.RUN)
def move(here: Here, paper_id: int, way: str) -> Any:
    """One place up or down."""
    row = background.paper(here.session, here.consultation, paper_id)
    actions.move(here.session, consultation=here.consultation, row=row, up=way == "up", by=here.actor, now=here.now)
    return redirect(url_for("background.index", slug=here.consultation.slug, _anchor=f"paper-{row.id}"), 303)


@pages.route("/<int:paper_id>/remove", methods=["GET", "POST"])
@guarded(Act.RUN)
def remove(here: Here, paper_id: int) -> Any:
    """Takes it from the list, after asking."""
    row = background.paper(here.session, here.consultation, paper_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        title = row.title
        actions.remove(here.session, consultation=here.consultation, row=row, by=here.actor, now=here.now)
        flash(f"“{title}” is removed.", "success")
        return redirect(_all(here), 303)
    return render_template("background/remove.html", form=form, row=row)


def _paper(form: PaperForm) -> Paper:
    return Paper(form.title.data, form.place.data or "", form.link.data or "", form.dated_on.data)


def _page(here: Here, form: PaperForm) -> str:
    return render_template(
        "background/index.html", form=form, papers=background.papers(here.session, here.consultation)
    )


def _all(here: Here) -> str:
    return url_for("background.index", slug=here.consultation.slug)
