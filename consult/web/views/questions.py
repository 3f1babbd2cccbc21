"""Scrutiny questions: asking, changing, withdrawing, and all of them in number order."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import notices
from consult.actions import questions as actions
from consult.actions.allowing import contribution, ensure, scene
from consult.actions.unsent import Begun
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import drafts, people, questions
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.unsent import Unsent
from consult.web import receipts, writing
from consult.web.answering import Answering
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ChangeQuestionForm, ConfirmForm, QuestionForm
from consult.web.guards import Here, guarded
from consult.web.present import Cards
from consult.web.sending import end_keeping, parts_of, saved, show_refusal, told
from consult.web.unsent_links import saved_at

pages = Blueprint("questions", __name__, url_prefix="/<slug>/questions")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Every question in number order."""
    cards = Cards(here, here.presenter)
    asked = questions.every(here.session, here.consultation)
    return render_template(
        "questions/index.html",
        questions=[cards.question(question) for question in asked],
        may_ask=here.may(Act.ASK),
    )


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One question and its answers."""
    question = questions.by_reference(here.session, here.consultation, ref)
    return render_template(
        "questions/show.html",
        card=Cards(here, here.presenter, with_notes=True).question(question),
        answering=Answering.wanted(here, request.args.get("answer")),
    )


@pages.route("/ask", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def ask(here: Here) -> Any:
    """A new question to one or more authorities."""
    if request.method == "GET":
        ensure(here.actor, Act.ASK, scene(here.consultation, here.now))
    row = writing.continued(here, writing.QUESTION)
    key = row.form_key if row else writing.key_sent(here)
    authorities = people.authorities(here.session, here.consultation, here.now.date())
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    form = _form(here, row, authorities, sections)
    if request.method == "POST":
        what = writing.begun(writing.QUESTION, key, None)
        answer = saved(here, what) if form.save.data else _asked(here, form, what, authorities, sections)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    return _page(here, form, "questions/ask.html", row)


def _form(here: Here, row: Unsent | None, authorities: Sequence[Body], sections: Sequence[Section]) -> QuestionForm:
    words = row.words if row else {"section": request.args.get("section", 0, type=int)}
    form = writing.without_what_is_known(QuestionForm(data=words), here)
    form.authorities.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = [SelectChoice(0, "No part in particular")] + [
        SelectChoice(section.id, f"{section.number} {section.heading}".strip()) for section in sections
    ]
    return form


def _asked(
    here: Here, form: QuestionForm, what: Begun, authorities: Sequence[Body], sections: Sequence[Section]
) -> Response | None:
    """Sends the question; None where its form is to be shown again, with what it holds kept."""
    if form.validate():
        try:
            writing.ensure_declared(here, form)
            question = actions.ask(
                here.session,
                consultation=here.consultation,
                parts=parts_of(form.parts.data),
                authorities=[body for body in authorities if body.id in form.authorities.data],
                section=next((section for section in sections if section.id == form.section.data), None),
                form_key=what.form_key,
                by=here.actor,
                now=here.now,
            )
            asked = [body.id for body in question.asked]
            notices.received(
                here.session, consultation=here.consultation, item=question, authorities=asked, now=here.now
            )
        except Refused as refusal:
            show_refusal(here, form, refusal, what)
            return None
        ref = reference(QUESTION, question.number)
        return told(here, form, questions.by_reference(here.session, here.consultation, ref), what)
    writing.keep_in(form, here, what)
    return None


@pages.get("/<ref>/receipt")
@guarded(Act.READ_DRAFT)
def receipt(here: Here, ref: str) -> Any:
    """What its author is told of a question that was received."""
    return receipts.page(here, questions.by_reference(here.session, here.consultation, ref))


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
    said = row.words if row else {"parts": "\n\n".join(part.text for part in question.parts)}
    form = ChangeQuestionForm(data=said)
    del form.interest, form.interest_text, form.receipt
    if request.method == "POST":
        what = writing.begun(writing.QUESTION, key, None, changing=ref)
        answer = saved(here, what) if form.save.data else _changed(here, form, question, what)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    return _page(here, form, "questions/change.html", row, ref)


def _changed(here: Here, form: ChangeQuestionForm, question: Question, what: Begun) -> Response | None:
    ref = what.words["changing"]
    if form.validate():
        try:
            actions.change(
                here.session,
                consultation=here.consultation,
                question=question,
                parts=parts_of(form.parts.data),
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            show_refusal(here, form, refusal, what)
            return None
        end_keeping(here, what)
        flash(f"Question {ref} changed.", "success")
        return redirect(_href(here, ref), 303)
    writing.keep_in(form, here, what)
    return None


def _page(here: Here, form: Any, template: str, row: Unsent | None, changing: str = "") -> str:
    slug = here.consultation.slug
    return render_template(
        template,
        form=form,
        ref=changing,
        back=_href(here, changing) if changing else url_for("questions.index", slug=slug),
        saved=saved_at(here, row) if row else "",
        autosave=url_for("unsent.save", slug=slug, kind=writing.QUESTION, changing=changing or None),
        closes_at=here.consultation.closes_at,
    )


@pages.route("/<ref>/withdraw", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def withdraw(here: Here, ref: str) -> Any:
    """Takes one's question back, after asking."""
    question: Question = questions.by_reference(here.session, here.consultation, ref)
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.withdraw(here.session, consultation=here.consultation, question=question, by=here.actor, now=here.now)
        flash(f"Question {ref} withdrawn. Its number stays, so that the record is whole.", "success")
        return redirect(_href(here, ref), 303)
    ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, question))
    return render_template("questions/withdraw.html", form=form, ref=ref, back=_href(here, ref))


def _href(here: Here, ref: str) -> str:
    return url_for("questions.show", slug=here.consultation.slug, ref=ref)
