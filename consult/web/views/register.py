"""The register of questions, requests and undertakings; one of them; and what the clerk does to have it kept."""

from io import BytesIO
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, send_file, url_for

from consult.actions import chasing, commitments
from consult.actions.naming import reference_of
from consult.actions.standing import is_owed, standing
from consult.domain.calendar import long_day
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.mail import letters
from consult.pack import sheets
from consult.queries import commitments as queries
from consult.store.commitments import Commitment
from consult.web.forms.commitments import EndForm
from consult.web.guards import Here, guarded
from consult.web.history import history_of
from consult.web.links import local_path, public_url
from consult.web.owing import CommitmentCards, today
from consult.web.register_list import RegisterList, sheet

pages = Blueprint("register", __name__, url_prefix="/<slug>/register")

MEDIA_TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv"}


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """All there are, overdue first; narrowed and sorted as the address says."""
    return render_template(
        "register/index.html",
        listed=RegisterList(here, request.args),
        may_request=here.may(Act.REQUEST),
        may_record=here.may(Act.RUN),
    )


@pages.get("/download.<any(xlsx, csv):kind>")
@guarded(Act.READ_DRAFT)
def download(here: Here, kind: str) -> Response:
    """The same lines, on all pages, with every column of the tracker."""
    rows = RegisterList(here, request.args).found
    title = f"Register of questions, information requests and undertakings: {here.consultation.title}"
    data = (
        sheets.workbook([sheet(rows)], title=title, made_at=here.now)
        if kind == "xlsx"
        else sheets.csv_text(sheet(rows))
    )
    name = f"{here.consultation.slug}-register-{today(here).isoformat()}.{kind}"
    return send_file(BytesIO(data), mimetype=MEDIA_TYPES[kind], as_attachment=True, download_name=name)


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One request or undertaking: where it stands, what was supplied, who was reminded."""
    commitment = queries.by_reference(here.session, here.consultation, ref)
    reminders = queries.reminders(here.session, commitment)
    return render_template(
        "register/show.html",
        card=CommitmentCards(here).card(commitment, reminders, whole=True),
        history=history_of(here, commitment) if here.may(Act.RUN) else [],
    )


@pages.route("/<ref>/close", methods=["GET", "POST"])
@guarded(Act.RUN)
def close(here: Here, ref: str) -> Any:
    """The clerk closes what is owed, with a note."""
    return _ended(here, ref, closing=True)


@pages.route("/<ref>/reopen", methods=["GET", "POST"])
@guarded(Act.RUN)
def reopen(here: Here, ref: str) -> Any:
    """The clerk opens it again, with a note."""
    return _ended(here, ref, closing=False)


def _ended(here: Here, ref: str, *, closing: bool) -> Any:
    commitment = queries.by_reference(here.session, here.consultation, ref)
    if is_owed(commitment) is not closing:
        raise Refused("Nothing is owed on it any more." if closing else "It is not closed.")
    form, act = EndForm(), commitments.close if closing else commitments.reopen
    if form.validate_on_submit():
        try:
            act(
                here.session, consultation=here.consultation, commitment=commitment, note=form.note.data, by=here.actor,
                now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{reference_of(commitment)} {'closed' if closing else 'reopened'}.", "success")
            return redirect(_href(here, commitment), 303)
    return render_template(
        "register/end.html", form=form, card=CommitmentCards(here).card(commitment), closing=closing,
        back=_href(here, commitment),
    )  # fmt: skip


@pages.post("/<ref>/remind")
@guarded(Act.RUN)
def remind(here: Here, ref: str) -> Any:
    """Reminds the owner and the lead officers of what is overdue: a letter at once, one a day at most."""
    commitment = queries.by_reference(here.session, here.consultation, ref)
    people = chasing.remind(
        here.session, consultation=here.consultation, commitment=commitment, by=here.actor, now=here.now, zone=here.zone
    )
    facts = standing(commitment, here.zone)
    for person in people:
        letters.write(
            here.session, "reminder", to=person.email, now=here.now,
            name=person.name, by=here.person.name, consultation=here.consultation.title,
            reference=reference_of(commitment), words=facts.in_words(today(here)), due=long_day(commitment.due_on),
            url=public_url("register.show", slug=here.consultation.slug, ref=reference_of(commitment)),
        )  # fmt: skip
    names = " and ".join(person.name for person in people)
    flash(
        f"{names} {'was' if len(people) == 1 else 'were'} reminded of {reference_of(commitment)} by email.", "success"
    )
    return redirect(local_path(request.form.get("back")) or _href(here, commitment), 303)


def _href(here: Here, commitment: Commitment) -> str:
    return url_for("register.show", slug=here.consultation.slug, ref=reference_of(commitment))
