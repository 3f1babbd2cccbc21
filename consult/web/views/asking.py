"""Asking a scrutiny question."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import notices
from consult.actions import questions as actions
from consult.actions.comments import Place
from consult.actions.unsent import Begun
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.questions import Wants
from consult.domain.refusals import NotFound, Refused
from consult.queries import drafts, people, questions
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.people import Body
from consult.store.questions import Question
from consult.store.unsent import Unsent
from consult.web import receipts, writing
from consult.web.allowance import allowance_of, today
from consult.web.comment_forms import words_for
from consult.web.forms.base import SelectChoice
from consult.web.forms.comments import ContributionForm, QuestionForm
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.privacy import told_first
from consult.web.sending import parts_of, saved, show_refusal, told
from consult.web.unsent_links import saved_at
from consult.web.views.questions import pages


@pages.route("/ask", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
@told_first(Act.ASK)
def ask(here: Here) -> Any:
    """A new question to one or more authorities, about the paragraph or section named in the address or about none."""
    allowed = allowance_of(here)
    if not allowed.may and (request.method == "GET" or not here.may(Act.SEE_OWN)):
        raise Refused(allowed.may.reason)  # members are shown again what they typed too late
    row = writing.continued(here, writing.QUESTION)
    key = row.form_key if row else writing.key_sent(here)
    authorities = people.authorities(here.session, here.consultation, here.now.date())
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    form = _form(here, row, authorities, sections)
    about = _paragraph(here, form, version)
    if request.method == "POST":
        what = writing.begun(writing.QUESTION, key, None)
        answer = saved(here, what) if form.save.data else _asked(here, form, what, authorities, sections, about)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    return page(here, form, "questions/ask.html", row, **_about(here, version, about), rules=allowed.rules)


def _form(here: Here, row: Unsent | None, authorities: Sequence[Body], sections: Sequence[Section]) -> QuestionForm:
    words = row.words if row else {name: request.args.get(name, 0, type=int) for name in ("section", "paragraph")}
    form = writing.without_what_is_known(QuestionForm(data=words), here)
    form.authorities.choices = [SelectChoice(body.id, body.name) for body in authorities]
    form.section.choices = [SelectChoice(0, "No part in particular")] + [
        SelectChoice(section.id, f"{section.number} {section.heading}".strip()) for section in sections
    ]
    return form


def _paragraph(here: Here, form: QuestionForm, version: DraftVersion) -> Paragraph | None:
    """The paragraph the form names; it stands for the choice of a section. Where the draft has it no more, that is said."""
    asked = str(form.paragraph.data or "")
    if not asked.isdecimal() or asked == "0":
        return None
    try:
        found = drafts.paragraph(here.session, int(asked), version)
    except NotFound:
        form.paragraph.data = ""
        if request.method == "POST":
            form.section.data = 0
            form.section.errors = ["The paragraph it was about is not in the draft any more. Choose a part, or none"]
        return None
    del form.section
    return found


def _about(here: Here, version: DraftVersion, paragraph: Paragraph | None) -> dict[str, Any]:
    if paragraph is None:
        return {"paragraph": None}
    return {
        "paragraph": paragraph,
        "paragraph_html": with_pictures(paragraph.html, here.consultation.slug, version.id),
        "place": words_for(here, Place(version, paragraph.section, paragraph)),
    }


def _asked(
    here: Here,
    form: QuestionForm,
    what: Begun,
    authorities: Sequence[Body],
    sections: Sequence[Section],
    about: Paragraph | None,
) -> Response | None:
    """Sends the question; None where its form is to be shown again, with what it holds kept."""
    lost = "section" in form and bool(form.section.errors)
    if lost or not form.validate():
        writing.keep_in(form, here, what)
        return None
    chosen = form.section.data if "section" in form else None
    try:
        writing.ensure_declared(here, form)
        question = actions.ask(
            here.session,
            consultation=here.consultation,
            parts=parts_of(form.parts.data),
            authorities=[body for body in authorities if body.id in form.authorities.data],
            section=about.section if about else next((one for one in sections if one.id == chosen), None),
            paragraph=about,
            wants=Wants(form.wants.data),
            form_key=what.form_key,
            by=here.actor,
            now=here.now,
            today=today(here),
        )
    except Refused as refusal:
        show_refusal(here, form, refusal, what)
        return None
    return sent(here, form, question, what)


def sent(here: Here, form: ContributionForm, question: Question, what: Begun) -> Response:
    """A question was received: the clerk has it to accept, and its author is shown the receipt."""
    if question.received_at == here.now:  # not the same form sent again
        notices.asked(here.session, consultation=here.consultation, question=question, now=here.now)
    ref = reference(QUESTION, question.number)
    return told(here, form, questions.by_reference(here.session, here.consultation, ref), what)


@pages.get("/<ref>/receipt")
@guarded(Act.READ_DRAFT)
def receipt(here: Here, ref: str) -> Any:
    """What its author is told of a question that was received."""
    return receipts.page(here, questions.by_reference(here.session, here.consultation, ref))


def page(here: Here, form: Any, template: str, row: Unsent | None, changing: str = "", **rest: Any) -> str:
    """A form in which one asks; `changing` is the question changed, `parent` (in `rest`) the one followed up."""
    slug, parent = here.consultation.slug, rest.get("parent")
    of = changing or parent
    return render_template(
        template,
        form=form,
        ref=changing,
        back=url_for("questions.show", slug=slug, ref=of) if of else url_for("questions.index", slug=slug),
        saved=saved_at(here, row) if row else "",
        autosave=url_for("unsent.save", slug=slug, kind=writing.QUESTION, changing=changing or None),
        closes_at=here.consultation.closes_at,
        **rest,
    )
