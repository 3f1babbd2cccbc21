"""A question or an information request that came by letter or by telephone is entered for the member it came from."""

from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from consult.actions import chasing, notices
from consult.actions import commitments as requesting
from consult.actions import questions as asking
from consult.actions.comments import Place
from consult.actions.commitments import Wanted
from consult.domain.arriving import Way
from consult.domain.permissions import Act
from consult.domain.questions import Wants
from consult.domain.refusals import Refused
from consult.queries import drafts, people
from consult.web import entering, writing
from consult.web.allowance import today
from consult.web.comment_forms import words_for
from consult.web.forms.arriving import EnterQuestionForm, EnterRequestForm
from consult.web.forms.base import SelectChoice
from consult.web.guards import Here, guarded
from consult.web.sending import parts_of
from consult.web.views.entering import WHOLE_DRAFT, pages, sections, shown


@pages.route("/question", methods=["GET", "POST"])
@guarded(Act.TAKE)
def question(here: Here) -> Any:
    """A member's question, about the paragraph or section named in the address or about none."""
    place = writing.place_asked(here)
    form = _question_form(here, place)
    if form.validate_on_submit():
        try:
            done = _enter_question(here, form, place)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if done is not None:
                return done
    elif request.method == "GET":
        entering.begin(form, here)
        entering.refill(form, entering.common(here))
    return render_template(
        "entering/question.html",
        form=form,
        place=words_for(here, place) if place.paragraph else "",
        closes_at=here.consultation.closes_at,
        **shown(here, place),
    )


def _enter_question(here: Here, form: EnterQuestionForm, place: Place) -> Response | None:
    """Enters the question. The clerk who enters it has it to accept, as any other."""
    entered = entering.entered_in(form, here, Way(form.way.data))
    if entered is None:
        return None
    person, author = entering.author_in(form, here)
    entering.declare_in(form, here, author)
    authorities = people.authorities(here.session, here.consultation, today(here))
    chosen = form.section.data if "section" in form else None
    section = drafts.section(here.session, chosen, place.version) if chosen else place.section
    made = asking.ask(
        here.session, consultation=here.consultation, parts=parts_of(form.parts.data),
        authorities=[body for body in authorities if body.id in form.authorities.data], section=section,
        paragraph=place.paragraph, wants=Wants(form.wants.data), form_key=entering.key_in(form, here), by=author,
        now=here.now, today=today(here), entered=entered,
    )  # fmt: skip
    if made.received_at == here.now:
        notices.asked(here.session, consultation=here.consultation, question=made, now=here.now)
        entering.tell(here, person, entered, [made])
    return entering.done(here, form, made, person)


def _question_form(here: Here, place: Place) -> EnterQuestionForm:
    data = {"section": place.section.id if place.section else WHOLE_DRAFT}
    form = entering.prepared(EnterQuestionForm(data=data), here)
    authorities = people.authorities(here.session, here.consultation, today(here))
    form.authorities.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = sections(here, "No part in particular")
    if place.paragraph is not None:
        del form.section
    return form


@pages.route("/request", methods=["GET", "POST"])
@guarded(Act.TAKE)
def ask(here: Here) -> Any:
    """A member's information request."""
    form = _request_form(here)
    if form.validate_on_submit():
        try:
            done = _enter_request(here, form)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if done is not None:
                return done
    elif request.method == "GET":
        entering.begin(form, here)
        entering.refill(form, entering.common(here))
    return render_template("entering/request.html", form=form)


def _request_form(here: Here) -> EnterRequestForm:
    form = entering.prepared(EnterRequestForm(data={"section": WHOLE_DRAFT}), here)
    authorities = people.authorities(here.session, here.consultation, today(here))
    form.authority.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = sections(here, "No part in particular")
    if "late_reason" in form:
        del form.late_reason  # requests are taken until adoption
    return form


def _enter_request(here: Here, form: EnterRequestForm) -> Response | None:
    """Enters the request and tells its author; None where the form is to be shown again."""
    entered = entering.entered_in(form, here, Way(form.way.data))
    if entered is None:
        return None
    person, author = entering.author_in(form, here)
    entering.declare_in(form, here, author)
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    authorities = people.authorities(here.session, here.consultation, today(here))
    wanted = Wanted(
        text=form.text.data,
        authority=next((body for body in authorities if body.id == form.authority.data), None),
        due_on=form.due.data,
        section=drafts.section(here.session, form.section.data, version) if form.section.data else None,
    )
    made = requesting.request(
        here.session, consultation=here.consultation, wanted=wanted, form_key=entering.key_in(form, here), by=author,
        now=here.now, today=today(here), entered=entered,
    )  # fmt: skip
    if made.received_at == here.now:
        chasing.received(here.session, consultation=here.consultation, commitment=made, now=here.now)
        entering.tell(here, person, entered, [made])
    return entering.done(here, form, made, person)
