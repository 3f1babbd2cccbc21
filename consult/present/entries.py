"""Comments, questions and answers in words, as one viewer may read them: the same for a page and for a paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consult.actions.allowing import Contribution, answer_state
from consult.domain.digest import Answer, CommentEntry, Promise, QuestionEntry, Unsettled
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.numbering import COMMENT, QUESTION, UNDERTAKING, reference
from consult.domain.people import Actor
from consult.domain.places import place_in_words
from consult.domain.questions import Wants
from consult.domain.redline import as_replacement, as_result
from consult.domain.visibility import answer_status, follows_progress, holding_status, sees_answer, sees_exempt
from consult.present.about import About, about, sealed_as, waits
from consult.present.made_on import NO_PLACE, has_no_place, made_on, written_on
from consult.store.comments import Comment, Response
from consult.store.drafts import Paragraph
from consult.store.people import Body
from consult.store.questions import Question


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
        about = self.about(comment, frozenset({comment.authority_id}))
        hidden = about.hidden
        bases = written_on(comment)
        return CommentEntry(
            reference=reference(COMMENT, comment.number),
            by=comment.author.name,
            body=comment.body.name if comment.body else "",
            place=self.place(comment),
            stance="" if hidden else Stance(comment.stance).wording,
            text="" if hidden else comment.text,
            quote="" if hidden else bases[0],
            suggested_wording=() if hidden else as_replacement(comment.suggested_wording or "", *bases),
            received_on=self.day(comment.received_at),
            answers=()
            if hidden or comment.state != ItemState.RECEIVED.value
            else self.answers(comment.authority, comment.responses, bases, comment.suggested_wording or ""),
            supporters=()
            if hidden
            else tuple(f"{name} ({body})" if body else name for name, body in self.supporters.get(comment.id, ())),
            marks=about.marks,
            notes=about.notes,
            made_on=None if hidden else made_on(comment, self.ordinals),
            kind=Kind(comment.kind).wording if comment.kind != Kind.COMMENT and not hidden else "",
            put_to=comment.authority.name,
        )

    def question(self, question: Question) -> QuestionEntry:
        """A question and an answer from each authority asked, given or not."""
        about = self.about(question, frozenset(body.id for body in question.asked))
        hidden = about.hidden
        given = [answer for body in question.asked for answer in self.answers(body, question.responses)]
        return QuestionEntry(
            reference=reference(QUESTION, question.number),
            by=question.author.name,
            body=question.body.name if question.body else "",
            place=self._place_of(question),
            asked_of=tuple(body.name for body in question.asked),
            text="" if hidden else lettered([part.text for part in question.parts]),
            received_on=self.day(question.received_at),
            answers=() if hidden or waits(question) or question.state != ItemState.RECEIVED.value else tuple(given),
            marks=about.marks,
            notes=about.notes,
            wants=Wants(question.wants).wording,
            line=question.line.title if question.line else "",
            supplementary_to=_reference_of(question.supplementary_to),
            supplementary=_reference_of(question.supplementary),
        )

    def answers(
        self, authority: Body, responses: Iterable[Response], bases: Sequence[str] = (), suggestion: str = ""
    ) -> tuple[Answer, ...]:
        """What an authority says to an item, as far as the viewer may read it: one answer for each of `shown`.

        `bases` and `suggestion` are what a resulting wording may change and take up: the draft's words, and the author's.
        """
        shown = self.shown(authority.id, responses)
        return tuple(self.answer(authority, response, bases, suggestion) for response in shown)

    def shown(self, authority_id: int, responses: Iterable[Response]) -> tuple[Response | None, ...]:
        """An authority's holding reply and its answer (None: not begun), as far as they are shown to the viewer.

        The answer, once released, stands alone. Until then a holding reply stands for it, and those who are told how far an
        answer has come see both.
        """
        answer = given_by(authority_id, responses)
        holding = given_by(authority_id, responses, holding=True)
        told = follows_progress(self.viewer, authority_id=authority_id)
        if holding is None or answer_state(answer) is AnswerState.RELEASED:
            return (answer,)
        if not sees_answer(self.viewer, authority_id=authority_id, state=answer_state(holding)):
            return (answer,)
        return (holding, answer) if told else (holding,)

    def answer(
        self, authority: Body, response: Response | None, bases: Sequence[str] = (), suggestion: str = ""
    ) -> Answer:
        """An authority's answer or holding reply, as far as the viewer may read it (R20)."""
        state = answer_state(response)
        worded = holding_status if response is not None and response.holding else answer_status
        status = worded(self.viewer, authority_id=authority.id, state=state)
        if response is None or not sees_answer(self.viewer, authority_id=authority.id, state=state):
            return Answer(authority=authority.name, status=status)
        sealed = sealed_as(response.exemption)
        if sealed and not sees_exempt(self.viewer, authorities=frozenset({authority.id})):
            return Answer(authority=authority.name, status=status, exempt=sealed.mark)
        return Answer(
            authority=authority.name,
            status=status,
            exempt=sealed.mark if sealed else "",
            exempt_reason=sealed.reason if sealed else "",
            text=response.text,
            disposition=Disposition(response.disposition).wording if response.disposition else "",
            reason=response.reason,
            resulting_wording=as_result(response.resulting_wording, suggestion, *bases),
            answered_by=response.answered_by.name,
            answered_on=self.day(response.answered_at),
            together_with=together_with(response),
            unsettled=tuple(Unsettled(one.person.name, one.reason, self.day(one.at)) for one in response.unsettled),
            promises=tuple(Promise(one.quote, reference(UNDERTAKING, one.number)) for one in response.undertakings),
        )

    def about(self, item: Contribution, authorities: frozenset[int]) -> About:
        """What stands beside an item's reference, and whether its words are kept from the viewer."""
        return about(item, self.viewer, authorities, self.zone)

    def _place_of(self, question: Question) -> str:
        if question.section is None:
            return ""
        label = question.paragraph.label if question.paragraph else None
        return place_in_words(question.section.heading, label, self.ordinals.get(question.paragraph_id or 0, 0))

    def place(self, comment: Comment) -> str:
        """Where a comment stands, in words."""
        heading = comment.section.heading if comment.section else None
        if comment.paragraph is None:
            gone = has_no_place(comment)
            return (
                f"{heading}, words no longer in it"
                if gone and heading
                else NO_PLACE
                if gone
                else place_in_words(heading)
            )
        return place_in_words(heading, comment.paragraph.label, self.ordinals.get(comment.paragraph.id, 0))

    def day(self, at: datetime) -> date:
        """The day of a moment, in the consultation's time zone."""
        return at.astimezone(self.zone).date()


def _reference_of(question: Question | None) -> str:
    return reference(QUESTION, question.number) if question else ""


def answer_to(comment: Comment) -> Response | None:
    """The answer of the authority the comment was put to, if it has begun one."""
    return given_by(comment.authority_id, comment.responses)


def given_by(authority_id: int, responses: Iterable[Response], *, holding: bool = False) -> Response | None:
    """The answer, or the holding reply, of one authority among those to an item."""
    return next((r for r in responses if r.authority_id == authority_id and r.holding is holding), None)


def together_with(response: Response) -> tuple[str, ...]:
    """The references of the other comments a group's answer is given to; those withdrawn are not named."""
    if response.group is None:
        return ()
    return tuple(
        reference(COMMENT, comment.number)
        for comment in response.group.comments
        if comment.id != response.comment_id and comment.state == ItemState.RECEIVED.value
    )


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
