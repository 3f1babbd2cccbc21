"""Recommendations on pages: each as a card with the replies to it and what the viewer can do; all of them as a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for

from consult.actions.allowing import answer_state
from consult.actions.recommendations import reference_of
from consult.actions.replies import To, reply_scene
from consult.domain.calendar import short_day
from consult.domain.lifecycle import AnswerState
from consult.domain.permissions import Act, may
from consult.domain.recommendations import RecommendationEntry, ReplyEntry, Status
from consult.domain.refusals import NotFound
from consult.domain.visibility import sees_desk, sees_recommendation
from consult.present.recommendations import Recommending
from consult.queries import recommendations
from consult.store.recommendations import Recipient, Recommendation, Reply
from consult.web.answer_cards import Action
from consult.web.guards import Here
from consult.web.owing import today


@dataclass(frozen=True, slots=True)
class DraftReply:
    """A reply on its way, for those who are told how far it has come."""

    name: str  # "Response" or "Holding reply"
    status: str
    acts: bool | None
    text: str
    by: str
    approved: bool  # so that the clerk can release it
    actions: tuple[Action, ...]
    sent_back: str = ""


@dataclass(frozen=True, slots=True)
class ReplyCard:
    """What one body replies, what is on its way, and what the viewer can do."""

    entry: ReplyEntry
    anchor: str
    drafts: tuple[DraftReply, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class RecommendationCard:
    """A recommendation with its replies. `tools` are the clerk's, on its own page."""

    entry: RecommendationEntry
    href: str
    place_href: str
    question_href: str
    replies: tuple[ReplyCard, ...]
    tools: tuple[Action, ...] = ()

    @property
    def issued(self) -> bool:
        """True once it was sent to somebody."""
        return self.entry.issued_on is not None


@dataclass(frozen=True)
class RecommendationCards:
    """Makes cards for one viewer."""

    here: Here

    @cached_property
    def words(self) -> Recommending:
        """Words what is in them."""
        return Recommending(self.here.actor, self.here.zone, today(self.here))

    def card(self, one: Recommendation, *, only: frozenset[int] | None = None) -> RecommendationCard:
        """A recommendation as a card; `only` narrows the replies to those of some bodies."""
        entry = self.words.entry(one)
        sent = {to.body.name: to for to in one.recipients if only is None or to.body_id in only}
        shown = [(sent[reply.body], reply) for reply in entry.replies if reply.body in sent]
        shown.sort(key=lambda pair: -pair[1].days_overdue)
        section, question = one.section, entry.question
        return RecommendationCard(
            entry=entry,
            href=self._url("recommendations.show", one),
            place_href=self._place("reading.section", section_id=section.id) if section and entry.place else "",
            question_href=self._place("questions.show", ref=question) if question else "",
            replies=tuple(self._reply(To(one, to), reply) for to, reply in shown),
            tools=tuple(self._tools(one)) if self.here.may(Act.RUN) else (),
        )

    def _reply(self, to: To, entry: ReplyEntry) -> ReplyCard:
        waiting = [
            one for one in to.recipient.replies if one.released_at is None and self.words.sees(to.recipient, one)
        ]
        return ReplyCard(
            entry,
            f"reply-{to.recipient.body_id}",
            tuple(self._draft(to, one) for one in waiting),
            tuple(self._actions(to)),
        )

    def _draft(self, to: To, reply: Reply) -> DraftReply:
        sent_back = ""
        inside = sees_desk(self.here.actor, authority_id=to.recipient.body_id)
        if inside and reply.returned_at and reply.returned_by:
            day = short_day(self.here.presenter.day(reply.returned_at))
            sent_back = f"Sent back by {reply.returned_by.name} on {day}: {reply.return_reason}"
        return DraftReply(
            name="Holding reply" if reply.holding else "Response",
            status=answer_state(reply).wording,
            acts=reply.acts,
            text=reply.text,
            by=reply.answered_by.name,
            approved=reply.approved_at is not None,
            actions=tuple(self._draft_actions(to, reply)),
            sent_back=sent_back,
        )

    def _draft_actions(self, to: To, reply: Reply) -> Iterator[Action]:
        where: dict[str, Any] = {"body_id": to.recipient.body_id, "kind": "holding" if reply.holding else "response"}
        one = to.recommendation
        if self._may(Act.APPROVE_REPLY, to, reply):
            yield Action("Approve", self._url("replies.approve", one, **where), post=True)
        if self._may(Act.RELEASE_REPLY, to, reply):
            yield Action("Release", self._url("replies.release", one, **where), post=True)
        if self._may(Act.RETURN_REPLY, to, reply):
            back = "Return to the officer" if answer_state(reply) is AnswerState.DRAFTED else "Return to the authority"
            yield Action(back, self._url("replies.send_back", one, **where), quiet=True)
        if self._may(Act.REPLY, to, reply):
            words = "Change the holding reply" if reply.holding else "Change the response"
            yield Action(words, self._url("replies.write", one, **where), quiet=True)

    def _actions(self, to: To) -> Iterator[Action]:
        given = recommendations.reply(to.recipient, holding=False)
        held = recommendations.reply(to.recipient, holding=True)
        where: dict[str, Any] = {"body_id": to.recipient.body_id}
        one = to.recommendation
        if given is None and self._may(Act.REPLY, to):
            yield Action("Respond", self._url("replies.write", one, kind="response", **where))
        if held is None and (given is None or given.released_at is None) and self._may(Act.REPLY, to):
            yield Action("Send a holding reply", self._url("replies.write", one, kind="holding", **where), quiet=True)
        awaited = one.withdrawn_at is None and (given is None or given.released_at is None)
        if awaited and self.here.may(Act.RUN):
            yield Action("Enter a response", self._url("replies.enter", one, **where), quiet=True)

    def _tools(self, one: Recommendation) -> Iterator[Action]:
        if one.withdrawn_at is not None:
            return
        if one.issued_at is None:
            yield Action("Correct", self._url("recommendations.correct", one), quiet=True)
        elif one.closed_at is None:
            yield Action("Close", self._url("recommendations.close", one), quiet=True)
        else:
            yield Action("Reopen", self._url("recommendations.reopen", one), quiet=True)
        yield Action("Withdraw", self._url("recommendations.withdraw", one), quiet=True)

    def _may(self, act: Act, to: To, reply: Reply | None = None) -> bool:
        return may(self.here.actor, act, reply_scene(self.here.consultation, self.here.now, to, reply)).ok

    def _place(self, endpoint: str, **values: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, **values)

    def _url(self, endpoint: str, one: Recommendation, **values: Any) -> str:
        return self._place(endpoint, ref=reference_of(one), **values)


