"""Key lines of enquiry: the clerk's page, on which they are added, named, ordered and removed, and questions put under them."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for

from consult.actions import enquiry as actions
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import enquiry
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.enquiry import LineForm
from consult.web.guards import Here, guarded
from consult.web.lines import altered, lines_shown, order_in

pages = Blueprint("enquiry", __name__, url_prefix="/<slug>/lines-of-enquiry")


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.RUN)
def arrange(here: Here) -> Any:
    """The lines and what stands under them; sent, the order they are to have. A script is answered with no page."""
    if request.method == "POST":
        _arrange(here)
        if request.accept_mimetypes.best == "application/json":
            return jsonify(saved=True)
        moved = (request.form.get("move", "") or request.form.get("put", "")).partition(":")[0]
        return redirect(url_for("enquiry.arrange", slug=here.consultation.slug, _anchor=moved or None), 303)
    return _page(here, LineForm())


def _arrange(here: Here) -> None:
    wanted = actions.arrange(
        here.session, consultation=here.consultation, wanted=order_in(request.form.getlist("order")), by=here.actor,
        now=here.now,
    )  # fmt: skip
    after = altered(wanted, request.form)
    actions.arrange(here.session, consultation=here.consultation, wanted=after, by=here.actor, now=here.now)


@pages.post("/add")
@guarded(Act.RUN)
def add(here: Here) -> Any:
    """Another line, below the others."""
    form = LineForm()
    if form.validate_on_submit():
        try:
            line = actions.add_line(
                here.session, consultation=here.consultation, title=form.title.data, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"“{line.title}” is added. Put questions under it.", "success")
            return redirect(url_for("enquiry.arrange", slug=here.consultation.slug), 303)
    return _page(here, form)


@pages.route("/<int:line_id>/rename", methods=["GET", "POST"])
@guarded(Act.RUN)
def rename(here: Here, line_id: int) -> Any:
    """Another title for a line."""
    line = enquiry.line_by_id(here.session, here.consultation, line_id)
    form = LineForm(data={"title": line.title})
    if form.validate_on_submit():
        try:
            actions.rename_line(
                here.session, consultation=here.consultation, line=line, title=form.title.data, by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("enquiry.arrange", slug=here.consultation.slug, _anchor=f"line-{line.id}"), 303)
    return render_template("enquiry/rename.html", form=form, line=line)


@pages.route("/<int:line_id>/remove", methods=["GET", "POST"])
@guarded(Act.RUN)
def remove(here: Here, line_id: int) -> Any:
    """Takes a line away, after asking; its questions stay."""
    line = enquiry.line_by_id(here.session, here.consultation, line_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        title = line.title
        actions.remove_line(here.session, consultation=here.consultation, line=line, by=here.actor, now=here.now)
        flash(f"“{title}” is removed.", "success")
        return redirect(url_for("enquiry.arrange", slug=here.consultation.slug), 303)
    held = len(enquiry.under(here.session, line))
    return render_template("enquiry/remove.html", form=form, line=line, held=held)


def _page(here: Here, form: LineForm) -> str:
    return render_template("enquiry/arrange.html", form=form, lines=lines_shown(here))
