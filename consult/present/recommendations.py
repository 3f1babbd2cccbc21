"""Recommendations in words, as one viewer may read them: the same for a page and for a paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from consult.actions.allowing import answer_state
from consult.domain.numbering import QUESTION, RECOMMENDATION, reference
from consult.domain.partnership import PartnerKind
from consult.domain.people import Actor
from consult.domain.recommendations import (
    BASIS,
    Awaited,
    RecommendationEntry,
    ReplyEntry,
    Status,
    all_in_words,
    reply_due,
)
from consult.domain.visibility import sees_answer, sees_withdrawn_wording
from consult.queries import recommendations
from consult.store.consultations import Consultation
from consult.store.recommendations import Recipient, Recommendation, Reply


def recommendation_entries(
    session: Session, consultation: Consultation, *, today: date, zone: ZoneInfo
) -> tuple[RecommendationEntry, ...]:
    """Those issued, by number, as the public may read them on a day; what is not issued yet can still be corrected.

    One that was withdrawn keeps its place, and has lost its words if it was never issued.
    """
    found = recommendations.every(session, consultation)
    return Recommending(None, zone, today).entries(one for one in found if one.issued_at or one.withdrawn_at)


@dataclass(frozen=True, slots=True)
class Recommending:
    """Words recommendations for a viewer (None: the public), on one day; loaded as `queries.recommendations` loads them."""

    viewer: Actor | None
    zone: ZoneInfo
    today: date

    def entries(self, found: Iterable[Recommendation]) -> tuple[RecommendationEntry, ...]:
        """One entry for each."""
        return tuple(self.entry(one) for one in found)

    def entry(self, one: Recommendation) -> RecommendationEntry:
        """A recommendation, and what everybody it was sent to replies."""
        sent = sorted(one.recipients, key=lambda to: (to.kind != PartnerKind.RESPONSIBLE, to.body.name))
        awaited = tuple(self.awaited(one, to) for to in sent)
        untold = one.issued_at is None and one.withdrawn_at is not None and not sees_withdrawn_wording(self.viewer)
        withdrawn = one.withdrawn_at is not None
        return RecommendationEntry(
            reference=reference(RECOMMENDATION, one.number),
            text="" if untold else one.text,
            meeting_on=one.meeting_on,
            minute=one.minute,
            place="" if untold or one.section is None else one.section.heading,
            question="" if untold or one.question is None else reference(QUESTION, one.question.number),
            issued_on=one.issued_on,
            due_on=reply_due(one.issued_on) if one.issued_on else None,
            basis=BASIS if one.issued_on else "",
            status=status_of(one).wording,
            words="" if withdrawn else all_in_words(awaited, self.today),
            days_overdue=max((facts.days_overdue(self.today) for facts in awaited), default=0),
            replies=() if untold else tuple(self._reply(to, facts) for to, facts in zip(sent, awaited, strict=True)),
            closed_on=self._day(one.closed_at),
            closing_note=one.closing_note,
            withdrawn_on=self._day(one.withdrawn_at),
            withdrawal_reason=one.withdrawal_reason,
        )

    def awaited(self, one: Recommendation, to: Recipient) -> Awaited:
        """The facts of one reply, as everybody is told them; of a recommendation that was issued."""
        if one.issued_on is None:
            raise ValueError("nothing is awaited before it is issued")
        return Awaited(
            body=to.body.name,
            due_on=reply_due(one.issued_on),
            came_on=self._came(_released(to, holding=False)),
            held_on=self._came(_released(to, holding=True)),
            ended_on=self._day(one.withdrawn_at or one.closed_at),
        )

    def sees(self, to: Recipient, reply: Reply) -> bool:
        """Whether the viewer may read a reply: all may once it is released (R20)."""
        return sees_answer(self.viewer, authority_id=to.body_id, state=answer_state(reply))

    def _reply(self, to: Recipient, facts: Awaited) -> ReplyEntry:
        given, held = _released(to, holding=False), _released(to, holding=True)
        return ReplyEntry(
            body=to.body.name,
            kind=PartnerKind(to.kind).wording,
            words=facts.in_words(self.today),
            status=facts.status.wording,
            days_overdue=facts.days_overdue(self.today),
            acts=given.acts if given else None,
            text=given.text if given else "",
            by=given.answered_by.name if given and given.came_on is None else "",
            replied_on=facts.came_on,
            holding=held.text if held else "",
            held_on=facts.held_on,
        )

    def _came(self, reply: Reply | None) -> date | None:
        return None if reply is None else reply.came_on or self._day(reply.released_at)

    def _day(self, at: datetime | None) -> date | None:
        return None if at is None else at.astimezone(self.zone).date()


def status_of(one: Recommendation) -> Status:
    """Where it stands; `recipients` and their replies must be loaded."""
    if one.withdrawn_at is not None:
        return Status.WITHDRAWN
    if one.issued_at is None:
        return Status.RECORDED
    if one.closed_at is not None:
        return Status.CLOSED
    owed = any(_released(to, holding=False) is None for to in one.recipients)
    return Status.AWAITED if owed else Status.REPLIED


def _released(to: Recipient, *, holding: bool) -> Reply | None:
    reply = recommendations.reply(to, holding=holding)
    return reply if reply is not None and reply.released_at is not None else None
