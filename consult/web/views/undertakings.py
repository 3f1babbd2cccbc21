"""A promise becomes an undertaking: words of an answer or of what was supplied are marked, or it is entered from a meeting."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for

from consult.actions import chasing
from consult.actions import undertakings as actions
from consult.actions.allowing import ensure
from consult.actions.naming import reference_of
from consult.actions.standing import commitment_scene
from consult.actions.undertakings import Meeting, Promise
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.visibility import sees_exempt
from consult.queries import commitments, drafts, people, work
from consult.store.commitments import Commitment
from consult.web.answering import authority_name, find_item, find_response
from consult.web.forms.base import SelectChoice
from consult.web.forms.commitments import MeetingForm, PromiseForm
from consult.web.guards import Here, guarded
from consult.web.owing import today
from consult.web.views.requests import section_choices

pages = Blueprint("undertakings", __name__, url_prefix="/<slug>")


@pages.route("/answers/<ref>/<int:response_id>/undertaking", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def in_answer(here: Here, ref: str, response_id: int) -> Any:
    """Marks a promise in a released answer."""
    item = find_item(here, ref)
    response = find_response(here, item, response_id)
    asked = frozenset({response.authority_id})
    verdict = here.may(Act.UNDERTAKE, item, asked=asked, response=response)
    if not verdict:
        raise Refused(verdict.reason)
    if response.exemption and not sees_exempt(here.actor, authorities=asked):
        raise NotFound
    page = "comments.show" if ref.upper().startswith("C") else "questions.show"

    def mark(promise: Promise, key: str) -> Commitment:
        return actions.undertake(
            here.session, consultation=here.consultation, item=item, response=response, promise=promise, form_key=key,
            by=here.actor, now=here.now,
        )  # fmt: skip

    return _marked(
        here, mark, response.authority_id, authority_name(item, response.authority_id), response.text,
        f"Promise in the answer to {reference_of(item)}",
        url_for(page, slug=here.consultation.slug, ref=reference_of(item), _anchor=reference_of(item)),
    )  # fmt: skip


@pages.route("/register/<ref>/supplied/<int:supply_id>/undertaking", methods=["GET", "POST"])
@guarded(Act.SEE_WORK)
def in_supply(here: Here, ref: str, supply_id: int) -> Any:
    """Marks a promise in what was supplied."""
    commitment = commitments.by_reference(here.session, here.consultation, ref)
    supply = commitments.supply(commitment, supply_id)
    here.ensure_knows(supply, authority_id=commitment.authority_id)
    ensure(here.actor, Act.UNDERTAKE, commitment_scene(here.consultation, here.now, commitment, supply))

    def mark(promise: Promise, key: str) -> Commitment:
        return actions.undertake_in_supply(
            here.session, consultation=here.consultation, commitment=commitment, supply=supply, promise=promise,
            form_key=key, by=here.actor, now=here.now,
        )  # fmt: skip

    return _marked(
        here, mark, commitment.authority_id, commitment.authority.name, supply.text,
        f"Promise in what was supplied to {reference_of(commitment)}", _href(here, commitment),
    )  # fmt: skip


def _marked(
    here: Here, mark: Callable[[Promise, str], Commitment], authority_id: int, authority: str, text: str, title: str,
    back: str,
) -> Any:  # fmt: skip
    officers = work.officers(here.session, here.consultation, authority_id)
    leads = work.leads(here.session, here.consultation, authority_id)
    form = PromiseForm(data={"owner": leads[0].id if leads else None})
    form.owner.choices = [SelectChoice(one.id, one.name) for one in officers]
    if not officers:
        del form.owner
    if form.validate_on_submit():
        owner = form.owner.data if officers else None
        try:
            made = mark(Promise(form.words.data, form.due.data, owner), form.form_key.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _recorded(here, made, back)
    return render_template("register/promise.html", form=form, text=text, authority=authority, title=title, back=back)


@pages.route("/register/meeting", methods=["GET", "POST"])
@guarded(Act.RUN)
def at_meeting(here: Here) -> Any:
    """Enters what an authority promised at a meeting."""
    authorities = people.authorities(here.session, here.consultation, today(here))
    form = MeetingForm()
    form.authority.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.owner.choices = _officers(here, [body.id for body in authorities])
    sections = _sections(here)
    form.section.choices = section_choices(sections)
    if form.validate_on_submit():
        meeting = Meeting(
            on=form.meeting_on.data,
            authority=next((body for body in authorities if body.id == form.authority.data), None),
            minute=form.minute.data or "",
            section=next((one for one in sections if one.id == form.section.data), None),
        )
        promise = Promise(form.words.data, form.due.data, form.owner.data or None)
        try:
            made = actions.undertake_at_meeting(
                here.session, consultation=here.consultation, meeting=meeting, promise=promise,
                form_key=form.form_key.data, by=here.actor, now=here.now, today=today(here),
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return _recorded(here, made, _href(here, made))
    return render_template("register/meeting.html", form=form)


def _sections(here: Here) -> Sequence[Any]:
    if not here.consultation.current_version:
        return ()
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    return drafts.sections(here.session, version)


def _officers(here: Here, authorities: list[int]) -> list[SelectChoice]:
    """The officers of every authority, with whose they are; the lead officer where none is chosen."""
    rows = [row for row in people.taking_part(here.session, here.consultation) if row.body_id in authorities]
    return [SelectChoice(0, "The authority’s lead officer")] + [
        SelectChoice(row.person_id, f"{row.person.name} ({row.body.name})")
        for row in rows
        if row.body is not None and row.role in {"officer", "lead-officer"}
    ]


def _recorded(here: Here, made: Commitment, back: str) -> Any:
    chasing.received(here.session, consultation=here.consultation, commitment=made, now=here.now)
    flash(f"Undertaking {reference_of(made)} recorded. Who is to keep it is told in the daily letter.", "success")
    return redirect(back, 303)


def _href(here: Here, commitment: Commitment) -> str:
    return url_for("register.show", slug=here.consultation.slug, ref=reference_of(commitment))
