"""Scrutiny questions: all of them, one with its answers, accepting them, and withdrawing one's own."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import notices
from consult.actions import questions as actions
from consult.actions.allowing import contribution, ensure
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.present.entries import Presenter, ordinals
from consult.queries import drafts, enquiry, questions
from consult.store.drafts import Paragraph
from consult.store.questions import Question
from consult.web.accepting import ensure_as_read, read_in
from consult.web.allowance import allowance_of
from consult.web.answering import Answering
from consult.web.forms.comments import ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.history import history_of
from consult.web.links import local_path
from consult.web.present import Cards, ItemCard
from consult.web.question_filters import QuestionFilters

pages = Blueprint("questions", __name__, url_prefix="/<slug>/questions")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Every question in number order, or by the lines of enquiry; before them, what waits for the clerk."""
    filters = QuestionFilters(here, request.args)
    asked = filters.narrowed(questions.every(here.session, here.consultation))
    cards = Cards(here, presenter_for(here, [one.paragraph for one in asked if one.paragraph]))
    shown = {question.number: cards.question(question) for question in asked}
    ready = {number: card for number, card in shown.items() if not card.accept}
    by_line = request.args.get("by") == "line"
    return render_template(
        "questions/index.html",
        filters=filters,
        waiting=[card for card in shown.values() if card.accept],
        questions=ready,
        groups=_by_line(here, ready) if by_line else [("", list(ready.values()))],
        by_line=by_line,
        has_lines=any(question.line for question in asked),
        allowed=allowance_of(here),
        may_run=here.may(Act.RUN),
        is_panel=here.may(Act.SEE_OWN).ok,
    )


def _by_line(here: Here, cards: Mapping[int, ItemCard]) -> list[tuple[str, list[ItemCard]]]:
    """(line's title, its questions in the clerk's order); last, under no line, the rest, and what does not stand."""
    titles = {line.id: line.title for line in enquiry.lines(here.session, here.consultation)}
    groups = [group for group in enquiry.arrangement(here.session, here.consultation) if group.line is not None]
    found = [(titles[group.line or 0], [cards[n] for n in group.questions if n in cards]) for group in groups]
    placed = {number for group in groups for number in group.questions}
    rest = ("Under no line of enquiry", [card for number, card in cards.items() if number not in placed])
    return [group for group in (*found, rest) if group[1]]


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One question and its answers; for its author and the clerk, what became of it."""
    question = questions.by_reference(here.session, here.consultation, ref)
    presenter = presenter_for(here, [question.paragraph] if question.paragraph else [])
    follows = question.author_id == here.person.id or here.may(Act.RUN)
    return render_template(
        "questions/show.html",
        card=Cards(here, presenter, with_notes=True).question(question),
        history=history_of(here, question) if follows else [],
        answering=Answering.wanted(here, request.args.get("answer")),
    )


@pages.post("/accept")
@guarded(Act.RUN)
def accept(here: Here) -> Any:
    """Accepts the questions chosen, as the clerk has read them."""
    back = local_path(request.form.get("back")) or url_for("questions.index", slug=here.consultation.slug)
    accepted = [_accept(here, ref, read) for ref, read in read_in(request.form.getlist("question"))]
    if not accepted:
        flash("No question was waiting.", "information")
    elif len(accepted) == 1:
        has = " and ".join(body.name for body in accepted[0].asked)
        flash(f"{_ref(accepted[0])} accepted. It is with {has} now.", "success")
    else:
        flash(f"{len(accepted)} questions accepted. The authorities asked have them now.", "success")
    return redirect(back, 303)


def _accept(here: Here, ref: str, read: str) -> Question:
    question = questions.by_reference(here.session, here.consultation, ref)
    ensure_as_read(question, read)
    waited = question.accepted_at is None
    actions.accept(here.session, consultation=here.consultation, question=question, by=here.actor, now=here.now)
    if waited:
        notices.accepted(
            here.session, consultation=here.consultation, question=question,
            authorities=[body.id for body in question.asked], now=here.now,
        )  # fmt: skip
    return question


@pages.route("/<ref>/withdraw", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def withdraw(here: Here, ref: str) -> Any:
    """Takes one's question back, after asking."""
    question: Question = questions.by_reference(here.session, here.consultation, ref)
    form = ConfirmForm()
    back = url_for("questions.show", slug=here.consultation.slug, ref=ref)
    if form.validate_on_submit():
        actions.withdraw(here.session, consultation=here.consultation, question=question, by=here.actor, now=here.now)
        flash(f"Question {ref} withdrawn. Its number stays, so that the record is whole.", "success")
        return redirect(back, 303)
    ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, question))
    supplementary = question.supplementary_to_id is not None
    return render_template("questions/withdraw.html", form=form, ref=ref, back=back, supplementary=supplementary)


def presenter_for(here: Here, paragraphs: list[Paragraph]) -> Presenter:
    """For questions away from the draft: the unnumbered paragraphs among those they are about are counted by asking."""
    sections = {paragraph.section_id for paragraph in paragraphs if not paragraph.label}
    counted = ordinals(drafts.paragraphs(here.session, sections)) if sections else {}
    return Presenter(here.actor, here.zone, ordinals=counted)


def _ref(question: Question) -> str:
    return reference(QUESTION, question.number)
