"""The clerk redacts words, after seeing the public view; and reads what was redacted (R17)."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template

from consult.actions import redacting as actions
from consult.actions.allowing import Contribution
from consult.actions.naming import noun_of, reference_of
from consult.actions.redacting import Found
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.web.contributions import find_contribution, href_of, origin_of
from consult.web.forms.sealing import RedactForm
from consult.web.guards import Here, guarded
from consult.web.redaction import mark_of, preview, texts, unsealed
from consult.web.taken_back import say_what_was_taken_back, would_take_back

pages = Blueprint("redacting", __name__, url_prefix="/<slug>/<ref>")


@pages.route("/redact", methods=["GET", "POST"])
@guarded(Act.SEAL)
def redact(here: Here, ref: str) -> Any:
    """The words and the reason; then what everyone will read; only then is it done."""
    item = find_contribution(here, ref)
    form = RedactForm()
    found = _found(here, form, item) if form.validate_on_submit() else None
    if found is None:
        return render_template("sealing/redact.html", **_facts(here, item), form=form, texts=texts(here, item))
    mark = mark_of(form.words.data, form.reason.data, item, here)
    if form.redact.data and form.previewed.data == mark:
        actions.redact(
            here.session, consultation=here.consultation, item=item, words=form.words.data, reason=form.reason.data,
            by=here.actor, now=here.now,
        )  # fmt: skip
        flash(f"Words redacted in {reference_of(item)}. What they were is kept for clerks alone.", "success")
        say_what_was_taken_back(here)
        return redirect(href_of(here, item), 303)
    form.previewed.data = mark
    return render_template(
        "sealing/redact_preview.html",
        **_facts(here, item),
        form=form,
        preview=preview(here, item, form.words.data.strip(), found),
        packs=would_take_back(here, item),
    )


def _found(here: Here, form: RedactForm, item: Contribution) -> Found | None:
    """Where the words stand; None where they cannot be redacted, and the form says why."""
    try:
        return actions.ensure_redactable(
            here.session, consultation=here.consultation, item=item, words=form.words.data, reason=form.reason.data,
            by=here.actor, now=here.now,
        )  # fmt: skip
    except Refused as refusal:
        form.refuse(refusal)
        return None


@pages.get("/redacted")
@guarded(Act.SEAL)
def sealed(here: Here, ref: str) -> Any:
    """What was redacted, as it stood before: for the clerk alone, and kept by no browser."""
    item = find_contribution(here, ref)
    if not item.redactions:
        raise NotFound
    answer = make_response(
        render_template("sealing/sealed.html", **_facts(here, item), redactions=unsealed(here, item))
    )
    answer.cache_control.no_store = True
    return answer


def _facts(here: Here, item: Contribution) -> dict[str, Any]:
    return {
        "ref": reference_of(item),
        "noun": noun_of(item),
        "origin": origin_of(here, item),
        "back": href_of(here, item),
    }
