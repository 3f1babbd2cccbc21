"""Recommendations: the register of them, one of them; and what the clerk does: records, corrects, issues, ends them."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for

from consult.actions import recommendations as actions
from consult.actions.recommendations import reference_of, subject_of
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.pack import sheets
from consult.queries import partnership, recommendations
from consult.store.recommendations import Recommendation
from consult.web.forms.base import SelectChoice
from consult.web.forms.commitments import EndForm
from consult.web.forms.recommendations import IssueForm, RecommendationForm
from consult.web.guards import Here, guarded
from consult.web.history import history_of_subject
from consult.web.owing import today
from consult.web.recommendation_list import RecommendationList
from consult.web.recommending import RecommendationCards, found_by
from consult.web.resolving import Offered, last_meeting, opening, write_letters
from consult.web.views.register import MEDIA_TYPES

pages = Blueprint("recommendations", __name__, url_prefix="/<slug>/recommendations")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """All there are, overdue first; narrowed as the address says."""
    return render_template(
        "recommendations/index.html", listed=RecommendationList(here, request.args), may_record=here.may(Act.RUN)
    )


@pages.get("/download.<any(xlsx, csv):kind>")
@guarded(Act.READ_DRAFT)
def download(here: Here, kind: str) -> Response:
    """The same on all pages, with every column of the tracker and a line for every body each was sent to."""
    found = RecommendationList(here, request.args).sheet()
    title = f"Recommendations: {here.consultation.title}"
    data = sheets.workbook([found], title=title, made_at=here.now) if kind == "xlsx" else sheets.csv_text(found)
    name = f"{here.consultation.slug}-recommendations-{today(here).isoformat()}.{kind}"
    return send_file(BytesIO(data), mimetype=MEDIA_TYPES[kind], as_attachment=True, download_name=name)


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One of them: who it was sent to, and what each replies."""
    one = found_by(here, ref)
    return render_template(
        "recommendations/show.html",
        card=RecommendationCards(here).card(one),
        history=history_of_subject(here, subject_of(one)) if here.may(Act.RUN) else [],
    )


@pages.route("/record", methods=["GET", "POST"])
@guarded(Act.RUN)
def record(here: Here) -> Any:
    """The clerk records what a meeting resolved."""
    form = RecommendationForm(data={"meeting_on": last_meeting(here)})
    offered = Offered(here, form)
    if form.validate_on_submit():
        try:
            made = actions.resolve(
                here.session, consultation=here.consultation, resolved=offered.resolved(form),
                form_key=form.form_key.data, by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Recommendation {reference_of(made)} recorded. It is not issued yet.", "success")
            return redirect(_href(here, made), 303)
    return render_template("recommendations/record.html", form=form, ref="", back=_all(here))


@pages.route("/<ref>/correct", methods=["GET", "POST"])
@guarded(Act.RUN)
def correct(here: Here, ref: str) -> Any:
    """The clerk puts it right before it is issued."""
    one = recommendations.by_reference(here.session, here.consultation, ref)
    actions.ensure_correctable(one)
    form = RecommendationForm(
        data={
            "text": one.text, "meeting_on": one.meeting_on, "minute": one.minute, "section": one.section_id or 0,
            "question": one.question_id or 0,
        }
    )  # fmt: skip
    offered = Offered(here, form)
    if form.validate_on_submit():
        try:
            actions.correct(
                here.session, consultation=here.consultation, recommendation=one,
                resolved=offered.resolved(form), by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Recommendation {reference_of(one)} corrected.", "success")
            return redirect(_href(here, one), 303)
    return render_template("recommendations/record.html", form=form, ref=reference_of(one), back=_href(here, one))


@pages.route("/issue", methods=["GET", "POST"])
@guarded(Act.RUN)
def issue(here: Here) -> Any:
    """The clerk issues what was recorded, to everybody in the partnership; lead officers are written to at once."""
    waiting = recommendations.to_issue(here.session, here.consultation)
    if not waiting:
        flash("Every recommendation has been issued.", "notice")
        return redirect(_all(here), 303)
    form = IssueForm(data={"chosen": [one.id for one in waiting], "issued_on": today(here)})
    form.chosen.choices = [SelectChoice(one.id, f"{reference_of(one)}: {opening(one.text)}") for one in waiting]
    if form.validate_on_submit():
        those = [one for one in waiting if one.id in form.chosen.data]
        try:
            actions.issue(
                here.session, consultation=here.consultation, recommendations=those, on=form.issued_on.data,
                by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _issued(here, those)
    return render_template(
        "recommendations/issue.html", form=form, recipients=partnership.on(here.session, here.consultation, today(here)),
        back=_all(here),
    )  # fmt: skip


def _issued(here: Here, those: list[Recommendation]) -> Any:
    sent = [recommendations.by_reference(here.session, here.consultation, reference_of(one)) for one in those]
    told, bodies = write_letters(here, sent), len(sent[0].recipients)
    references = ", ".join(reference_of(one) for one in those)
    written = f"{told} lead {'officer is' if told == 1 else 'officers are'} written to."
    flash(f"{references} issued to {bodies} {'body' if bodies == 1 else 'bodies'}. {written}", "success")
    return redirect(_href(here, those[0]) if len(those) == 1 else _all(here), 303)


@pages.route("/<ref>/withdraw", methods=["GET", "POST"])
@guarded(Act.RUN)
def withdraw(here: Here, ref: str) -> Any:
    """The clerk takes it back, with a reason."""
    one = recommendations.by_reference(here.session, here.consultation, ref)
    if one.withdrawn_at is not None:
        raise Refused("It has been withdrawn.")

    def act(said: str) -> None:
        actions.withdraw(
            here.session, consultation=here.consultation, recommendation=one, reason=said, by=here.actor, now=here.now
        )

    return _ended(here, one, "withdraw", "withdrawn", act)


@pages.route("/<ref>/close", methods=["GET", "POST"])
@guarded(Act.RUN)
def close(here: Here, ref: str) -> Any:
    """The clerk awaits nothing more on it."""
    one = recommendations.by_reference(here.session, here.consultation, ref)
    actions.ensure_issued(one)
    if one.closed_at is not None:
        raise Refused("It is closed already.")

    def act(said: str) -> None:
        actions.close(
            here.session, consultation=here.consultation, recommendation=one, note=said, by=here.actor, now=here.now
        )

    return _ended(here, one, "close", "closed", act)


@pages.route("/<ref>/reopen", methods=["GET", "POST"])
@guarded(Act.RUN)
def reopen(here: Here, ref: str) -> Any:
    """The clerk awaits what has not come, again."""
    one = recommendations.by_reference(here.session, here.consultation, ref)
    if one.closed_at is None or one.withdrawn_at is not None:
        raise Refused("It is not closed.")

    def act(said: str) -> None:
        actions.reopen(
            here.session, consultation=here.consultation, recommendation=one, note=said, by=here.actor, now=here.now
        )

    return _ended(here, one, "reopen", "reopened", act)


def _ended(here: Here, one: Recommendation, how: str, done: str, act: Callable[[str], None]) -> Any:
    form = EndForm()
    if form.validate_on_submit():
        try:
            act(form.note.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{reference_of(one)} {done}.", "success")
            return redirect(_href(here, one), 303)
    card = RecommendationCards(here).card(one)
    return render_template("recommendations/end.html", form=form, card=card, how=how, back=_href(here, one))


def _all(here: Here) -> str:
    return url_for("recommendations.index", slug=here.consultation.slug)


def _href(here: Here, one: Recommendation) -> str:
    return url_for("recommendations.show", slug=here.consultation.slug, ref=reference_of(one))
