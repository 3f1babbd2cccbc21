"""Scrutiny questions: asking, changing, withdrawing, and all of them in number order."""

import re
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import questions as actions
from consult.actions.allowing import contribution, ensure, scene
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.queries import drafts, people, questions
from consult.store.questions import Question
from consult.web.answering import Answering
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ChangeQuestionForm, ConfirmForm, QuestionForm
from consult.web.guards import Here, guarded
from consult.web.present import Cards

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
        card=Cards(here, here.presenter).question(question),
        answering=Answering.wanted(here, request.args.get("answer")),
    )


@pages.route("/ask", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def ask(here: Here) -> Any:
    """A new question to one or more authorities."""
    if request.method == "GET":
        ensure(here.actor, Act.ASK, scene(here.consultation, here.now))
    authorities = people.authorities(here.session, here.consultation, here.now.date())
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    form = QuestionForm(data={"section": request.args.get("section", 0, type=int)})
    form.authorities.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = [SelectChoice(0, "No part in particular")] + [
        SelectChoice(section.id, f"{section.number} {section.heading}".strip()) for section in sections
    ]
    if form.validate_on_submit():
        try:
            question = actions.ask(
                here.session,
                consultation=here.consultation,
                parts=parts_of(form.parts.data),
                authorities=[body for body in authorities if body.id in form.authorities.data],
                section=next((section for section in sections if section.id == form.section.data), None),
                form_key=form.form_key.data,
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            ref = reference(QUESTION, question.number)
            flash(f"Question {ref} received. You can change or withdraw it until the window closes.", "success")
            return redirect(url_for("questions.show", slug=here.consultation.slug, ref=ref), 303)
    return render_template("questions/ask.html", form=form, closes_at=here.consultation.closes_at)


@pages.route("/<ref>/change", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def change(here: Here, ref: str) -> Any:
    """Changes the words of one's question while the window is open."""
    question = questions.by_reference(here.session, here.consultation, ref)
    if request.method == "GET":
        ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, question))
    form = ChangeQuestionForm(data={"parts": "\n\n".join(part.text for part in question.parts)})
    if form.validate_on_submit():
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
            form.refuse(refusal)
        else:
            flash(f"Question {ref} changed.", "success")
            return redirect(_href(here, ref), 303)
    return render_template("questions/change.html", form=form, ref=ref, back=_href(here, ref))


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


def parts_of(text: str) -> list[str]:
    """The parts of a question as typed: an empty line stands between them; letters typed before them are left out."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [re.sub(r"^\(?[a-z]\)\s+", "", part) for part in parts] if len(parts) > 1 else parts


def _href(here: Here, ref: str) -> str:
    return url_for("questions.show", slug=here.consultation.slug, ref=ref)
