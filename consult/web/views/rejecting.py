"""The clerk rejects a comment, a question or an information request; its author is told by e-mail."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template
from sqlalchemy.orm import Session

from consult.actions import notices
from consult.actions import rejecting as actions
from consult.actions.allowing import Contribution, ensure
from consult.actions.naming import noun_of, reference_of
from consult.domain.permissions import Act
from consult.domain.refusals import Refused
from consult.domain.rejections import Rejection
from consult.mail import letters
from consult.store.people import Person
from consult.web.contributions import find_contribution, href_of, origin_of, words_of
from consult.web.forms.sealing import RejectForm
from consult.web.guards import Here, guarded
from consult.web.links import full_url
from consult.web.taken_back import say_what_was_taken_back

pages = Blueprint("rejecting", __name__, url_prefix="/<slug>/<ref>")


@pages.route("/reject", methods=["GET", "POST"])
@guarded(Act.RUN)
def reject(here: Here, ref: str) -> Any:
    """Asks for the reason, beneath the words that will go."""
    item = find_contribution(here, ref)
    ensure(here.actor, Act.REJECT, actions.standing(here.consultation, here.now, item))
    form = RejectForm()
    if form.validate_on_submit():
        try:
            actions.reject(
                here.session, consultation=here.consultation, item=item, reason=Rejection(form.reason.data),
                note=form.note.data or "", by=here.actor, now=here.now,
            )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _tell(here, item)
            flash(f"{reference_of(item)} rejected. Its author is told by email.", "success")
            say_what_was_taken_back(here)
            return redirect(href_of(here, item), 303)
    return render_template(
        "sealing/reject.html",
        form=form,
        ref=reference_of(item),
        noun=noun_of(item),
        words=words_of(item),
        origin=origin_of(here, item),
        back=href_of(here, item),
    )


def _tell(here: Here, item: Contribution) -> None:
    """Its author by a letter of its own; the officers who had it, and those who support it, in their daily one."""
    notices.rejected(here.session, consultation=here.consultation, item=item, now=here.now)
    author = _author(here.session, item)
    if author is None:
        return
    letters.write(
        here.session, "rejected", to=author.email, now=here.now,
        name=author.name, consultation=here.consultation.title, noun=noun_of(item), reference=reference_of(item),
        reason=Rejection(item.rejection).wording, note=item.rejection_note, url=full_url(href_of(here, item)),
    )  # fmt: skip


def _author(session: Session, item: Contribution) -> Person | None:
    return session.get(Person, item.author_id) if item.author_id else None
