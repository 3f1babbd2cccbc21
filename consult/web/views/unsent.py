"""What one has begun to write and not sent: all of it, kept while it is written, gone on with, or thrown away."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for

from consult.actions import unsent as actions
from consult.actions.allowing import scene
from consult.domain.calendar import moment
from consult.domain.permissions import Act, may
from consult.domain.places import WHOLE_DRAFT, place_in_words
from consult.domain.refusals import Refused
from consult.queries import drafts, unsent
from consult.store.unsent import Unsent
from consult.web import form_keys, writing
from consult.web.forms.comments import ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.similar import said_close
from consult.web.unsent_links import href_of, saved_at

pages = Blueprint("unsent", __name__, url_prefix="/<slug>/unsent")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A text that waits, in words. `href` is "" where it cannot be sent any more: `why` says so."""

    id: int
    what: str
    place: str
    text: str
    saved: str
    href: str
    why: str = ""


@pages.get("/")
@guarded(Act.KEEP_WORDS)
def index(here: Here) -> Any:
    """Everything that waits, the latest first."""
    rows = unsent.of_author(here.session, here.consultation, here.person.id)
    current = 0
    if here.consultation.current_version:
        current = drafts.version(here.session, here.consultation, here.consultation.current_version).id
    return render_template("unsent/index.html", texts=[_waiting(here, row, current) for row in rows])


@pages.post("/save")
@guarded(Act.KEEP_WORDS)
def save(here: Here) -> Any:
    """Keeps what is being written, in a pause of typing; answers a script in JSON with what to show."""
    kind = writing.kind_asked()
    changing = request.args.get("changing", "")
    place = writing.place_written(here, kind, changing)
    what = writing.begun(kind, writing.key_sent(here), place, changing)
    try:
        kept = writing.keep(here, what)
    except Refused as refusal:
        return jsonify(words=refusal.reason, refused=True)
    if kept is None:
        return jsonify(words="", revision="0", form_key=form_keys.signed(what.form_key, here.person.id))
    words = f"Saved at {saved_at(here, kept.row)}"
    if kept.apart:
        words += ". Another window holds other words of this text; these are kept beside them under “Not sent yet”"
    close = (
        said_close(here, place, what.words.get("text")) if kind == writing.COMMENT and place and not changing else []
    )
    return jsonify(
        words=words,
        revision=str(kept.row.revision),
        form_key=form_keys.signed(kept.row.form_key, here.person.id),
        waiting=unsent.count(here.session, here.consultation, here.person.id),
        similar=[one.as_json() for one in close],
    )


@pages.route("/<int:unsent_id>/delete", methods=["GET", "POST"])
@guarded(Act.KEEP_WORDS)
def delete(here: Here, unsent_id: int) -> Any:
    """Throws a text away, after asking."""
    row = unsent.by_id(here.session, here.consultation, here.person.id, unsent_id)
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.discard(here.session, row)
        flash("Deleted. It was never sent, and nobody else has seen it.", "success")
        return redirect(url_for("unsent.index", slug=here.consultation.slug), 303)
    return render_template("unsent/delete.html", form=form, text=_waiting(here, row, row.version_id or 0))


def _waiting(here: Here, row: Unsent, current: int) -> Waiting:
    why = _why_not(here, row)
    if not why and row.section_id is not None and row.version_id != current:
        why = "The draft has a new version since. Copy what you wrote into a new comment."
    return Waiting(
        id=row.id,
        what=_what(row),
        place=_place(row),
        text=row.words.get("text") or row.words.get("parts") or row.words.get("suggested") or "",
        saved=moment(row.saved_at, here.zone),
        href="" if why else href_of(here, row),
        why=why,
    )


def _why_not(here: Here, row: Unsent) -> str:
    """Why it cannot be sent now; "" where it can. A supplementary is not bound to the window: its form says the rest."""
    if row.words.get("follows"):
        return ""
    act = Act.COMMENT if row.kind == writing.COMMENT else Act.ASK
    return may(here.actor, act, scene(here.consultation, here.now)).reason


def _what(row: Unsent) -> str:
    changing, follows = row.words.get("changing"), row.words.get("follows")
    if follows:
        return f"Supplementary to {follows}"
    return f"Change of {row.kind} {changing}" if changing else row.kind.capitalize()


def _place(row: Unsent) -> str:
    if row.kind == writing.QUESTION:
        return ""
    if row.section is None:
        return WHOLE_DRAFT
    if row.paragraph is None or not row.paragraph.label:
        return f"{row.section.heading}{', a paragraph' if row.paragraph else ''}"
    return place_in_words(row.section.heading, row.paragraph.label)
