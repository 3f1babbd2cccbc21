"""Issuing a pack: what stands in its way, the page that asks once more, the sealed pack, and taking it back."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, url_for

from consult.actions import issuing as actions
from consult.actions import packs_withdrawing as withdrawing
from consult.domain.calendar import CLEAR_DAYS
from consult.domain.gate import Check, Mend, Outcome, late, refused
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.jobs import queue
from consult.present import packs as words
from consult.queries import issued
from consult.store.packs import Issue
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.packs import SUPPLEMENTARY, IssueForm, WithdrawForm
from consult.web.gate import gate_of
from consult.web.guards import Here, guarded

pages = Blueprint("issuing", __name__, url_prefix="/<slug>/packs")

_MENDS = {
    Mend.COMMENTS: "comments.index",
    Mend.WORK: "work.index",
    Mend.QUESTIONS: "questions.index",
    Mend.PLACES: "comments.index",
    Mend.DRAFT: "reading.contents",
    Mend.PEOPLE: "board.index",
    Mend.COVER: "settings.cover",
    Mend.EXEMPT: "comments.index",
}


@pages.route("/issue", methods=["GET", "POST"])
@guarded(Act.RUN)
def issue(here: Here) -> Any:
    """The gate and the choices; then the page that asks once more; only then is it issued."""
    form = IssueForm()
    latest = issued.latest(here.session, here.consultation)
    before = issued.latest_standing(here.session, here.consultation)
    form.offer(before.number if before else None)
    found = gate_of(here, urgency=form.urgency.data or "")
    number = _next(latest)
    if not form.validate_on_submit() or refused(found) or not _late_for_a_reason(form, found):
        return render_template("packs/issue.html", form=form, checks=found, number=number, mends=_addresses(here),
                               refused=refused(found), late=late(found))  # fmt: skip
    terms = actions.Terms(
        form.options(), form.kind.data == SUPPLEMENTARY, form.urgency.data or "",
        current_app.config["SETTINGS"].clear_days,
    )  # fmt: skip
    sure = hashlib.sha256(repr((terms, number)).encode()).hexdigest()
    if not form.issue.data or form.sure.data != sure:
        form.sure.data = sure
        warned = [one for one in found if one.outcome is not Outcome.FINE]
        return render_template("packs/issue_sure.html", form=form, number=number, warned=warned, terms=terms,
                               before=before, choice=words.options_in_words(terms.options, {}))  # fmt: skip
    return _issued(here, terms)


def _late_for_a_reason(form: IssueForm, found: Sequence[Check]) -> bool:
    """Whether clear days stand in the way no longer; the form says what is missing."""
    stops = next((one for one in found if one.outcome is Outcome.REFUSES), None)
    if stops is not None:
        form.refuse(Refused(stops.words, field="urgency"))
    return stops is None


def _issued(here: Here, terms: actions.Terms) -> Any:
    today = here.now.astimezone(here.zone).date()
    try:
        row, lead = actions.issue(
            here.session, consultation=here.consultation, terms=terms, today=today, by=here.actor, now=here.now
        )
    except Refused as refusal:
        flash(refusal.reason, "notice")
        return redirect(url_for("issuing.issue", slug=here.consultation.slug), 303)
    g.after_commit.append(partial(queue.current().make_pack, lead.id))
    flash(f"Pack {row.number} is being made. It is published once every file of it is whole.", "success")
    return redirect(url_for("packs.show", slug=here.consultation.slug, pack_id=lead.id), 303)


def _next(latest: Issue | None) -> int:
    if latest is None:
        return 1
    return latest.number if latest.state == "failed" else latest.number + 1


def _addresses(here: Here) -> dict[Mend, str]:
    return {mend: url_for(endpoint, slug=here.consultation.slug) for mend, endpoint in _MENDS.items()}


@pages.get("/issued/<int:number>")
@guarded(Act.RUN)
def show(here: Here, number: int) -> Any:
    """An issued pack: its files with their hashes, where the record stood, and taking it back."""
    row = issued.by_number(here.session, here.consultation, number)
    making = [one for one in row.files if one.state in ("queued", "making")]
    return render_template(
        "packs/issued.html",
        issue=row,
        name=words.issue_in_words(row),
        making=making[0] if making else None,
        names=words.NAMES,
        clear_days=CLEAR_DAYS,
        form=ConfirmForm(),
    )


@pages.route("/issued/<int:number>/withdraw", methods=["GET", "POST"])
@guarded(Act.RUN)
def withdraw(here: Here, number: int) -> Any:
    """Takes a pack back from publication, after saying what that means."""
    row = issued.by_number(here.session, here.consultation, number)
    if row.state != "issued" or row.withdrawn_at is not None:
        raise NotFound
    form = WithdrawForm()
    if form.validate_on_submit():
        try:
            withdrawing.withdraw(
                here.session, consultation=here.consultation, issue=row, reason=form.reason.data, by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Pack {number} is withdrawn from publication. It stays on record, for clerks alone.", "success")
            return redirect(url_for("issuing.show", slug=here.consultation.slug, number=number), 303)
    return render_template("packs/withdraw.html", issue=row, form=form)
