"""Comments, questions and answers in words, as one viewer may read them: the same for a page and for a paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consult.actions.allowing import answer_state
from consult.domain.digest import Answer, CommentEntry, QuestionEntry
from consult.domain.dispositions import Disposition, Stance
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.people import Actor
from consult.domain.places import place_in_words
from consult.domain.redline import as_change
from consult.domain.visibility import answer_status, sees_answer
from consult.store.comments import Comment, Response
from consult.store.drafts import Paragraph
from consult.store.people import Body
from consult.store.questions import Question

WITHDRAWN = ("Withdrawn",)


@dataclass(frozen=True, slots=True)
class Presenter:
    """Words items for one viewer (None: the public, as a paper prints) in one time zone.

    `supporters` are those of `queries.comments.supporters`; `ordinals` count the unnumbered paragraphs (see `ordinals`).
    """

    viewer: Actor | None
    zone: ZoneInfo
    supporters: Mapping[int, Sequence[tuple[str, str]]] = field(default_factory=dict)
    ordinals: Mapping[int, int] = field(default_factory=dict)

    def comment(self, comment: Comment) -> CommentEntry:
        """A comment and its answer; of a withdrawn one, only that it was there."""
        withdrawn = comment.state == ItemState.WITHDRAWN.value
        bases = (comment.quote or "", comment.paragraph.text if comment.paragraph else "")
        return CommentEntry(
            reference=reference(COMMENT, comment.number),
            by=comment.author.name,
            body=comment.body.name if comment.body else "",
            place=self.place(comment),
            stance=Stance(comment.stance).wording,
            text="" if withdrawn else comment.text,
            quote="" if withdrawn else comment.quote or "",
            suggested_wording=() if withdrawn else as_change(comment.suggested_wording or "", *bases),
            received_on=self.day(comment.received_at),
            answers=() if withdrawn else (self.answer(comment.authority, answer_to(comment), bases),),
            supporters=tuple(
                f"{name} ({body})" if body else name for name, body in self.supporters.get(comment.id, ())
            ),
            marks=WITHDRAWN if withdrawn else (),
        )

    def question(self, question: Question) -> QuestionEntry:
        """A question and an answer from each authority asked, given or not."""
        withdrawn = question.state == ItemState.WITHDRAWN.value
        given = {response.authority_id: response for response in question.responses}
        return QuestionEntry(
            reference=reference(QUESTION, question.number),
            by=question.author.name,
            body=question.body.name if question.body else "",
            place=question.section.heading if question.section else "",
            asked_of=tuple(body.name for body in question.asked),
            text="" if withdrawn else lettered([part.text for part in question.parts]),
            received_on=self.day(question.received_at),
            answers=() if withdrawn else tuple(self.answer(body, given.get(body.id)) for body in question.asked),
            marks=WITHDRAWN if withdrawn else (),
        )

    def answer(self, authority: Body, response: Response | None, bases: Sequence[str] = ()) -> Answer:
        """An authority's answer, as far as the viewer may read it (R20)."""
        state = answer_state(response)
        status = answer_status(self.viewer, authority_id=authority.id, state=state)
        if response is None or not sees_answer(self.viewer, authority_id=authority.id, state=state):
            return Answer(authority=authority.name, status=status)
        return Answer(
            authority=authority.name,
            status=status,
            text=response.text,
            disposition=Disposition(response.disposition).wording if response.disposition else "",
            reason=response.reason,
            resulting_wording=as_change(response.resulting_wording, *bases),
            answered_by=response.answered_by.name,
            answered_on=self.day(response.answered_at),
        )

    def place(self, comment: Comment) -> str:
        """Where a comment stands, in words."""
        heading = comment.section.heading if comment.section else None
        if comment.paragraph is None:
            return place_in_words(heading)
        return place_in_words(heading, comment.paragraph.label, self.ordinals.get(comment.paragraph.id, 0))

    def day(self, at: datetime) -> date:
        """The day of a moment, in the consultation's time zone."""
        return at.astimezone(self.zone).date()


def answer_to(comment: Comment) -> Response | None:
    """The answer of the authority the comment was put to, if it has begun one."""
    return next((r for r in comment.responses if r.authority_id == comment.authority_id), None)


def lettered(parts: Sequence[str]) -> str:
    """The parts of a question as one text: "(a) …", "(b) …"; a single part without a letter."""
    if len(parts) == 1:
        return parts[0]
    return "\n\n".join(f"({letter}) {part}" for letter, part in zip("abcdefghijklmnopqrstuvwxyz", parts, strict=False))


def ordinals(paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """For each unnumbered paragraph's id, which it is of its section's unnumbered ones, from 1."""
    counted: dict[int, int] = {}
    found = {}
    for paragraph in paragraphs:
        if not paragraph.label:
            counted[paragraph.section_id] = counted.get(paragraph.section_id, 0) + 1
            found[paragraph.id] = counted[paragraph.section_id]
    return found
