"""What comes to the clerk by letter, by telephone or as a file is entered for the member it came from."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import comments as commenting
from consult.actions import notices
from consult.actions.comments import Place
from consult.actions.naming import reference_of
from consult.domain.arriving import Way
from consult.domain.markup import with_marked
from consult.domain.permissions import Act
from consult.domain.pointing import Named, point
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.web import entering, writing
from consult.web.comment_forms import begun, marked_in, suggests, wording_of, words_for
from consult.web.forms.arriving import EnterCommentForm, PlaceForm
from consult.web.forms.base import SelectChoice
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures

pages = Blueprint("entering", __name__, url_prefix="/<slug>/enter")

WHOLE_DRAFT = 0


@pages.get("/")
@guarded(Act.RUN)
def index(here: Here) -> Any:
    """What can be entered, and where a comment is to stand."""
    return render_template("entering/index.html", form=_place_form(here), may_take=here.may(Act.TAKE))


@pages.post("/")
@guarded(Act.TAKE)
def find(here: Here) -> Any:
    """Leads to the form of a comment on the place named by section and paragraph number."""
    form = _place_form(here)
    if form.validate_on_submit():
        try:
            return redirect(_named(here, form), 303)
        except Refused as refusal:
            form.refuse(Refused(refusal.reason, field="number" if form.number.data else "section"))
    return render_template("entering/index.html", form=form, may_take=here.may(Act.TAKE))


@pages.route("/comment", methods=["GET", "POST"])
@guarded(Act.TAKE)
def comment(here: Here) -> Any:
    """A member's comment on the place named by `paragraph` or `section`; on the whole draft where neither is."""
    place = writing.place_asked(here)
    form = _comment_form(here, place)
    if form.validate_on_submit():
        try:
            done = _enter(here, form, place)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if done is not None:
                return done
    elif request.method == "GET":
        entering.begin(form, here)
        entering.refill(form, entering.common(here))
    return _page(here, form, place)


def _enter(here: Here, form: EnterCommentForm, place: Place) -> Response | None:
    """Enters the comment and tells its author; None where the form is to be shown again."""
    entered = entering.entered_in(form, here, Way(form.way.data))
    if entered is None:
        return None
    person, author = entering.author_in(form, here)
    entering.declare_in(form, here, author)
    made = commenting.submit(
        here.session, consultation=here.consultation, place=place, wording=wording_of(form, place.paragraph),
        form_key=entering.key_in(form, here), by=author, now=here.now, entered=entered,
    )  # fmt: skip
    if made.received_at == here.now:
        notices.received(
            here.session, consultation=here.consultation, item=made, authorities=[made.authority_id], now=here.now
        )
        entering.tell(here, person, entered, [made])
    entering.said(made, person)
    if form.another.data:
        entering.keep_common(form, here)
        return redirect(url_for("entering.index", slug=here.consultation.slug), 303)
    return redirect(url_for("comments.show", slug=here.consultation.slug, ref=reference_of(made)), 303)


def _comment_form(here: Here, place: Place) -> EnterCommentForm:
    form = entering.prepared(EnterCommentForm(data=begun(place)), here)
    if place.paragraph is None:
        del form.quote, form.suggested, form.start, form.end
    return form


def _page(here: Here, form: EnterCommentForm, place: Place) -> str:
    paragraph, slug = place.paragraph, here.consultation.slug
    marked = marked_in(form, paragraph)
    html = (
        with_marked(paragraph.html, marked.start, marked.end) if paragraph and marked else paragraph and paragraph.html
    )
    return render_template(
        "entering/comment.html",
        form=form,
        paragraph=paragraph,
        paragraph_html=with_pictures(html, slug, paragraph.version_id) if paragraph and html else "",
        place=words_for(here, place),
        suggesting=paragraph is not None and bool(form.quote.data or suggests(form, paragraph)),
        closes_at=here.consultation.closes_at,
    )


def _place_form(here: Here) -> PlaceForm:
    form = PlaceForm()
    form.section.choices = [SelectChoice(WHOLE_DRAFT, "The whole draft")]
    if here.consultation.current_version:
        version = drafts.version(here.session, here.consultation, here.consultation.current_version)
        form.section.choices += [
            SelectChoice(one.id, f"{one.number} {one.heading}".strip())
            for one in drafts.sections(here.session, version)
        ]
    return form


def _named(here: Here, form: PlaceForm) -> str:
    """The address of the form for the place meant; raises Refused where there is none, or could be two."""
    slug, number = here.consultation.slug, form.number.data
    if not number:
        return url_for("entering.comment", slug=slug, section=form.section.data or None)
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    held = drafts.paragraphs(here.session, [one.id for one in sections])
    within = [[one for one in held if one.section_id == section.id] for section in sections]
    named = [
        Named(section.number, section.heading, section.level, [one.label for one in own])
        for section, own in zip(sections, within, strict=True)
    ]
    chosen = next((n for n, section in enumerate(sections) if section.id == form.section.data), None)
    at, which = point(named if chosen is None else named[chosen : chosen + 1], None, number)
    if at is None or which is None:
        raise Refused(f"There is no paragraph {number}.")
    return url_for("entering.comment", slug=slug, paragraph=within[at if chosen is None else chosen][which].id)
