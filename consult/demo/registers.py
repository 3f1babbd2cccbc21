"""Recommendations and their replies, the partnership, statutory coverage and background papers, on stage."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from consult.actions import background, coverage, partnership, people, recommendations, replies
from consult.actions.background import Paper
from consult.actions.coverage import Covering
from consult.actions.partnership import Facts
from consult.actions.recommendations import Resolved
from consult.actions.replies import Replying, To
from consult.demo.scripts import CLERK, LONDON, Covered
from consult.domain.people import Role
from consult.domain.record_registers import RecommendationLine, ReplyLine
from consult.queries import drafts
from consult.queries import recommendations as queries
from consult.store.recommendations import Recommendation

if TYPE_CHECKING:
    from consult.demo.production import Production

Event = tuple[datetime, Callable[[datetime], object]]
_BEGINS = timedelta(minutes=35)  # after the window opens


@dataclass(slots=True)
class Registers:
    """The registers of a production; recommendations by their ids in the script."""

    production: "Production"
    made: dict[str, str]

    def events(self) -> Iterator[Event]:
        """Everything that comes of them, and when."""
        script = self.production.script
        yield script.opens_at + _BEGINS, self._prepare
        for line in script.registers.recommendations:
            yield line.at, partial(self._resolve, line)
            if line.issued_at is not None:
                yield line.issued_at, partial(self._issue, line)
            for reply in line.replies:
                yield from self._of_reply(line, reply)
            if line.closed_at is not None:
                yield line.closed_at, partial(self._close, line)
            if line.withdrawn_at is not None:
                yield line.withdrawn_at, partial(self._withdraw, line)
        for said in script.covered:
            yield said.at, partial(self._cover, said)

    def _of_reply(self, line: RecommendationLine, reply: ReplyLine) -> Iterator[Event]:
        yield reply.at, partial(self._reply, line, reply)
        if reply.came_on is None and reply.approved_at is not None:
            yield reply.approved_at, partial(self._approve, line, reply)
        if reply.came_on is None and reply.released_at is not None:
            yield reply.released_at, partial(self._release, line, reply)

    def _prepare(self, now: datetime) -> None:
        """The clerk says who belongs to the partnership, and lists the background papers."""
        registers = self.production.script.registers
        for line in registers.partners:
            body = people.body_named(self._session, line.body)
            facts = Facts(line.kind, line.begins, line.ends)
            partnership.describe(self._session, body=body, facts=facts, **self._clerk(now))
        for one in registers.papers:
            paper = Paper(one.title, one.place, one.link, one.dated_on)
            background.add(self._session, paper=paper, **self._clerk(now))

    def _resolve(self, line: RecommendationLine, now: datetime) -> None:
        section = self.production.places.in_words(line.section, None).section if line.section else None
        made = recommendations.resolve(
            self._session, resolved=Resolved(line.text, line.meeting_on, line.minute, section),
            form_key=f"recommended-{line.id}", today=now.astimezone(LONDON).date(), **self._clerk(now),
        )  # fmt: skip
        self.made[line.id] = recommendations.reference_of(made)

    def _issue(self, line: RecommendationLine, now: datetime) -> None:
        recommendations.issue(
            self._session, recommendations=[self._again(line)], on=line.issued_on, today=now.astimezone(LONDON).date(),
            **self._clerk(now),
        )  # fmt: skip

    def _reply(self, line: RecommendationLine, reply: ReplyLine, now: datetime) -> None:
        replying = Replying(reply.text, reply.acts, holding=reply.acts is None)
        if reply.came_on is not None:
            replies.enter(
                self._session, to=self._to(line, reply), replying=replying, came_on=reply.came_on,
                today=now.astimezone(LONDON).date(), **self._clerk(now),
            )  # fmt: skip
            return
        replies.reply(
            self._session, consultation=self.production.consultation, to=self._to(line, reply), replying=replying,
            revision=0, by=self.production.actors[reply.by], now=now,
        )  # fmt: skip

    def _approve(self, line: RecommendationLine, reply: ReplyLine, now: datetime) -> None:
        to, leads = self._to(line, reply), frozenset({Role.LEAD_OFFICER})
        actors = self.production.actors.values()
        lead = next(actor for actor in actors if to.recipient.body_id in actor.authorities(leads))
        waiting = queries.reply(to.recipient, holding=reply.acts is None)
        assert waiting is not None  # noqa: S101
        replies.approve(
            self._session, consultation=self.production.consultation, to=to, reply=waiting, by=lead, now=now
        )

    def _release(self, line: RecommendationLine, reply: ReplyLine, now: datetime) -> None:
        to = self._to(line, reply)
        waiting = queries.reply(to.recipient, holding=reply.acts is None)
        assert waiting is not None  # noqa: S101
        replies.release(self._session, to=to, reply=waiting, **self._clerk(now))

    def _close(self, line: RecommendationLine, now: datetime) -> None:
        recommendations.close(
            self._session, recommendation=self._again(line), note=line.closing_note, **self._clerk(now)
        )

    def _withdraw(self, line: RecommendationLine, now: datetime) -> None:
        recommendations.withdraw(
            self._session, recommendation=self._again(line), reason=line.withdrawal_reason, **self._clerk(now)
        )

    def _cover(self, said: Covered, now: datetime) -> None:
        consultation = self.production.consultation
        version = drafts.version(self._session, consultation, consultation.current_version)
        sections = [one for one in drafts.sections(self._session, version) if one.heading in said.headings]
        coverage.cover(
            self._session, consultation=consultation, duty=said.duty, covering=Covering(sections, said.explanation),
            revision=0, by=self.production.actors[said.by], now=now,
        )  # fmt: skip

    def _to(self, line: RecommendationLine, reply: ReplyLine) -> To:
        one = self._again(line)
        return To(one, next(sent for sent in one.recipients if sent.body.name == reply.body))

    def _again(self, line: RecommendationLine) -> Recommendation:
        self._session.flush()
        return queries.by_reference(self._session, self.production.consultation, self.made[line.id])

    def _clerk(self, now: datetime) -> dict[str, Any]:
        return {"consultation": self.production.consultation, "by": self.production.actors[CLERK], "now": now}

    @property
    def _session(self) -> Any:
        return self.production.session
