"""Before a redraft is published: where each comment goes, looked at one by one where it is not certain."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import redrafts as actions
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.typed_numbers import number_in
from consult.queries import comments, drafts, redrafts
from consult.store.drafts import DraftVersion
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.placing import PickForm
from consult.web.guards import Here, guarded
from consult.web.placing import Review, counts, picked_from, places_to_choose, stands_still, to_look_at

pages = Blueprint("placing", __name__, url_prefix="/<slug>/import/<int:draft_id>/comments")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here, draft_id: int) -> Any:
    """Every comment and where it goes: what needs a look first, then what was decided, then what is certain."""
    version = _in_check(here, draft_id)
    review = Review(here, version)
    planned = redrafts.is_planned(here.session, here.consultation, version)
    placings = review.placings if planned else []
    return render_template(
        "placing/index.html",
        version=version,
        before=review.before,
        planned=planned,
        worked_out_before=version.planned_at is not None,
        waiting=to_look_at(placings),
        decided=[one for one in placings if one.decision],
        certain=stands_still(placings),
        silent=[one for one in placings if not one.open and not one.decision and one.stands is None],
        counts=counts(placings),
        form=ConfirmForm(),
    )


@pages.post("/work-out")
@guarded(Act.RUN)
def work_out(here: Here, draft_id: int) -> Any:
    """Works out where the comments go; what was decided of the same places stays decided."""
    version = _in_check(here, draft_id)
    actions.plan(here.session, consultation=here.consultation, version=version, by=here.actor, now=here.now)
    return redirect(_index(here, draft_id), 303)


@pages.post("/<ref>/accept")
@guarded(Act.RUN)
def accept(here: Here, draft_id: int, ref: str) -> Any:
    """The place worked out is right."""
    version, comment = _in_check(here, draft_id), comments.by_reference(here.session, here.consultation, ref)
    actions.accept(
        here.session, consultation=here.consultation, version=version, comment=comment, by=here.actor, now=here.now
    )
    return _on(here, version, f"{ref}: place accepted.")


@pages.post("/<ref>/orphan")
@guarded(Act.RUN)
def orphan(here: Here, draft_id: int, ref: str) -> Any:
    """The words are gone: the comment stays with its section, without a place in the text."""
    version, comment = _in_check(here, draft_id), comments.by_reference(here.session, here.consultation, ref)
    actions.leave_orphaned(
        here.session, consultation=here.consultation, version=version, comment=comment, by=here.actor, now=here.now
    )
    return _on(here, version, f"{ref}: left without a place in the new draft.")


@pages.route("/<ref>/pick", methods=["GET", "POST"])
@guarded(Act.RUN)
def pick(here: Here, draft_id: int, ref: str) -> Any:
    """Another place for one comment: one of those found likely, or any."""
    version, comment = _in_check(here, draft_id), comments.by_reference(here.session, here.consultation, ref)
    row = redrafts.planned(here.session, version.id).get(comment.id)
    if row is None:
        raise NotFound
    review = Review(here, version)
    form = PickForm()
    form.place.choices = [SelectChoice(value, name) for value, name in places_to_choose(review.new)]
    if form.validate_on_submit():
        try:
            actions.pick(
                here.session, consultation=here.consultation, version=version, comment=comment,
                picked=picked_from(form.place.data, form.quote.data or ""), by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _on(here, version, f"{ref}: put in another place.")
    elif request.method == "GET":
        _fill(form, review, row, request.args.get("candidate", ""))
    likely = [(n, review.stands(place)) for n, place in enumerate(actions.proposed(row))]
    return render_template(
        "placing/pick.html", form=form, version=version, ref=ref, one=review.placing(comment, row), likely=likely
    )


def _fill(form: PickForm, review: Review, row: Any, candidate: str) -> None:
    """Begins with the candidate asked for, or where the comment would stand now."""
    likely = actions.proposed(row)
    at = number_in(candidate)
    section, paragraph, start, end = row.section, row.paragraph, row.start, row.end
    if at is not None and at < len(likely):
        section, paragraph, anchor = likely[at].section, likely[at].paragraph, likely[at].anchor
        start, end = (anchor.start, anchor.end) if anchor else (None, None)
    form.place.data = f"p{paragraph}" if paragraph is not None else "" if section is None else f"s{section}"
    if paragraph is not None and start is not None:
        form.quote.data = review.new.paragraphs[paragraph].text[start:end]


def _in_check(here: Here, draft_id: int) -> DraftVersion:
    version = drafts.to_check(here.session, here.consultation, draft_id, lock=request.method == "POST")
    if version.published_at is not None or version.discarded_at is not None or not here.consultation.current_version:
        raise NotFound
    return version


def _on(here: Here, version: DraftVersion, said: str) -> Response:
    """On to the next that waits."""
    flash(said, "success")
    waiting = to_look_at(Review(here, version).placings)
    return redirect(_index(here, version.id, waiting[0].ref if waiting else "done"), 303)


def _index(here: Here, draft_id: int, anchor: str | None = None) -> str:
    return url_for("placing.index", slug=here.consultation.slug, draft_id=draft_id, _anchor=anchor)
