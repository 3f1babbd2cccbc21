"""What comes to the clerk by letter, by telephone or as a file is entered for the member it came from."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consult.actions import comments as commenting
from consult.actions import notices
from consult.actions.comments import Place
from consult.domain.anchoring import Anchor
from consult.domain.arriving import Way
from consult.domain.markup import with_marked
from consult.domain.permissions import Act
from consult.domain.pointing import Named, point
from consult.domain.refusals import Refused
from consult.queries import drafts
from consult.queries import incoming as files
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
    return _index(here, _place_form(here))


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
    return _index(here, form)


def _index(here: Here, form: PlaceForm) -> str:
    waiting = files.waiting(here.session, here.consultation, here.actor)
    return render_template("entering/index.html", form=form, may_take=here.may(Act.TAKE), files=len(waiting))


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
    return entering.done(here, form, made, person)


def _comment_form(here: Here, place: Place) -> EnterCommentForm:
    form = entering.prepared(EnterCommentForm(data=begun(place)), here)
    if place.paragraph is None:
        del form.quote, form.suggested, form.start, form.end
    return form


def _page(here: Here, form: EnterCommentForm, place: Place) -> str:
    return render_template(
        "entering/comment.html",
        form=form,
        place=words_for(here, place),
        suggesting=place.paragraph is not None and bool(form.quote.data or suggests(form, place.paragraph)),
        closes_at=here.consultation.closes_at,
        **shown(here, place, marked_in(form, place.paragraph)),
    )


def shown(here: Here, place: Place, marked: Anchor | None = None) -> dict[str, Any]:
    """The paragraph as it stands above the form."""
    paragraph = place.paragraph
    if paragraph is None:
        return {"paragraph": None, "paragraph_html": ""}
    html = with_marked(paragraph.html, marked.start, marked.end) if marked else paragraph.html
    return {
        "paragraph": paragraph,
        "paragraph_html": with_pictures(html, here.consultation.slug, paragraph.version_id),
    }


def _place_form(here: Here) -> PlaceForm:
    form = PlaceForm()
    form.section.choices = sections(here, "The whole draft")
    return form


def sections(here: Here, none: str) -> list[SelectChoice]:
    """The parts of the draft to choose from, and `none` of them."""
    found = [SelectChoice(WHOLE_DRAFT, none)]
    if here.consultation.current_version:
        version = drafts.version(here.session, here.consultation, here.consultation.current_version)
        sections = drafts.sections(here.session, version)
        found += [SelectChoice(one.id, f"{one.number} {one.heading}".strip()) for one in sections]
    return found


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
