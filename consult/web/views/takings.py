"""A redraft is made of what was accepted, and a version tells which comments' words it took up."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import takings as actions
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import drafts, writing
from consult.web.forms.base import SelectChoice
from consult.web.forms.writing import TakingsForm
from consult.web.guards import Here, guarded
from consult.web.takings import candidates, taken_up

pages = Blueprint("takings", __name__, url_prefix="/<slug>")


@pages.route("/import/accepted", methods=["GET", "POST"])
@guarded(Act.RUN)
def choose(here: Here) -> Any:
    """All that was accepted: what can be taken is ticked and made a redraft of in one step, what cannot says why."""
    slug = here.consultation.slug
    every = candidates(here)
    form = TakingsForm()
    form.taken.choices = [SelectChoice(one.id, one.ref) for one in every if one.html]
    if form.validate_on_submit():
        try:
            version = actions.make(
                here.session, consultation=here.consultation, taken=form.taken.data, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(_made(len(form.taken.data)), "success")
            return redirect(url_for("writing.index", slug=slug, draft_id=version.id), 303)
    ticked = set(form.taken.data or ()) if request.method == "POST" else {one.id for one in every if one.ticked}
    return render_template(
        "takings/choose.html",
        form=form,
        offered=[one for one in every if one.html],
        left=[one for one in every if not one.html],
        ticked=ticked,
        begun=writing.being_written(here.session, here.consultation),
    )


def _made(count: int) -> str:
    what = "The change of 1 comment is" if count == 1 else f"The changes of {count} comments are"
    return f"{what} taken into a redraft. Write on where you need to, then check and publish it."


@pages.get("/versions/<int:number>/accepted")
@guarded(Act.READ_DRAFT)
def of_version(here: Here, number: int) -> Any:
    """The paragraphs a version changed by taking up what was accepted, each with the comments it came from."""
    version = drafts.version(here.session, here.consultation, number)
    rows = writing.taken_by(here.session, version)
    if not rows:
        raise NotFound
    return render_template("takings/version.html", version=version, paragraphs=taken_up(here, version, rows))
