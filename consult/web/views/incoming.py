"""Files with comments: brought in by a member or by the clerk for one, gone through, and taken or discarded."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import incoming as actions
from consult.actions import interests, notices
from consult.actions.incoming import File, NotTaken
from consult.actions.interests import Declared
from consult.domain.arriving import Entered, Way
from consult.domain.incoming import MARKED_COPY, Read
from consult.domain.interests import Interest
from consult.domain.people import Actor
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.domain.response_form import Report
from consult.importing import Unreadable
from consult.queries import drafts, people
from consult.queries import incoming as files
from consult.queries import interests as declarations
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.incoming import Incoming
from consult.web import entering
from consult.web.confirming import Confirming
from consult.web.filtering import page_asked
from consult.web.forms.arriving import NOT_TOLD
from consult.web.forms.comments import ConfirmForm
from consult.web.forms.incoming import BringForm, BringForMemberForm, ConfirmForMemberForm, ConfirmOwnForm
from consult.web.guards import Here, guarded
from consult.web.incoming_files import file_name, read_file
from consult.web.privacy import told_first

pages = Blueprint("incoming", __name__, url_prefix="/<slug>/incoming")

_WAYS = {MARKED_COPY: Way.MARKED_COPY}


@pages.route("/", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
@told_first(Act.COMMENT)
def index(here: Here) -> Any:
    """Takes a file to be gone through; what is wrong with it is said in full, and nothing is kept of it."""
    actions.ensure_may_bring(here.consultation, here.actor, here.now)
    form: BringForm | BringForMemberForm = (
        entering.prepared(BringForMemberForm(), here) if _for_others(here) else BringForm()
    )
    report = None
    if form.validate_on_submit():
        found = _read(here, form)
        if isinstance(found, Report):
            report = found
        elif found is not None:
            return found
    return render_template(
        "incoming/report.html" if report else "incoming/index.html",
        form=form,
        report=report,
        waiting=files.waiting(here.session, here.consultation, here.actor),
        for_others=_for_others(here),
    )


@pages.route("/<int:incoming_id>", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def confirm(here: Here, incoming_id: int) -> Any:
    """One page of what a file proposes: chosen and kept, and at the end taken."""
    row = files.by_id(here.session, here.consultation, incoming_id, here.actor, lock=request.method == "POST")
    if row.taken_at is not None or row.discarded_at is not None:
        return _done_with(here, row)
    form = _confirm_form(here, row)
    version = here.session.get_one(DraftVersion, row.version_id)
    page = Confirming(here.consultation.slug, Read.of(row.proposals), files.draft(here.session, version))
    page.page = min(page_asked(request.args), page.last)
    if request.method == "POST":
        answer = _posted(here, row, form, page)
        if answer is not None:
            return answer
    return render_template(
        "incoming/confirm.html",
        form=form,
        row=row,
        confirming=page,
        own=row.uploaded_by_id == row.author_id,
        is_current=version.number == here.consultation.current_version,
    )


@pages.route("/<int:incoming_id>/discard", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def discard(here: Here, incoming_id: int) -> Any:
    """Puts a file away, after asking."""
    row = files.by_id(here.session, here.consultation, incoming_id, here.actor, lock=request.method == "POST")
    if row.taken_at is not None or row.discarded_at is not None:
        return _done_with(here, row)
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.discard(here.session, consultation=here.consultation, row=row, by=here.actor, now=here.now)
        flash(f"“{row.source_name}” discarded. None of its comments was taken.", "success")
        return redirect(url_for("incoming.index", slug=here.consultation.slug), 303)
    return render_template("incoming/discard.html", form=form, row=row)


def _for_others(here: Here) -> bool:
    return here.may(Act.TAKE).ok


def _read(here: Here, form: BringForm | BringForMemberForm) -> Response | Report | None:
    """Leads on to what the file proposes; a report of what is wrong with it; None where its form is shown again."""
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    name = file_name(form.file.data.filename)
    try:
        found = read_file(here, version, name, form.file.data.read())
    except Unreadable as reason:
        form.file.errors = [reason.reason]
        return None
    if isinstance(found, Report):
        return found
    author, entered = here.actor, None
    if isinstance(form, BringForMemberForm):
        _, author = entering.author_in(form, here)
        entered = entering.entered_in(form, here, _WAYS.get(found.read.kind, Way.RESPONSE_FORM))
        if entered is None:
            return None
    return _brought(here, form, version, found, author, entered)


def _brought(
    here: Here, form: BringForm | BringForMemberForm, version: DraftVersion, file: File, author: Actor,
    entered: Entered | None,
) -> Response | None:  # fmt: skip
    earlier = files.same_file(here.session, here.consultation, author.person_id, file.sha256)
    if earlier is not None and earlier.taken_at is None and files.concerns(earlier, here.actor):
        flash("This very file waits already. Here is how far it was gone through.", "information")
        return _to(here, earlier)
    try:
        row = actions.bring(
            here.session, consultation=here.consultation, version=version, file=file, author=author, entered=entered,
            now=here.now,
        )  # fmt: skip
    except Refused as refusal:
        taken = earlier is not None and earlier.taken_at is not None
        form.refuse(Refused("The comments of this very file were taken before.", field="file") if taken else refusal)
        return None
    return _to(here, row)


def _posted(here: Here, row: Incoming, form: Any, page: Confirming) -> Response | None:
    """Keeps what was chosen and goes on, or takes all; None where the page is to be shown again."""
    if not form.validate_on_submit():
        page.choose(request.form)
        actions.choose(here.session, row=row, read=page.read)
        return None
    page.choose(request.form)
    actions.choose(here.session, row=row, read=page.read)
    pressed = request.form.get("do", "")
    if page.errors:
        return None
    if pressed != "take":
        return _kept(here, row, page, pressed)
    try:
        made = _take(here, row, form)
    except Refused as refusal:
        form.refuse(refusal)
    except NotTaken as refusal:
        page.errors.update(refusal.faults)
        page.page = page.page_of(min(refusal.faults))
    else:
        return _taken(here, row, made)
    return None


def _kept(here: Here, row: Incoming, page: Confirming, pressed: str) -> Response:
    step = {"next": 1, "back": -1}.get(pressed, 0)
    if step and 1 <= page.page + step <= page.last:
        return redirect(
            url_for("incoming.confirm", slug=here.consultation.slug, incoming_id=row.id, page=page.page + step), 303
        )
    flash("What you chose is kept. Nothing has been taken yet.", "success")
    return redirect(url_for("incoming.index", slug=here.consultation.slug), 303)


def _take(here: Here, row: Incoming, form: Any) -> list[Comment]:
    """Declares what is to be declared and takes what is ticked."""
    author = _author(here, row)
    own = row.uploaded_by_id == row.author_id
    declared = form.interest.data if "interest" in form else NOT_TOLD
    if declared != NOT_TOLD:
        interests.declare(
            here.session, consultation=here.consultation,
            declared=Declared(Interest(declared), form.interest_text.data or ""),
            by=author, now=here.now, entered_by=None if own else here.actor,
        )  # fmt: skip
    return actions.take(
        here.session, consultation=here.consultation, row=row, author=author, by=here.actor, now=here.now
    )


def _taken(here: Here, row: Incoming, made: list[Comment]) -> Response:
    for comment in made:
        notices.received(
            here.session, consultation=here.consultation, item=comment, authorities=[comment.authority_id], now=here.now
        )
    count = f"{len(made)} {'comment' if len(made) == 1 else 'comments'}"
    if row.came_at is not None:
        entered = Entered(here.actor, Way(row.came_by), row.came_at, row.late_reason)
        entering.tell(here, row.author, entered, made)
        flash(f"{count} of {row.author.name} taken, who is told by email.", "success")
        return redirect(url_for("comments.index", slug=here.consultation.slug), 303)
    flash(f"{count} sent.", "success")
    return redirect(url_for("mine.index", slug=here.consultation.slug), 303)


def _author(here: Here, row: Incoming) -> Actor:
    person = people.by_id(here.session, row.author_id)
    if person is None:
        raise NotFound
    return people.actor(here.session, person, here.consultation)


def _confirm_form(here: Here, row: Incoming) -> ConfirmOwnForm | ConfirmForMemberForm:
    form = ConfirmOwnForm() if row.uploaded_by_id == row.author_id else ConfirmForMemberForm()
    asked_now = request.method == "GET" or request.form.get("do") == "take"
    if declarations.of_person(here.session, here.consultation, row.author_id) is not None or not asked_now:
        del form.interest, form.interest_text
    return form


def _done_with(here: Here, row: Incoming) -> Response:
    done = "The comments of this file have been taken." if row.taken_at else "This file was discarded."
    flash(done, "information")
    pages_of = "mine.index" if row.author_id == here.person.id else "comments.index"
    return redirect(url_for(pages_of, slug=here.consultation.slug), 303)


def _to(here: Here, row: Incoming) -> Response:
    return redirect(url_for("incoming.confirm", slug=here.consultation.slug, incoming_id=row.id), 303)
