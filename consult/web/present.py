"""What pages show, made ready for their templates: a template is given words and addresses, never a rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.actions.allowing import contribution
from consult.domain.digest import CommentEntry, QuestionEntry
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.permissions import Act, may
from consult.present.about import waits
from consult.present.entries import Presenter
from consult.queries import comments
from consult.store.comments import Comment
from consult.store.drafts import Paragraph, Section
from consult.store.people import Body
from consult.store.questions import Question
from consult.web.accepting import as_read
from consult.web.answer_cards import Action, AnswerCard, AnswerCards, Item
from consult.web.clerks_tools import tools_for
from consult.web.guards import Here
from consult.web.visiting import news_for


@dataclass(frozen=True, slots=True)
class Passage:
    """Where the words stand that a comment is on: offsets in code points of the paragraph's text."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A comment or question with where it leads, its answers, and what the viewer can do with it."""

    entry: CommentEntry | QuestionEntry
    href: str
    place_href: str
    answers: tuple[AnswerCard, ...]
    actions: tuple[Action, ...] = ()
    passage: "Passage | None" = None
    news: tuple[str, ...] = ()  # what is new of it to the viewer, in words
    redline_href: str = ""  # what became of the words it was made on, "" where nothing did
    changed: str = ""  # what the change of its paragraph is called, where it was what it asked for
    accept: str = ""  # what the clerk sends to accept a question that waits (web.accepting)
    tools: tuple[Action, ...] = ()  # on its own page, what the clerk can do to keep it from the public

    @property
    def waits(self) -> bool:
        """True while an authority owes the answer."""
        return any(answer.entry.status != AnswerState.RELEASED.public_wording for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Said:
    """The comments at one place: those written out, how many there are, how many wait, and where all can be read."""

    cards: tuple[ItemCard, ...]
    count: int
    waiting: int
    all_href: str


@dataclass(frozen=True, slots=True)
class ParagraphCard:
    """A paragraph of the draft with what was said on it. `comment_href` is "" where the viewer cannot comment."""

    paragraph: Paragraph
    html: str
    name: str
    comment_href: str
    said: Said
    ask_href: str = ""
    asked: tuple[tuple[str, str], ...] = ()  # the questions about it: (reference, address)


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section of the draft as read on a page."""

    section: Section
    authority: str
    heading_level: int
    comment_href: str
    said: Said
    paragraphs: tuple[ParagraphCard, ...]
    ask_href: str = ""
    asked: tuple[tuple[str, str], ...] = ()  # the questions about the section as a whole


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards for one viewer; `presenter` words what is in them."""

    here: Here
    presenter: Presenter
    back: str = ""  # the page an answer begun from a card leads back to, "" for the item's own
    with_notes: bool = False  # the officers' notes stand on the cards, for those who may read them
    supported: frozenset[int] = frozenset()  # the comments the viewer supports, by id

    def comment(self, comment: Comment) -> ItemCard:
        """A comment as a card."""
        ref = reference(COMMENT, comment.number)
        entry = self.presenter.comment(comment)
        return ItemCard(
            entry=entry,
            href=self.url("comments.show", ref=ref),
            place_href=self._place_href(comment.section, comment.paragraph, ref),
            answers=self._answers(comment, ref, entry, [comment.authority]),
            actions=(*self._own_actions(comment, "comments", ref), *self._support(comment, ref)),
            passage=_passage(comment),
            news=news_for(self.here).of(comment),
            redline_href=self._redline_href(comment) if entry.made_on else "",
            changed=self._changed(comment, entry),
            tools=tools_for(self.here, comment) if self.with_notes else (),
        )

    def _changed(self, comment: Comment, entry: CommentEntry) -> str:
        if entry.made_on is None or not entry.made_on.taken_into:
            return ""
        whose = "your" if comment.author_id == self.here.person.id else "the"
        return f"This is what {whose} comment changed in version {entry.made_on.taken_into}"

    def _redline_href(self, comment: Comment) -> str:
        """The redline from the version it was made on to the one it stands in, at its paragraph."""
        made = next(place for place in comment.places if place.state == "made")
        stands = next(
            (place.version.number for place in comment.places if place.version_id == comment.version_id), None
        )
        anchor = f"o-{made.paragraph_id}" if made.paragraph_id else None
        return self.url("versions.redline", old=made.version.number, new=stands, _anchor=anchor) if stands else ""

    def question(self, question: Question) -> ItemCard:
        """A question as a card."""
        ref = reference(QUESTION, question.number)
        entry = self.presenter.question(question)
        return ItemCard(
            entry=entry,
            href=self.url("questions.show", ref=ref),
            place_href=self._place_href(question.section, question.paragraph, ref) if question.section else "",
            answers=self._answers(question, ref, entry, question.asked),
            actions=(
                *self._own_actions(question, "questions", ref),
                *self._following_up(question, ref),
                *self._asking_for_more(question, ref),
            ),
            accept=as_read(question) if waits(question) and self.here.may(Act.ACCEPT, question) else "",
            news=news_for(self.here).of(question),
            tools=tools_for(self.here, question) if self.with_notes else (),
        )

    def _support(self, comment: Comment, ref: str) -> tuple[Action, ...]:
        """Members support each other's comments while the window is open."""
        if comment.author_id == self.here.person.id or comment.state != ItemState.RECEIVED.value:
            return ()
        if not self.here.may(Act.COMMENT):
            return ()
        if comment.id in self.supported:
            return (Action("Withdraw your support", self.url("comments.unsupport", ref=ref), post=True),)
        return (Action("Support this comment", self.url("comments.support", ref=ref), post=True),)

    def _own_actions(self, item: Comment | Question, pages: str, ref: str) -> tuple[Action, ...]:
        if not may(self.here.actor, Act.CHANGE_CONTRIBUTION, contribution(self.here.consultation, self.here.now, item)):
            return ()
        return (
            Action("Change", self.url(f"{pages}.change", ref=ref), quiet=True),
            Action("Withdraw", self.url(f"{pages}.withdraw", ref=ref), quiet=True),
        )

    def _asking_for_more(self, question: Question, ref: str) -> tuple[Action, ...]:
        """On its own page the panel may ask for information, answered or not."""
        if not self.with_notes or question.state != ItemState.RECEIVED.value or not self.here.may(Act.REQUEST):
            return ()
        return (Action("Ask for information", self.url("requests.ask", about=ref), quiet=True),)

    def _following_up(self, question: Question, ref: str) -> tuple[Action, ...]:
        """Its author may ask one supplementary, once an answer has been released."""
        taken = question.supplementary is not None or question.supplementary_to_id is not None
        about = self.here.consultation
        if taken or not about.supplementaries:
            return ()
        if not may(self.here.actor, Act.FOLLOW_UP, contribution(about, self.here.now, question)):
            return ()
        return (Action("Ask a supplementary question", self.url("questions.follow_up", parent=ref)),)

    def _answers(
        self, item: Item, ref: str, entry: CommentEntry | QuestionEntry, asked: Sequence[Body]
    ) -> tuple[AnswerCard, ...]:
        """A card for each answer of the entry: those of one authority after those of another, as the presenter has them."""
        if not entry.answers:
            return ()
        shown = [(body.id, row) for body in asked for row in self.presenter.shown(body.id, item.responses)]
        return tuple(
            AnswerCards(self.here, self.presenter, self.back, item, ref, authority_id, self.with_notes).card(
                answer, row
            )
            for answer, (authority_id, row) in zip(entry.answers, shown, strict=True)
        )

    def _place_href(self, section: Section | None, paragraph: Paragraph | None, ref: str) -> str:
        if section is None:
            return self.url("reading.whole_draft", _anchor=ref)
        anchor = f"p-{paragraph.id}" if paragraph else f"s-{section.id}"
        return self.url("reading.section", section_id=section.id, _anchor=anchor)

    def url(self, endpoint: str, **values: Any) -> str:
        """An address within the consultation."""
        return url_for(endpoint, slug=self.here.consultation.slug, **values)


def cards_for(here: Here, presenter: Presenter, back: str = "", *, with_notes: bool = False) -> Cards:
    """Cards for a page on which others' comments stand, and can be supported."""
    supported = frozenset[int]()
    if here.may(Act.COMMENT):
        supported = comments.supported_by(here.session, here.consultation, here.person.id)
    return Cards(here, presenter, back, with_notes=with_notes, supported=supported)


def _passage(comment: Comment) -> Passage | None:
    at = (comment.paragraph_id, comment.quote_start, comment.quote_end)
    if comment.state != ItemState.RECEIVED.value or None in at:
        return None
    return Passage(*(number or 0 for number in at))


def by_place(comments: Iterable[Comment]) -> dict[tuple[int | None, int | None], list[Comment]]:
    """Comments by (section id, paragraph id)."""
    found: dict[tuple[int | None, int | None], list[Comment]] = {}
    for comment in comments:
        found.setdefault((comment.section_id, comment.paragraph_id), []).append(comment)
    return found
