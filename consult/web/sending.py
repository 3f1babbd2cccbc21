"""What follows on sending, saving or refusing what a member wrote: the same for comments and questions."""

import re

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from consult.actions import unsent
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.refusals import Refused
from consult.store.comments import Comment
from consult.store.questions import Question
from consult.web import receipts, writing
from consult.web.forms.comments import ContributionForm
from consult.web.guards import Here
from consult.web.unsent_links import saved_at

KEPT = "What you wrote is kept under “Not sent yet”."


def parts_of(text: str) -> list[str]:
    """The parts of a question as typed: an empty line stands between them; letters typed before them are left out."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return [re.sub(r"^\(?[a-z]\)\s+", "", part) for part in parts] if len(parts) > 1 else parts


def told(here: Here, form: ContributionForm, item: Comment | Question, what: unsent.Begun) -> Response:
    """Leads to the receipt. Where the same form was sent before with other words, these are kept instead."""
    pages, kind = ("comments", COMMENT) if isinstance(item, Comment) else ("questions", QUESTION)
    ref = reference(kind, item.number)
    if item.received_at != here.now and not _says_the_same(item, what):
        writing.keep(here, what)
        flash(f"This form was sent before, as {ref}, with other words. {KEPT}", "information")
        return redirect(url_for("unsent.index", slug=here.consultation.slug), 303)
    end_keeping(here, what)
    if form.receipt.data and item.received_at == here.now:
        receipts.post(here, item)
    return redirect(url_for(f"{pages}.receipt", slug=here.consultation.slug, ref=ref), 303)


def _says_the_same(item: Comment | Question, what: unsent.Begun) -> bool:
    """True when a form sent again holds the words it was first sent with."""
    if isinstance(item, Comment):
        return item.text == str(what.words["text"])
    return [part.text for part in item.parts] == parts_of(what.words["parts"])


def end_keeping(here: Here, what: unsent.Begun) -> None:
    """What was kept of a form that is sent goes; what another window wrote on it stays, and is said."""
    if unsent.sent(here.session, author_id=here.person.id, begun=what) is not None:
        flash("Another window held other words of this text. They wait under “Not sent yet”.", "information")


def saved(here: Here, what: unsent.Begun) -> Response:
    """Kept to be sent later, as was asked."""
    kept = writing.keep(here, what)
    if kept is None:
        flash("There was nothing to save yet.", "information")
    elif kept.apart:
        flash("Another window holds other words of this text. Both are kept: choose the one to send.", "information")
    else:
        flash(f"Saved at {saved_at(here, kept.row)}. It has not been sent.", "success")
    return redirect(url_for("unsent.index", slug=here.consultation.slug), 303)


def show_refusal(here: Here, form: ContributionForm, refusal: Refused, what: unsent.Begun) -> None:
    """Says in the form why it cannot be sent, and that its words are kept."""
    kept = writing.keep_in(form, here, what)
    form.refuse(refusal if refusal.field or not kept else Refused(f"{refusal.reason} {KEPT}"))
