"""Reading the draft, a part at a time, with what was said on it."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from consult.domain.people import PANEL
from consult.domain.permissions import Act
from consult.domain.places import chapters, heading_levels, owners, place_in_words
from consult.domain.refusals import NotFound
from consult.present.entries import Presenter, ordinals
from consult.queries import comments, drafts, people
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.web.answering import Answering
from consult.web.guards import Here, guarded
from consult.web.pictures import with_pictures
from consult.web.present import Cards, ItemCard, ParagraphCard, SectionCard, by_place, cards_for, unfolded
from consult.web.present import contents as contents_of

pages = Blueprint("reading", __name__, url_prefix="/<slug>/draft")


@pages.get("/")
@guarded(Act.READ_DRAFT)
def contents(here: Here) -> Any:
    """The contents of the current version, with how many comments each part has."""
    if here.consultation.current_version == 0:
        return render_template("reading/none.html")
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    counts = comments.counts_by_section(here.session, version.id)
    return render_template(
        "reading/contents.html",
        version=version,
        chapters=unfolded(contents_of(here, version.number or 0, sections, counts), all_parts=True),
        on_whole=counts.get(None, 0),
        may_comment=here.may(Act.COMMENT),
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
    links = contents_of(
        here, number, sections, comments.counts_by_section(here.session, version.id), parts[index].start
    )
    cards, questions_here = _cards(here, version, sections, shown)
    return render_template(
        "reading/chapter.html",
        version=version,
        chapters=unfolded(links),
        sections=cards,
        answering=answering,
        previous=links[index - 1] if index else None,
        following=links[index + 1] if index + 1 < len(links) else None,
        may_comment=here.may(Act.COMMENT),
        is_panel=here.actor.holds(PANEL),
        is_latest=number == here.consultation.current_version,
        open_comments=here.may(Act.SEE_WORK).ok or request.args.get("comments") == "shown",
        comment_count=questions_here,
    )


@pages.get("/whole")
@guarded(Act.READ_DRAFT)
def whole_draft(here: Here) -> Any:
    """The comments on the draft as a whole."""
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    presenter = Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation))
    cards = cards_for(here, presenter, back=url_for("reading.whole_draft", slug=here.consultation.slug))
    said = comments.on_whole_draft(here.session, here.consultation, version.id)
    return render_template(
        "reading/whole_draft.html",
        version=version,
        comments=[cards.comment(comment) for comment in said],
        answering=Answering.wanted(here, request.args.get("answer")),
        may_comment=here.may(Act.COMMENT),
        is_panel=here.actor.holds(PANEL),
    )


@pages.get("/section/<int:section_id>")
@guarded(Act.READ_DRAFT)
def section(here: Here, section_id: int) -> Any:
    """A lasting address of a section, whichever version it is of."""
    found, number = drafts.section_with_number(here.session, here.consultation, section_id)
    return redirect(
        url_for("reading.chapter", slug=here.consultation.slug, number=number, position=found.position), 302
    )


def _cards(
    here: Here, version: DraftVersion, sections: Sequence[Section], shown: Sequence[Section]
) -> tuple[list[SectionCard], int]:
    """The sections of a part as cards, and how many comments stand in it."""
    ids = [section.id for section in shown]
    paragraphs = drafts.paragraphs(here.session, ids)
    counted = ordinals(paragraphs)
    presenter = Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted)
    back = url_for("reading.chapter", slug=here.consultation.slug, number=version.number, position=shown[0].position)
    said = comments.on_sections(here.session, here.consultation, ids)
    placed = by_place(said)
    maker = _Maker(here, version, cards_for(here, presenter, back), placed, counted)
    named = {body.id: body.name for body in people.bodies(here.session)}
    owned = owners(sections, here.consultation.lead_authority_id)
    found = [
        maker.section(
            section,
            named.get(owned[section.position] or 0, ""),
            level,
            [paragraph for paragraph in paragraphs if paragraph.section_id == section.id],
        )
        for section, level in zip(shown, heading_levels(shown), strict=True)
    ]
    return found, len(said)


class _Maker:
    """Makes the cards of one page."""

    def __init__(
        self,
        here: Here,
        version: DraftVersion,
        cards: Cards,
        placed: dict[tuple[int | None, int | None], list[Comment]],
        counted: dict[int, int],
    ) -> None:
        self.here, self.version, self.cards, self.placed, self.counted = here, version, cards, placed, counted
        latest = version.number == here.consultation.current_version
        self.may_comment = latest and here.may(Act.COMMENT).ok

    def section(
        self, section: Section, authority: str, heading_level: int, paragraphs: Sequence[Paragraph]
    ) -> SectionCard:
        """A section, its comments and its paragraphs."""
        return SectionCard(
            section=section,
            authority=authority,
            heading_level=heading_level,
            comment_href=self._comment_href(section=section.id),
            comments=self._comments(section.id, None),
            paragraphs=tuple(self.paragraph(section, paragraph) for paragraph in paragraphs),
        )

    def paragraph(self, section: Section, paragraph: Paragraph) -> ParagraphCard:
        """A paragraph and its comments."""
        return ParagraphCard(
            paragraph=paragraph,
            html=with_pictures(paragraph.html, self.here.consultation.slug, self.version.id),
            name=place_in_words(section.heading, paragraph.label, self.counted.get(paragraph.id, 0)),
            comment_href=self._comment_href(paragraph=paragraph.id),
            comments=self._comments(section.id, paragraph.id),
        )

    def _comments(self, section_id: int, paragraph_id: int | None) -> tuple[ItemCard, ...]:
        return tuple(self.cards.comment(comment) for comment in self.placed.get((section_id, paragraph_id), ()))

    def _comment_href(self, **where: Any) -> str:
        if not self.may_comment:
            return ""
        return url_for("comments.write", slug=self.here.consultation.slug, **where)