def found_by(here: Here, ref: str) -> Recommendation:
    """One the viewer may see: what is not issued yet is the clerk's alone. Raises NotFound."""
    one = recommendations.by_reference(here.session, here.consultation, ref)
    if not _is_shown(here, one):
        raise NotFound
    return one


def all_shown(here: Here) -> list[Recommendation]:
    """Those the viewer may see, by number."""
    return [one for one in recommendations.every(here.session, here.consultation) if _is_shown(here, one)]


def _is_shown(here: Here, one: Recommendation) -> bool:
    told = one.issued_at is not None or one.withdrawn_at is not None
    return sees_recommendation(here.actor, told=told)


@dataclass(frozen=True, slots=True)
class RepliesOwed:
    """For the desk: the replies an officer's authorities owe, and those that wait for the clerk to release them."""

    owed: tuple[RecommendationCard, ...] = ()
    to_release: tuple[RecommendationCard, ...] = ()


def replies_owed(here: Here) -> RepliesOwed:
    """What stands above the list of answers, for the person asking."""
    cards, mine = RecommendationCards(here), here.actor.authorities()
    ours = recommendations.to_bodies(here.session, here.consultation, mine) if mine else ()
    owed = [
        one for one in ours if one.closed_at is None and any(_owes(to) for to in one.recipients if to.body_id in mine)
    ]
    waiting = recommendations.to_release(here.session, here.consultation) if here.may(Act.RUN) else ()
    wanted: dict[int, tuple[Recommendation, set[int]]] = {}
    for one, to, _ in waiting:
        wanted.setdefault(one.id, (one, set()))[1].add(to.body_id)
    return RepliesOwed(
        tuple(cards.card(one, only=mine) for one in owed),
        tuple(cards.card(one, only=frozenset(bodies)) for one, bodies in wanted.values()),
    )


def _owes(to: Recipient) -> bool:
    given = recommendations.reply(to, holding=False)
    return given is None or given.released_at is None


def overdue_first(cards: Sequence[RecommendationCard]) -> list[RecommendationCard]:
    """The order of the register: overdue first, then what is awaited, then the rest; within each by number."""
    ended = {Status.REPLIED.wording, Status.CLOSED.wording, Status.WITHDRAWN.wording}
    return sorted(cards, key=lambda card: (-card.entry.days_overdue, card.entry.status in ended, card.entry.reference))
