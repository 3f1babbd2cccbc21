"""Comments: one, or all in one list; withdrawing one's own and supporting others'."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import comments as actions
from consult.actions.allowing import contribution, ensure
from consult.domain.markup import with_marked
from consult.domain.permissions import Act
from consult.present.entries import Presenter, ordinals
from consult.queries import comment_lists, comments, drafts
from consult.store.comments import Comment
from consult.store.drafts import Paragraph
from consult.web.answering import Answering
from consult.web.comment_filters import CommentFilters
from consult.web.filtering import PAGE, pages_of
from consult.web.forms.comments import ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.history import history_of
from consult.web.links import local_path
from consult.web.pictures import with_pictures
from consult.web.present import cards_for

pages = Blueprint("comments", __name__, url_prefix="/<slug>/comments")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Every comment, as few or as many as the filters leave."""
    filters = CommentFilters(here, request.args)
    found, total = comment_lists.filtered(
        here.session, here.consultation, filters.criteria, page=filters.page, size=PAGE
    )
    cards = cards_for(here, _presenter(here, [c.paragraph for c in found if c.paragraph]))
    return render_template(
        "comments/index.html",
        comments=[cards.comment(comment) for comment in found],
        filters=filters,
        pages=pages_of(total, filters.page, filters.asked),
        total=total,
    )


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One comment beneath the words it concerns, with its answer."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    presenter = _presenter(here, [comment.paragraph] if comment.paragraph else [])
    cards = cards_for(here, presenter, with_notes=True)
    card = cards.comment(comment)
    return render_template(
        "comments/show.html",
        card=card,
        paragraph=comment.paragraph,
        paragraph_html=_html(here, comment, marked=not card.entry.hidden),
        history=history_of(here, comment) if here.may(Act.RUN) else [],
        answering=Answering.wanted(here, request.args.get("answer")),
    )


@pages.route("/<ref>/withdraw", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def withdraw(here: Here, ref: str) -> Any:
    """Takes one's comment back, after asking."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    form = ConfirmForm()
    if form.validate_on_submit():
        actions.withdraw(here.session, consultation=here.consultation, comment=comment, by=here.actor, now=here.now)
        flash(f"Comment {ref} withdrawn. Its number stays, so that the record is whole.", "success")
        return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref), 303)
    ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, comment))
    return render_template(
        "comments/withdraw.html",
        form=form,
        ref=ref,
        text=comment.text,
        back=url_for("comments.show", slug=here.consultation.slug, ref=ref),
    )


@pages.post("/<ref>/support")
@guarded(Act.READ_DRAFT)
def support(here: Here, ref: str) -> Any:
    """Supports another's comment instead of repeating it."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    actions.support(here.session, consultation=here.consultation, comment=comment, by=here.actor, now=here.now)
    flash(f"You support comment {ref}. This is printed with it.", "success")
    return redirect(_where_it_stood(here, ref), 303)


@pages.post("/<ref>/support/end")
@guarded(Act.READ_DRAFT)
def unsupport(here: Here, ref: str) -> Any:
    """Takes one's support back."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    actions.unsupport(here.session, consultation=here.consultation, comment=comment, by=here.actor, now=here.now)
    flash(f"You no longer support comment {ref}.", "success")
    return redirect(_where_it_stood(here, ref), 303)


def _where_it_stood(here: Here, ref: str) -> str:
    """The page the button was pressed on, if that was one of ours; else the comment's own."""
    began = local_path(request.form.get("back"))
    return f"{began}#{ref}" if began else url_for("comments.show", slug=here.consultation.slug, ref=ref)


def _presenter(here: Here, paragraphs: list[Paragraph]) -> Presenter:
    """For items away from their page: the unnumbered paragraphs among them are counted by asking."""
    sections = {paragraph.section_id for paragraph in paragraphs if not paragraph.label}
    counted = ordinals(drafts.paragraphs(here.session, sections)) if sections else {}
    return Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted)


def _html(here: Here, comment: Comment, *, marked: bool) -> str:
    """The paragraph's markup, with the words marked that the comment is on."""
    paragraph, html = comment.paragraph, comment.paragraph.html if comment.paragraph else ""
    if paragraph is None:
        return ""
    if comment.quote_start is not None and comment.quote_end is not None and marked:
        html = with_marked(html, comment.quote_start, comment.quote_end)
    return with_pictures(html, here.consultation.slug, paragraph.version_id)
