"""Asking again: the supplementary to a question that was answered, and changing what one has asked."""

from typing import Any

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from consult.actions import notices
from consult.actions import questions as actions
from consult.actions.allowing import contribution, ensure
from consult.actions.unsent import Begun
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.questions import Wants
from consult.domain.refusals import Refused
from consult.queries import questions
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.unsent import Unsent
from consult.web import writing
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ChangeQuestionForm, SupplementaryForm
from consult.web.guards import Here, guarded
from consult.web.present import Cards
from consult.web.privacy import told_first
from consult.web.sending import end_keeping, parts_of, saved, show_refusal
from consult.web.views.asking import page, sent
from consult.web.views.questions import pages, presenter_for


@pages.route("/<parent>/supplementary", methods=["GET", "POST"])
@guarded(Act.SEE_OWN)
@told_first(Act.SEE_OWN)
def follow_up(here: Here, parent: str) -> Any:
    """The one supplementary to a question of one's own that has been answered."""
    question = questions.by_reference(here.session, here.consultation, parent)
    if request.method == "GET" or question.author_id != here.person.id:
        ensure(here.actor, Act.FOLLOW_UP, contribution(here.consultation, here.now, question))
        actions.ensure_may_be_followed_up(here.consultation, question)
    row = writing.continued(here, writing.QUESTION)
    key = row.form_key if row else writing.key_sent(here)
    form = _supplementary_form(here, row, question)
    if request.method == "POST":
        what = writing.begun(writing.QUESTION, key, None)
        answer = saved(here, what) if form.save.data else _followed_up(here, form, question, what)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    presenter = presenter_for(here, [question.paragraph] if question.paragraph else [])
    card = Cards(here, presenter).question(question)
    return page(here, form, "questions/supplementary.html", row, card=card, parent=card.entry.reference)


def _supplementary_form(here: Here, row: Unsent | None, question: Question) -> SupplementaryForm:
    bodies = _who_answered(question)
    words = row.words if row else {"authorities": [body.id for body in bodies]}
    form = writing.without_what_is_known(SupplementaryForm(data=words), here)
    form.follows.data = reference(QUESTION, question.number)
    form.authorities.choices = [SelectChoice(body.id, body.name) for body in bodies]
    if len(bodies) < 2:
        del form.authorities
    return form


def _who_answered(question: Question) -> list[Body]:
    answered = {one.authority_id for one in question.responses if one.released_at is not None and not one.holding}
    return [body for body in question.asked if body.id in answered]


def _followed_up(here: Here, form: SupplementaryForm, question: Question, what: Begun) -> Response | None:
    if not form.validate():
        writing.keep_in(form, here, what)
        return None
    chosen = form.authorities.data if "authorities" in form else [body.id for body in question.asked]
    try:
        writing.ensure_declared(here, form)
        made = actions.follow_up(
            here.session,
            consultation=here.consultation,
            question=question,
            parts=parts_of(form.parts.data),
            authorities=[body for body in _who_answered(question) if body.id in chosen],
            wants=Wants(form.wants.data),
            form_key=what.form_key,
            by=here.actor,
            now=here.now,
        )
    except Refused as refusal:
        show_refusal(here, form, refusal, what)
        return None
    return sent(here, form, made, what)


@pages.route("/<ref>/change", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def change(here: Here, ref: str) -> Any:
    """Changes the words of one's question while the window is open."""
    question = questions.by_reference(here.session, here.consultation, ref)
    if (
        request.method == "GET" or question.author_id != here.person.id
    ):  # its author is shown again what was typed too late
        ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, question))
    row = writing.continued(here, writing.QUESTION)
    key = row.form_key if row else writing.key_sent(here)
    said = {"wants": question.wants, "parts": "\n\n".join(part.text for part in question.parts)}
    form = ChangeQuestionForm(data=row.words if row else said)
    del form.interest, form.interest_text, form.receipt
    accepted = question.accepted_at is not None
    if request.method == "POST":
        what = writing.begun(writing.QUESTION, key, None, changing=ref)
        answer = saved(here, what) if form.save.data else _changed(here, form, question, what)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    return page(here, form, "questions/change.html", row, ref, accepted=accepted)


def _changed(here: Here, form: ChangeQuestionForm, question: Question, what: Begun) -> Response | None:
    ref = what.words["changing"]
    if not form.validate():
        writing.keep_in(form, here, what)
        return None
    accepted = question.accepted_at is not None
    try:
        actions.change(
            here.session, consultation=here.consultation, question=question, parts=parts_of(form.parts.data),
            wants=Wants(form.wants.data), by=here.actor, now=here.now,
        )  # fmt: skip
    except Refused as refusal:
        show_refusal(here, form, refusal, what)
        return None
    end_keeping(here, what)
    again = accepted and question.accepted_at is None
    if again:
        notices.asked(here.session, consultation=here.consultation, question=question, now=here.now)
    flash(f"Question {ref} changed.{' It waits for the clerk to accept it again.' if again else ''}", "success")
    return redirect(url_for("questions.show", slug=here.consultation.slug, ref=ref), 303)
