"""What pages show, made ready for their templates: a template is given words and addresses, never a rule."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.actions.allowing import contribution
from consult.domain.digest import Answer, CommentEntry, QuestionEntry
from consult.domain.lifecycle import AnswerState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.permissions import Act, may
from consult.domain.places import chapters
from consult.present.entries import Presenter, answer_to
from consult.store.comments import Comment, Response
from consult.store.drafts import Paragraph, Section
from consult.store.questions import Question
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with an item: a link, or (with `post`) a button."""

    text: str
    href: str
    post: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An authority's answer and what the viewer can do with it. `key` tells it from other authorities' answers."""

    entry: Answer
    key: str
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A comment or question with where it leads, its answers, and what the viewer can do with it."""

    entry: CommentEntry | QuestionEntry
    href: str
    place_href: str
    answers: tuple[AnswerCard, ...]
    actions: tuple[Action, ...] = ()

    @property
    def waits(self) -> bool:
        """True while an authority owes the answer."""
        return any(answer.entry.status != AnswerState.RELEASED.public_wording for answer in self.answers)


@dataclass(frozen=True, slots=True)
class ParagraphCard:
    """A paragraph of the draft with the comments on it. `comment_href` is "" where the viewer cannot comment."""

    paragraph: Paragraph
    html: str
    name: str
    comment_href: str
    comments: tuple[ItemCard, ...]


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section of the draft as read on a page."""

    section: Section
    authority: str
    heading_level: int
    comment_href: str
    comments: tuple[ItemCard, ...]
    paragraphs: tuple[ParagraphCard, ...]


@dataclass(frozen=True, slots=True)
class ContentsLink:
    """An entry of the contents; `parts` are the sections of a chapter below its first."""

    text: str
    href: str
    count: int
    number: str = ""
    level: int = 1
    current: bool = False
    parts: tuple["ContentsLink", ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """Makes cards for one viewer; `presenter` words what is in them."""

    here: Here
    presenter: Presenter
    back: str = ""  # the page an answer begun from a card leads back to, "" for the item's own

    def comment(self, comment: Comment) -> ItemCard:
        """A comment as a card."""
        ref = reference(COMMENT, comment.number)
        entry = self.presenter.comment(comment)
        answers = [
            AnswerCard(
                answer,
                key=f"{ref}-{comment.authority_id}",
                actions=self._answer_actions(comment, ref, comment.authority_id, answer_to(comment)),
            )
            for answer in entry.answers
        ]
        return ItemCard(
            entry=entry,
            href=self._url("comments.show", ref=ref),
            place_href=self._place_href(comment.section, comment.paragraph, ref),
            answers=tuple(answers),
            actions=self._own_actions(comment, "comments", ref),
        )

    def question(self, question: Question) -> ItemCard:
        """A question as a card."""
        ref = reference(QUESTION, question.number)
        entry = self.presenter.question(question)
        given = {response.authority_id: response for response in question.responses}
        answers = [
            AnswerCard(
                answer,
                key=f"{ref}-{body.id}",
                actions=self._answer_actions(question, ref, body.id, given.get(body.id)),
            )
            for answer, body in zip(entry.answers, question.asked, strict=False)
        ]
        return ItemCard(
            entry=entry,
            href=self._url("questions.show", ref=ref),
            place_href=self._place_href(question.section, None, ref) if question.section else "",
            answers=tuple(answers),
            actions=self._own_actions(question, "questions", ref),
        )

    def _own_actions(self, item: Comment | Question, pages: str, ref: str) -> tuple[Action, ...]:
        if not may(self.here.actor, Act.CHANGE_CONTRIBUTION, contribution(self.here.consultation, self.here.now, item)):
            return ()
        return (
            Action("Change", self._url(f"{pages}.change", ref=ref), quiet=True),
            Action("Withdraw", self._url(f"{pages}.withdraw", ref=ref), quiet=True),
        )

    def _answer_actions(
        self, item: Comment | Question, ref: str, authority_id: int, response: Response | None
    ) -> tuple[Action, ...]:
        asked = frozenset({authority_id})
        found = []
        if self.here.may(Act.APPROVE, item, asked=asked, response=response) and response:
            found.append(Action("Approve", self._url("responses.approve", ref=ref, response_id=response.id), post=True))
        if self.here.may(Act.RELEASE, item, response=response) and response:
            found.append(Action("Release", self._url("responses.release", ref=ref, response_id=response.id), post=True))
        if self.here.may(Act.RESPOND, item, asked=asked, response=response):
            text = "Change the answer" if response else "Answer"
            pages = "comments.show" if isinstance(item, Comment) else "questions.show"
            key = f"{ref}-{authority_id}"
            href = (
                f"{self.back}?answer={key}#{ref}" if self.back else self._url(pages, ref=ref, answer=key, _anchor=ref)
            )
            found.append(Action(text, href, quiet=bool(response)))
        return tuple(found)

    def _place_href(self, section: Section | None, paragraph: Paragraph | None, ref: str) -> str:
        if section is None:
            return self._url("reading.whole_draft", _anchor=ref)
        anchor = f"p-{paragraph.id}" if paragraph else f"s-{section.id}"
        return self._url("reading.section", section_id=section.id, _anchor=anchor)

    def _url(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, **values)


def contents(
    here: Here, number: int, sections: Sequence[Section], counts: Mapping[int | None, int], current: int | None = None
) -> list[ContentsLink]:
    """The chapters of version `number`, each with how many comments stand in it; `current` is where the one being read begins."""
    found = []
    for chapter in chapters(sections):
        head, *rest = (sections[n] for n in chapter)
        href = url_for("reading.chapter", slug=here.consultation.slug, number=number, position=chapter.start)
        parts = tuple(
            ContentsLink(
                section.heading,
                f"{href}#s-{section.id}",
                counts.get(section.id, 0),
                number=section.number,
                level=max(2, 1 + section.level - head.level),
            )
            for section in rest
        )
        found.append(
            ContentsLink(
                head.heading,
                href,
                counts.get(head.id, 0) + sum(part.count for part in parts),
                number=head.number,
                current=chapter.start == current,
                parts=parts,
            )
        )
    return found


def unfolded(links: Iterable[ContentsLink], *, all_parts: bool = False) -> list[ContentsLink]:
    """The contents as one list: the parts of the chapter being read below it, or those of every chapter."""
    return [entry for link in links for entry in (link, *(link.parts if all_parts or link.current else ()))]


def by_place(comments: Iterable[Comment]) -> dict[tuple[int | None, int | None], list[Comment]]:
    """Comments by (section id, paragraph id)."""
    found: dict[tuple[int | None, int | None], list[Comment]] = {}
    for comment in comments:
        found.setdefault((comment.section_id, comment.paragraph_id), []).append(comment)
    return found
