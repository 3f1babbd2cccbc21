"""Who takes part: inviting people, sending them a new link, ending their part."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from werkzeug.datastructures import FileStorage

from consult.actions import people as actions
from consult.domain.people import Role
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import people
from consult.store.people import MembershipRow
from consult.web import roster
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.people import ROLE_TASKS, InviteForm, InviteManyForm
from consult.web.guards import Here, guarded
from consult.web.invitation_list import COLUMNS, MOST_BYTES, ROLES, TEMPLATE, Fault, Invitation, read_list
from consult.web.inviting import Outcome, write_to
from consult.web.inviting import invite as invite_and_write

pages = Blueprint("people", __name__, url_prefix="/<slug>/people")


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """Everybody who takes part, and who has not signed in yet."""
    return render_template(
        "people/index.html",
        groups=roster.groups(here),
        unstaffed=roster.authorities_without_officers(here),
        form=ConfirmForm(),
    )


@pages.route("/invite", methods=["GET", "POST"])
@guarded(Act.RUN)
def invite(here: Here) -> Any:
    """Invites one person."""
    form = InviteForm()
    if form.validate_on_submit():
        one = Invitation(form.email.data, form.name.data, Role(form.role.data), form.body.data or "")
        try:
            outcome = invite_and_write(here, [one])
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _say(outcome)
            return redirect(url_for("people.index", slug=here.consultation.slug), 303)
    return render_template(
        "people/invite.html", form=form, tasks=list(ROLE_TASKS.values()), bodies=people.bodies(here.session)
    )


@pages.route("/invite-many", methods=["GET", "POST"])
@guarded(Act.RUN)
def invite_many(here: Here) -> Any:
    """Invites everybody on a list, or nobody."""
    form = InviteManyForm()
    faults: list[Fault] = []
    if form.validate_on_submit():
        try:
            invitations, faults = read_list(_bytes(form.file.data))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if not faults:
                _say(invite_and_write(here, invitations))
                return redirect(url_for("people.index", slug=here.consultation.slug), 303)
            form.refuse(Refused("Nobody has been invited. Put the list right and choose it again", field="file"))
    return render_template("people/invite_many.html", form=form, faults=faults, columns=COLUMNS, roles=ROLES)


@pages.get("/invite-many/template.csv")
@guarded(Act.RUN)
def csv_template(_here: Here) -> Any:
    """A list to fill in, opened rightly by Excel for its byte order mark."""
    headers = {"Content-Disposition": 'attachment; filename="people-to-invite.csv"'}
    return Response(TEMPLATE.encode("utf-8-sig"), mimetype="text/csv", headers=headers)


@pages.post("/<int:membership_id>/resend")
@guarded(Act.RUN)
def resend(here: Here, membership_id: int) -> Any:
    """Writes to somebody again, with a new link."""
    row = people.membership(here.session, here.consultation, membership_id)
    write_to(here, row)
    flash(f"A new invitation is on its way to {row.person.name}.", "success")
    return redirect(url_for("people.index", slug=here.consultation.slug), 303)


@pages.route("/<int:membership_id>/end", methods=["GET", "POST"])
@guarded(Act.RUN)
def end(here: Here, membership_id: int) -> Any:
    """Ends somebody's part, after asking."""
    row = people.membership(here.session, here.consultation, membership_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            actions.end_membership(
                here.session, consultation=here.consultation, membership=row, by=here.actor, now=here.now
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"{row.person.name} no longer takes part as {Role(row.role).wording.lower()}.", "success")
            return redirect(_after_ending(here, row), 303)
    return render_template(
        "people/end.html",
        form=form,
        row=row,
        role=Role(row.role),
        oneself=row.person_id == here.person.id,
        back=url_for("people.index", slug=here.consultation.slug),
    )


def _bytes(upload: FileStorage) -> bytes:
    return upload.stream.read(MOST_BYTES + 1)


def _after_ending(here: Here, row: MembershipRow) -> str:
    """Whoever ends their own part is signed out and cannot come back here."""
    if row.person_id == here.person.id:
        return url_for("home.home")
    return url_for("people.index", slug=here.consultation.slug)


def _say(outcome: Outcome) -> None:
    if len(outcome.invited) == 1:
        flash(f"{outcome.invited[0]} is invited. An email with a sign-in link is on its way.", "success")
    elif outcome.invited:
        flash(f"{len(outcome.invited)} people are invited. Emails with sign-in links are on their way.", "success")
    notes = []
    if outcome.already:
        notes.append(f"Invited to this part before, so not written to again: {_some(outcome.already)}.")
    if outcome.renamed:
        known = [f"“{given}” is “{name}”" for given, name in outcome.renamed]
        notes.append(f"Known by another name, which stays: {_some(known)}.")
    if outcome.new_bodies:
        notes.append(f"New here, so check the spelling: {'; '.join(outcome.new_bodies)}.")
    if notes:
        flash(" ".join(notes), "notice")


def _some(names: list[str], most: int = 5) -> str:
    rest = len(names) - most
    return "; ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
