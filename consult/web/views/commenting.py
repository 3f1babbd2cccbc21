"""Commenting: writing, sending, changing, and what the sender is told."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import comments as actions
from consult.actions import notices, unsent
from consult.actions.allowing import contribution, ensure, scene
from consult.domain.markup import with_marked
from consult.domain.numbering import COMMENT, reference
from consult.domain.permissions import Act
from consult.domain.refusals import NotFound, Refused
from consult.queries import comments
from consult.store.comments import Comment
from consult.web import receipts, writing
from consult.web.comment_forms import form_for, marked_in, suggests, wording_of, words_for
from consult.web.forms.comments import CommentForm
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.privacy import told_first
from consult.web.sending import KEPT, end_keeping, saved, show_refusal, told
from consult.web.similar import said_close, seen_in
from consult.web.unsent_links import saved_at
from consult.web.views.comments import pages


@pages.route("/write", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
@told_first(Act.COMMENT)
def write(here: Here) -> Any:
    """A new comment on the place named by `paragraph` or `section`; on the whole draft where neither is."""
    if request.method == "GET" or not here.may(Act.SEE_OWN):  # members are shown again what they typed too late
        ensure(here.actor, Act.COMMENT, scene(here.consultation, here.now))
    row = writing.continued(here, writing.COMMENT)
    key = row.form_key if row else writing.key_sent(here)
    try:
        place = writing.place_asked(here)
    except NotFound:
        if request.method == "GET":
            raise
        return _kept_without_place(here, key)
    form = form_for(here, place, row)
    close = said_close(here, place, row.words.get("text", "") if row else form.text.data)
    if request.method == "POST":
        unseen = {one.ref for one in close} - seen_in(form.seen.data)
        answer = _posted(here, form, place, writing.begun(writing.COMMENT, key, place), ready=not unseen)
        if answer is not None:
            return answer
        form.seen.data = " ".join(one.ref for one in close)
    else:
        writing.mark(form, here, row, key)
    return _page(here, form, place, close=close, saved=saved_at(here, row) if row else "")


def _posted(here: Here, form: CommentForm, place: actions.Place, what: unsent.Begun, *, ready: bool) -> Response | None:
    """Sends or keeps what was written; None where the form is to be shown again, with what it holds kept.

    It is `ready` when what others have said that is close has been shown.
    """
    supported = request.form.get("support")
    if supported:
        return _support_instead(here, supported, what)
    if form.save.data:
        return saved(here, what)
    if form.validate() and ready:
        try:
            return _send(here, form, place, what)
        except Refused as refusal:
            show_refusal(here, form, refusal, what)
            return None
    writing.keep_in(form, here, what)
    return None


def _send(here: Here, form: CommentForm, place: actions.Place, what: unsent.Begun) -> Response:
    writing.ensure_declared(here, form)
    comment = actions.submit(
        here.session,
        consultation=here.consultation,
        place=place,
        wording=wording_of(form, place.paragraph),
        form_key=what.form_key,
        by=here.actor,
        now=here.now,
    )
    notices.received(
        here.session, consultation=here.consultation, item=comment, authorities=[comment.authority_id], now=here.now
    )
    ref = reference(COMMENT, comment.number)
    return told(here, form, comments.by_reference(here.session, here.consultation, ref), what)


def _kept_without_place(here: Here, key: str) -> Response:
    writing.keep(here, writing.begun(writing.COMMENT, key, None))
    flash(f"The draft has changed since that page was opened, and nothing was sent. {KEPT}", "information")
    return redirect(url_for("unsent.index", slug=here.consultation.slug), 303)


def _support_instead(here: Here, ref: str, what: unsent.Begun) -> Response:
    """Supports another's comment; one's own words stay, in case they are wanted after all."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    kept = writing.keep(here, what)
    actions.support(here.session, consultation=here.consultation, comment=comment, by=here.actor, now=here.now)
    flash(f"You support comment {ref}.{' Your own words wait under “Not sent yet”.' if kept else ''}", "success")
    return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref), 303)


@pages.route("/<ref>/change", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def change(here: Here, ref: str) -> Any:
    """Changes one's comment while the window is open."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    if (
        request.method == "GET" or comment.author_id != here.person.id
    ):  # its author is shown again what was typed too late
        ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, comment))
    row = writing.continued(here, writing.COMMENT)
    key = row.form_key if row else writing.key_sent(here)
    place = writing.place_of(here, ref)
    form = form_for(here, place, row, comment)
    if request.method == "POST":
        what = writing.begun(writing.COMMENT, key, place, changing=ref)
        answer = saved(here, what) if form.save.data else _changed(here, form, comment, ref, what)
        if answer is not None:
            return answer
    else:
        writing.mark(form, here, row, key)
    return _page(here, form, place, changing=ref, saved=saved_at(here, row) if row else "")


def _changed(here: Here, form: CommentForm, comment: Comment, ref: str, what: unsent.Begun) -> Response | None:
    if form.validate():
        try:
            wording = wording_of(form, comment.paragraph)
            actions.change(
                here.session,
                consultation=here.consultation,
                comment=comment,
                wording=wording,
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            show_refusal(here, form, refusal, what)
            return None
        else:
            end_keeping(here, what)
            flash(f"Comment {ref} changed.", "success")
            return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref), 303)
    writing.keep_in(form, here, what)
    return None


@pages.get("/<ref>/receipt")
@guarded(Act.READ_DRAFT)
def receipt(here: Here, ref: str) -> Any:
    """What its author is told of a comment that was received."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    return receipts.page(here, comment)


def _page(here: Here, form: CommentForm, place: actions.Place, *, changing: str = "", **rest: Any) -> str:
    paragraph, slug = place.paragraph, here.consultation.slug
    marked = marked_in(form, paragraph)
    html = (
        with_marked(paragraph.html, marked.start, marked.end) if paragraph and marked else paragraph and paragraph.html
    )
    return render_template(
        "comments/write.html",
        form=form,
        paragraph=paragraph,
        paragraph_html=with_pictures(html, slug, paragraph.version_id) if paragraph and html else "",
        place=words_for(here, place),
        back=_way_back(here, place, changing),
        changing=changing,
        suggesting=paragraph is not None and bool(form.quote.data or suggests(form, paragraph)),
        autosave=url_for(
            "unsent.save", slug=slug, kind=writing.COMMENT, changing=changing or None,
            paragraph=paragraph.id if paragraph else None,
            section=place.section.id if place.section and not paragraph else None,
        ),
        closes_at=here.consultation.closes_at,
        **rest,
    )  # fmt: skip


def _way_back(here: Here, place: actions.Place, changing: str) -> str:
    slug = here.consultation.slug
    if changing:
        return url_for("comments.show", slug=slug, ref=changing)
    if place.section is None:
        return url_for("reading.whole_draft", slug=slug)
    anchor = f"p-{place.paragraph.id}" if place.paragraph else f"s-{place.section.id}"
    return url_for("reading.section", slug=slug, section_id=place.section.id, _anchor=anchor)
