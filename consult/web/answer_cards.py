"""An authority's answers to an item as cards: what they say, and what the viewer can do with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import url_for

from consult.actions.allowing import answer_state
from consult.domain.calendar import short_day
from consult.domain.digest import Answer, Promise
from consult.domain.lifecycle import AnswerState
from consult.domain.permissions import Act
from consult.domain.visibility import sees_desk, sees_version
from consult.present.entries import Presenter, given_by
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.web.desk import NOBODY, InHand, Thread, desk_of, thread_of
from consult.web.guards import Here

Item = Comment | Question

HOLDING = "-holding"
"""How the key of a holding reply ends: "C-0031-7-holding"."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with an item: a link, or (with `post`) a button."""

    text: str
    href: str
    post: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """An authority's answer and what the viewer can do with it. `key` tells it from other authorities' answers.

    What stands in `in_hand`, `sent_back`, `notes` (where they stand) and `thread` (the notes themselves) is for the
    authority's own officers.
    """

    entry: Answer
    key: str
    actions: tuple[Action, ...] = ()
    in_hand: InHand = NOBODY
    sent_back: str = ""
    notes: Action | None = None
    thread: Thread | None = None
    promises: tuple[tuple[Promise, str], ...] = ()  # with the addresses of their undertakings


@dataclass(frozen=True, slots=True)
class AnswerCards:
    """Makes the cards of one authority's answers to one item."""

    here: Here
    presenter: Presenter
    back: str  # the page an answer begun here leads back to, "" for the item's own
    item: Item
    ref: str
    authority_id: int
    with_notes: bool = False

    def card(self, entry: Answer, response: Response | None) -> AnswerCard:
        """An answer or a holding reply, with what can be done with it."""
        holding = response is not None and response.holding
        inside = sees_desk(self.here.actor, authority_id=self.authority_id)
        return AnswerCard(
            entry,
            key=f"{self.ref}-{self.authority_id}{HOLDING if holding else ''}",
            actions=tuple(self._actions(response, holding=holding)),
            in_hand=desk_of(self.here).in_hand(self.item, self.authority_id) if inside and not holding else NOBODY,
            sent_back=self._sent_back(response) if inside and response else "",
            notes=self._notes() if inside and not holding and not self.with_notes else None,
            thread=self._thread() if not holding and self.with_notes else None,
            promises=tuple((one, self._url("register.show", ref=one.reference)) for one in entry.promises),
        )

    def _actions(self, response: Response | None, *, holding: bool) -> Iterator[Action]:
        what = " the holding reply" if holding else ""
        asked, may = frozenset({self.authority_id}), partial(self.here.may, item=self.item, response=response)
        if response and may(Act.APPROVE, asked=asked):
            yield self._post(f"Approve{what}", "responses.approve", response)
        if response and may(Act.RELEASE):
            yield self._post(f"Release{what}", "responses.release", response)
        if response and may(Act.RETURN, asked=asked):
            back = (
                "Return to the officer" if answer_state(response) is AnswerState.DRAFTED else "Return to the authority"
            )
            yield self._link(back, "responses.send_back", response)
        if may(Act.RESPOND, asked=asked):
            yield from self._answering(response, holding=holding)
        if response and not holding and may(Act.SETTLE):
            yield from self._settling(response)
        if response and not holding and self.with_notes:
            yield from self._what_follows(response)
        if response and response.revision > 1 and self._sees_versions(response):
            yield self._versions(holding=holding)
        if response and self.with_notes and may(Act.SEAL) and response.approved_at is not None:
            kept = response.exemption is not None
            yield self._link(
                "Change or lift its exemption" if kept else "Keep this answer from the public",
                "exempting.answer",
                response,
            )

    def _what_follows(self, response: Response) -> Iterator[Action]:
        """On its own page: a promise in the answer is marked, or the panel asks for more."""
        if self.here.may(Act.UNDERTAKE, self.item, asked=frozenset({self.authority_id}), response=response):
            yield self._link("Mark a promise in it", "undertakings.in_answer", response)
        answered = isinstance(self.item, Comment) and response.released_at is not None  # a question has its own link
        if answered and self.here.may(Act.REQUEST):
            yield Action("Ask for information", self._url("requests.ask", about=self.ref), quiet=True)

    def _settling(self, response: Response) -> Iterator[Action]:
        """The author of what was answered says whether the answer settles it."""
        marked = any(one.person_id == self.here.person.id for one in response.unsettled)
        words = "Change why this does not settle it" if marked else "This does not settle it"
        yield self._link(words, "settling.not_settled", response)
        if marked:
            yield self._post("It is settled after all", "settling.settled", response)

    def _answering(self, response: Response | None, *, holding: bool) -> Iterator[Action]:
        words = ("Change the holding reply" if holding else "Change the answer") if response else "Answer"
        yield Action(words, self._form_href(HOLDING if holding else ""), quiet=bool(response))
        if response and response.group is not None:
            yield self._post("Take out of the group", "groups.take_out", response)
        if not holding and given_by(self.authority_id, self.item.responses, holding=True) is None:
            yield Action("Send a holding reply", self._form_href(HOLDING), quiet=True)
        if not holding and self.here.may(
            Act.ASSIGN, self.item, asked=frozenset({self.authority_id}), response=response
        ):
            value = f"{self.ref}:{self.authority_id}"
            yield Action("Assign", self._url("work.assign", item=value), quiet=True)

    def _sees_versions(self, response: Response) -> bool:
        approved = response.approved_at is not None
        return sees_version(self.here.actor, authority_id=self.authority_id, approved=approved)

    def _versions(self, *, holding: bool) -> Action:
        extra = {"of": "holding"} if holding else {}
        href = self._url("responses.versions", ref=self.ref, authority_id=self.authority_id, **extra)
        return Action("Versions", href, quiet=True)

    def _form_href(self, suffix: str) -> str:
        key = f"{self.ref}-{self.authority_id}{suffix}"
        if self.back:
            return f"{self.back}?answer={key}#{self.ref}"
        return self._url(self._page, ref=self.ref, answer=key, _anchor=self.ref)

    @property
    def _page(self) -> str:
        return "comments.show" if isinstance(self.item, Comment) else "questions.show"

    def _notes(self) -> Action:
        count = desk_of(self.here).note_count(self.item, self.authority_id)
        words = f"{count} {'note' if count == 1 else 'notes'} among officers" if count else "Add a note for colleagues"
        return Action(words, self._url(self._page, ref=self.ref, _anchor=f"notes-{self.authority_id}"), quiet=True)

    def _thread(self) -> Thread | None:
        return thread_of(self.here, self.item, self.ref, self.authority_id)

    def _sent_back(self, response: Response) -> str:
        if response.returned_at is None or response.returned_by is None:
            return ""
        day = short_day(self.presenter.day(response.returned_at))
        return f"Sent back by {response.returned_by.name} on {day}: {response.return_reason}"

    def _post(self, text: str, endpoint: str, response: Response) -> Action:
        return Action(text, self._url(endpoint, ref=self.ref, response_id=response.id), post=True)

    def _link(self, text: str, endpoint: str, response: Response) -> Action:
        return Action(text, self._url(endpoint, ref=self.ref, response_id=response.id), quiet=True)

    def _url(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, **values)
