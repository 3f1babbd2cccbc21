"""The sections of a part of the draft as cards, each with what was said and asked there."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import url_for

from consult.actions.allowing import answer_state
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.numbering import QUESTION, reference
from consult.domain.permissions import Act
from consult.domain.places import heading_levels, owners, place_in_words, written_out
from consult.present.entries import Presenter, answer_to, ordinals
from consult.queries import comments, drafts, people, questions
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.web.guards import Here
from consult.web.pictures import with_pictures
from consult.web.present import Cards, ParagraphCard, Said, SectionCard, by_place, cards_for
from consult.web.standing import Standing

WRITE = {Act.COMMENT: "comments.write", Act.TAKE: "entering.comment"}
"""Where a comment on a place is written: by members for themselves, by the clerk for them."""
ASK = {Act.ASK: "questions.ask", Act.TAKE: "entering.question"}
"""The same of a question."""


def section_cards(
    here: Here, standing: Standing, sections: Sequence[Section], shown: Sequence[Section]
) -> tuple[list[SectionCard], int]:
    """The sections of a part as cards, and how many comments stand in it."""
    version, ids = standing.version, [section.id for section in shown]
    paragraphs = drafts.paragraphs(here.session, ids)
    counted = ordinals(paragraphs)
    presenter = Presenter(here.actor, here.zone, comments.supporters(here.session, here.consultation), counted)
    back = url_for("reading.chapter", slug=here.consultation.slug, number=version.number, position=shown[0].position)
    said = standing.on_sections(ids)
    placed = by_place(said)
    asked = questions.numbers_by_place(here.session, ids)
    maker = _Maker(here, version, cards_for(here, presenter, back), placed, counted, asked)
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
        questions: Mapping[tuple[int | None, int | None], Sequence[int]],
    ) -> None:
        self.here, self.version, self.cards, self.placed, self.counted = here, version, cards, placed, counted
        latest = version.number == here.consultation.current_version
        may_write = [page for act, page in WRITE.items() if latest and here.may(act)]
        self.write_at = may_write[0] if may_write else ""
        may_ask = [page for act, page in ASK.items() if latest and here.may(act)]
        self.ask_at = may_ask[0] if may_ask else ""
        self.questions = questions
        self.most = written_out([len(said) for said in placed.values()])

    def section(
        self, section: Section, authority: str, heading_level: int, paragraphs: Sequence[Paragraph]
    ) -> SectionCard:
        """A section, its comments and its paragraphs."""
        return SectionCard(
            section=section,
            authority=authority,
            heading_level=heading_level,
            comment_href=self._comment_href(section=section.id),
            said=self._said(section.id, None, self._url("reading.on_section", section_id=section.id)),
            paragraphs=tuple(self.paragraph(section, paragraph) for paragraph in paragraphs),
            ask_href=self._ask_href(section=section.id),
            asked=self._asked(section.id, None),
        )

    def paragraph(self, section: Section, paragraph: Paragraph) -> ParagraphCard:
        """A paragraph and its comments."""
        return ParagraphCard(
            paragraph=paragraph,
            html=with_pictures(paragraph.html, self.here.consultation.slug, self.version.id),
            name=place_in_words(section.heading, paragraph.label, self.counted.get(paragraph.id, 0)),
            comment_href=self._comment_href(paragraph=paragraph.id),
            said=self._said(section.id, paragraph.id, self._url("reading.on_paragraph", paragraph_id=paragraph.id)),
            ask_href=self._ask_href(paragraph=paragraph.id),
            asked=self._asked(section.id, paragraph.id),
        )

    def _said(self, section_id: int, paragraph_id: int | None, all_href: str) -> Said:
        comments = self.placed.get((section_id, paragraph_id), [])
        standing = [comment for comment in comments if comment.state == ItemState.RECEIVED.value]
        return Said(
            cards=tuple(self.cards.comment(comment) for comment in comments[: self.most]),
            count=len(comments),
            waiting=sum(answer_state(answer_to(comment)) is not AnswerState.RELEASED for comment in standing),
            all_href=all_href,
        )

    def _url(self, endpoint: str, **where: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, **where)

    def _ask_href(self, **where: Any) -> str:
        return self._url(self.ask_at, **where) if self.ask_at else ""

    def _asked(self, section_id: int, paragraph_id: int | None) -> tuple[tuple[str, str], ...]:
        refs = [reference(QUESTION, number) for number in self.questions.get((section_id, paragraph_id), ())]
        return tuple((ref, self._url("questions.show", ref=ref)) for ref in refs)

    def _comment_href(self, **where: Any) -> str:
        return url_for(self.write_at, slug=self.here.consultation.slug, **where) if self.write_at else ""
