"""What a public service says of itself, and tells somebody about themselves."""

import hashlib
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, render_template, request, url_for

from consult.actions import privacy as actions
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.pack import personal
from consult.queries import holdings
from consult.queries import privacy as reads
from consult.store.base import db
from consult.store.people import Person
from consult.web.downloads import hand_out
from consult.web.forms.privacy import ReadForm
from consult.web.guards import Here, guarded, signed_in
from consult.web.links import local_path
from consult.web.privacy import notice_of

pages = Blueprint("information", __name__)


@pages.get("/accessibility")
def accessibility() -> str:
    """The accessibility statement (SI 2018/952)."""
    return render_template("information/accessibility.html")


@pages.get("/privacy")
def privacy() -> str:
    """What is done with what people write, and with their addresses (R18, R23)."""
    return render_template("information/privacy.html", notice=notice_of())


@pages.route("/<slug>/privacy", methods=["GET", "POST"])
@guarded(Act.SEE_CONSULTATION)
def notice(here: Here) -> Any:
    """The same of one consultation. Members are shown it before their first words there, and go on from it."""
    may_write = here.may(Act.KEEP_WORDS)
    if request.method == "POST" and not may_write:
        raise Refused(may_write.reason)
    form = ReadForm()
    if form.validate_on_submit():
        actions.note_read(here.session, consultation=here.consultation, by=here.actor, now=here.now)
        overview = url_for("overview.overview", slug=here.consultation.slug)
        return redirect(local_path(request.args.get("next")) or overview, 303)
    first = may_write.ok and not reads.has_read(here.session, here.consultation, here.person.id)
    return render_template("information/notice.html", notice=notice_of(here.consultation), form=form, first=first)


@pages.get("/your-data")
@signed_in
def your_data(_person: Person) -> Any:
    """What somebody can be given of all that is held about them."""
    return render_template("information/your_data.html", notice=notice_of())


@pages.get("/your-data/<ending>")
@signed_in
def download(person: Person, ending: str) -> Response:
    """Everything held about whoever asks, as a file; nobody else's is to be had here."""
    if ending not in personal.MEDIA_TYPES:
        raise NotFound
    held, zone = holdings.of_person(db.session(), person), current_app.config["SETTINGS"].timezone
    data = personal.render_as(held, ending, made_at=g.now, timezone=zone)
    sha256 = hashlib.sha256(data).hexdigest()
    return hand_out(data, media_type=personal.MEDIA_TYPES[ending], name=personal.file_name(ending), sha256=sha256)
