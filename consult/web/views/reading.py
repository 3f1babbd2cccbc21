"""Reading the draft, a part at a time, with what was said on it."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from consult.actions.beginning import FROM_ACCEPTED
from consult.domain.permissions import Act
from consult.domain.places import chapters, place_in_words
from consult.domain.refusals import NotFound
from consult.domain.typed_numbers import number_in
from consult.present.entries import Presenter
from consult.queries import comments, drafts
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.web.answering import Answering
from consult.web.contents import contents as contents_of
from consult.web.contents import unfolded
from consult.web.filtering import PAGE, Pages, page_asked
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.present import cards_for
from consult.web.reading_cards import section_cards
from consult.web.standing import Standing
from consult.web.visiting import opens

pages = Blueprint("reading", __name__, url_prefix="/<slug>/draft")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def contents(here: Here) -> Any:
    """The contents of the current version, with how many comments each part has."""
    if here.consultation.current_version == 0:
        return render_template("reading/none.html")
    return _contents(here, here.consultation.current_version)


@pages.get("/<int:number>/")
@guarded(Act.READ_DRAFT)
def version_contents(here: Here, number: int) -> Any:
    """The contents of one version, which may be an earlier one."""
    return _contents(here, number)


def _contents(here: Here, number: int) -> str:
    version = drafts.version(here.session, here.consultation, number)
    sections = drafts.sections(here.session, version)
    counts = Standing(here, version).counts()
    versions = drafts.versions(here.session, here.consultation)
    return render_template(
        "reading/contents.html",
        version=version,
        versions=versions,
        based_on=next((one.number for one in versions if one.id == version.based_on_id), None),
        took_up=version.origin == FROM_ACCEPTED,
        may_run=here.may(Act.RUN),
        chapters=unfolded(contents_of(here, version, sections, counts), all_parts=True),
        on_whole=counts.get(None, 0),
        may_comment=here.may(Act.COMMENT),
        may_take=here.may(Act.TAKE),
    )


@pages.get("/<int:number>/<int:position>")
@guarded(Act.READ_DRAFT)
def chapter(here: Here, number: int, position: int) -> Any:
    """One part of a version: its sections and paragraphs, each with its comments and their answers."""
    version = drafts.version(here.session, here.consultation, number)
    sections = drafts.sections(here.session, version)
    parts = chapters(sections)
    index = next((n for n, part in enumerate(parts) if position in part), None)
    if index is None:
        raise NotFound
    shown = [sections[n] for n in parts[index]]
    answering = Answering.wanted(here, request.args.get("answer"))
    standing = Standing(here, version)
    counts = standing.counts()
    links = contents_of(here, version, sections, counts, parts[index].start)
    if links[index].unopened:
        opens(shown[0].id)
    cards, questions_here = section_cards(here, standing, sections, shown)
    return render_template(
        "reading/chapter.html",
        version=version,
        chapters=unfolded(links),
        sections=cards,
        answering=answering,
        previous=links[index - 1] if index else None,
        following=links[index + 1] if index + 1 < len(links) else None,
        next_new=next((link for link in (*links[index + 1 :], *links[:index]) if link.new), None),
        may_comment=here.may(Act.COMMENT),
        is_panel=here.may(Act.SEE_OWN).ok,
        is_latest=number == here.consultation.current_version,
        open_comments=here.may(Act.SEE_WORK).ok or request.args.get("comments") == "shown",
        comment_count=questions_here,
        entering=here.may(Act.TAKE).ok,
    )


@pages.get("/whole")
@guarded(Act.READ_DRAFT)
def whole_draft(here: Here) -> Any:
    """The comments on the draft as a whole: the current version, or the one asked for."""
    number = number_in(request.args.get("version"))
    wanted = here.consultation.current_version if number is None else number
    version = drafts.version(here.session, here.consultation, wanted)
    return render_template(
        "reading/whole_draft.html",
        **_said(here, version, None, None),
        may_comment=here.may(Act.COMMENT) if wanted == here.consultation.current_version else None,
        is_panel=here.may(Act.SEE_OWN).ok,
    )


@pages.get("/section/<int:section_id>/comments")
@guarded(Act.READ_DRAFT)
def on_section(here: Here, section_id: int) -> Any:
    """All comments on one section as a whole."""
    found, number = drafts.section_with_number(here.session, here.consultation, section_id)
    version = drafts.version(here.session, here.consultation, number)
    return render_template(
        "reading/place.html", section=found, place=found.heading, **_said(here, version, found, None)
    )


@pages.get("/paragraph/<int:paragraph_id>")
@guarded(Act.READ_DRAFT)
def on_paragraph(here: Here, paragraph_id: int) -> Any:
    """One paragraph and all comments on it."""
    found, number = drafts.paragraph_with_number(here.session, here.consultation, paragraph_id)
    version = drafts.version(here.session, here.consultation, number)
    ordinal = drafts.ordinal(here.session, found)
    return render_template(
        "reading/place.html",
        section=found.section,
        paragraph=found,
        paragraph_html=with_pictures(found.html, here.consultation.slug, version.id),
        place=place_in_words(found.section.heading, found.label, ordinal),
        **_said(here, version, found.section, found, {found.id: ordinal}),
    )


def _said(
    here: Here,
    version: DraftVersion,
    section: Section | None,
    paragraph: Paragraph | None,
    counted: Mapping[int, int] | None = None,
) -> dict[str, Any]:
    """One page of the comments at a place, as cards."""
    page = page_asked(request.args)
    found, total = Standing(here, version).at_place(
        section.id if section else None, paragraph.id if paragraph else None, page=page, size=PAGE
    )
    presenter = Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted or {})
    cards = cards_for(here, presenter, back=request.path)
    last = max(1, -(-total // PAGE))
    return {
        "version": version,
        "comments": [cards.comment(comment) for comment in found],
        "answering": Answering.wanted(here, request.args.get("answer")),
        "total": total,
        "pages": Pages(page, last, f"?page={page - 1}" if page > 1 else "", f"?page={page + 1}" if page < last else ""),
    }


@pages.get("/section/<int:section_id>")
@guarded(Act.READ_DRAFT)
def section(here: Here, section_id: int) -> Any:
    """A lasting address of a section, whichever version it is of."""
    found, number = drafts.section_with_number(here.session, here.consultation, section_id)
    return redirect(
        url_for("reading.chapter", slug=here.consultation.slug, number=number, position=found.position), 302
    )
