"""Commenting: writing, changing, withdrawing, and all comments in one list."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from consult.actions import comments as actions
from consult.actions.allowing import contribution, ensure, scene
from consult.domain.dispositions import Stance
from consult.domain.numbering import COMMENT, reference
from consult.domain.permissions import Act
from consult.domain.places import place_in_words
from consult.domain.refusals import Refused
from consult.present.entries import Presenter, ordinals
from consult.queries import comments, drafts, people
from consult.store.comments import Comment
from consult.store.drafts import Paragraph
from consult.web.answering import Answering
from consult.web.filtering import PAGE, Filter, page_of
from consult.web.forms.comments import CommentForm, ConfirmForm
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.present import Cards

pages = Blueprint("comments", __name__, url_prefix="/<slug>/comments")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def index(here: Here) -> Any:
    """Every comment in the order received, as few or as many as the filter leaves."""
    chosen = Filter.asked(request.args)
    found, total = comments.filtered(here.session, here.consultation, chosen.criteria, page=chosen.page, size=PAGE)
    cards = Cards(here, _presenter(here, [c.paragraph for c in found if c.paragraph]))
    return render_template(
        "comments/index.html",
        comments=[cards.comment(comment) for comment in found],
        chosen=chosen,
        pages=page_of(chosen, total),
        total=total,
        authorities=people.authorities(here.session, here.consultation, here.now.date()),
        stances=list(Stance),
    )


@pages.get("/<ref>")
@guarded(Act.READ_DRAFT)
def show(here: Here, ref: str) -> Any:
    """One comment beneath the words it concerns, with its answer."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    cards = Cards(here, _presenter(here, [comment.paragraph] if comment.paragraph else []))
    return render_template(
        "comments/show.html",
        card=cards.comment(comment),
        paragraph=comment.paragraph,
        paragraph_html=_html(here, comment.paragraph),
        answering=Answering.wanted(here, request.args.get("answer")),
    )


@pages.route("/write", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def write(here: Here) -> Any:
    """A new comment on the place named by `paragraph` or `section`; on the whole draft where neither is."""
    ensure(here.actor, Act.COMMENT, scene(here.consultation, here.now)) if request.method == "GET" else None
    place = _place(here)
    form = _form(place.paragraph)
    if form.validate_on_submit():
        try:
            comment = actions.submit(
                here.session,
                consultation=here.consultation,
                place=place,
                wording=_wording(form, place.paragraph),
                form_key=form.form_key.data,
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            ref = reference(COMMENT, comment.number)
            flash(f"Comment {ref} received. You can change or withdraw it until the window closes.", "success")
            return redirect(url_for("comments.show", slug=here.consultation.slug, ref=ref), 303)
    return _page(here, form, place.paragraph, _words_for(here, place), _way_back(here, place))


@pages.route("/<ref>/change", methods=["GET", "POST"])
@guarded(Act.READ_DRAFT)
def change(here: Here, ref: str) -> Any:
    """Changes one's comment while the window is open."""
    comment = comments.by_reference(here.session, here.consultation, ref)
    if request.method == "GET":
        ensure(here.actor, Act.CHANGE_CONTRIBUTION, contribution(here.consultation, here.now, comment))
    form = _form(comment.paragraph, comment)
    here_href = url_for("comments.show", slug=here.consultation.slug, ref=ref)
    if form.validate_on_submit():
        try:
            actions.change(
                here.session,
                consultation=here.consultation,
                comment=comment,
                wording=_wording(form, comment.paragraph),
                by=here.actor,
                now=here.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(f"Comment {ref} changed.", "success")
            return redirect(here_href, 303)
    place = _presenter(here, [comment.paragraph] if comment.paragraph else []).place(comment)
    return _page(here, form, comment.paragraph, place, here_href, changing=ref)


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


def _place(here: Here) -> actions.Place:
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    paragraph_id, section_id = request.args.get("paragraph", type=int), request.args.get("section", type=int)
    if paragraph_id is not None:
        paragraph = drafts.paragraph(here.session, paragraph_id, version)
        return actions.Place(version, paragraph.section, paragraph)
    if section_id is not None:
        return actions.Place(version, drafts.section(here.session, section_id, version))
    return actions.Place(version)


def _form(paragraph: Paragraph | None, comment: Comment | None = None) -> CommentForm:
    text = paragraph.text if paragraph else ""
    if comment is None:
        form = CommentForm(data={"suggested": text, "quote": request.args.get("quote", "")})
    else:
        form = CommentForm(
            data={
                "stance": comment.stance,
                "text": comment.text,
                "quote": comment.quote or "",
                "suggested": comment.suggested_wording or text,
            }
        )
    if paragraph is None:
        del form.quote, form.suggested
    return form


def _wording(form: CommentForm, paragraph: Paragraph | None) -> actions.Wording:
    suggested = (form.suggested.data or "") if paragraph else ""
    unchanged = paragraph is not None and " ".join(suggested.split()) == " ".join(paragraph.text.split())
    return actions.Wording(
        stance=Stance(form.stance.data),
        text=form.text.data,
        quote=(form.quote.data or "") if paragraph else "",
        suggested="" if unchanged else suggested,
    )


def _presenter(here: Here, paragraphs: list[Paragraph]) -> Presenter:
    """For items away from their page: the unnumbered paragraphs among them are counted by asking."""
    sections = {paragraph.section_id for paragraph in paragraphs if not paragraph.label}
    counted = ordinals(drafts.paragraphs(here.session, sections)) if sections else {}
    return Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted)


def _words_for(here: Here, place: actions.Place) -> str:
    heading = place.section.heading if place.section else None
    if place.paragraph is None:
        return place_in_words(heading)
    return place_in_words(heading, place.paragraph.label, drafts.ordinal(here.session, place.paragraph))


def _way_back(here: Here, place: actions.Place) -> str:
    slug = here.consultation.slug
    if place.section is None:
        return url_for("reading.whole_draft", slug=slug)
    anchor = f"p-{place.paragraph.id}" if place.paragraph else f"s-{place.section.id}"
    return url_for("reading.section", slug=slug, section_id=place.section.id, _anchor=anchor)


def _html(here: Here, paragraph: Paragraph | None) -> str:
    return with_pictures(paragraph.html, here.consultation.slug, paragraph.version_id) if paragraph else ""


def _page(here: Here, form: CommentForm, paragraph: Paragraph | None, place: str, back: str, changing: str = "") -> str:
    return render_template(
        "comments/write.html",
        form=form,
        paragraph=paragraph,
        paragraph_html=_html(here, paragraph),
        place=place,
        back=back,
        changing=changing,
        suggesting=paragraph is not None
        and " ".join((form.suggested.data or "").split()) != " ".join(paragraph.text.split()),
        closes_at=here.consultation.closes_at,
    )
