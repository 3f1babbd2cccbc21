"""What authorities owe, on stage: asked for, promised, supplied, and chased by the clerk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from consult.actions import chasing, commitments, supplies, undertakings
from consult.actions.commitments import Wanted
from consult.actions.supplies import Supplied
from consult.actions.undertakings import Meeting, Promise
from consult.demo.scripts import CLERK, LONDON
from consult.demo.supplied import FILES
from consult.domain.commitments import Kind
from consult.domain.people import Role
from consult.domain.record_commitments import CommitmentLine, SupplyLine
from consult.queries import commitments as queries
from consult.store.commitments import Commitment

if TYPE_CHECKING:
    from consult.demo.production import Production

LARGEST_FILE = 20_000_000
Event = tuple[datetime, Callable[[datetime], object]]


@dataclass(slots=True)
class Owing:
    """The commitments of a production, by their ids in the script."""

    production: "Production"
    made: dict[str, str]

    def events(self) -> Iterator[Event]:
        """Everything that comes of them, and when."""
        for line in self.production.script.owed:
            yield line.at, partial(self._enter, line)
            for supply in line.supplies:
                yield supply.at, partial(self._supply, line, supply)
                if supply.approved_at is not None:
                    yield supply.approved_at, partial(self._approve, line)
                if supply.released_at is not None:
                    yield supply.released_at, partial(self._release, line)
        for own, at in self.production.script.chased.items():
            yield at, partial(self._remind, own)

    def _enter(self, line: CommitmentLine, now: datetime) -> None:
        made = self._asked(line, now) if line.kind is Kind.REQUEST else self._promised(line, now)
        self.made[line.id] = Kind(made.kind).reference(made.number)

    def _asked(self, line: CommitmentLine, now: datetime) -> Commitment:
        about = self.production.items[line.about] if line.about else None
        section = self.production.places.in_words(line.section, None).section if line.section else None
        wanted = Wanted(line.text, self.production.bodies[line.to], line.due_on, section, about)
        return commitments.request(
            self._session, consultation=self._consultation, wanted=wanted, form_key=f"owed-{line.id}",
            by=self.production.actors[line.by or ""], now=now, today=_day(now),
        )  # fmt: skip

    def _promised(self, line: CommitmentLine, now: datetime) -> Commitment:
        owner = self.production.actors[line.owner].person_id if line.owner else None
        promise = Promise(line.quote or line.text, line.due_on, owner)
        how: dict[str, Any] = {
            "consultation": self._consultation, "promise": promise, "form_key": f"owed-{line.id}",
            "by": self.production.actors[CLERK], "now": now,
        }  # fmt: skip
        if line.about is None:
            section = self.production.places.in_words(line.section, None).section if line.section else None
            meeting = Meeting(line.meeting_on, self.production.bodies[line.to], line.minute, section)
            return undertakings.undertake_at_meeting(self._session, meeting=meeting, today=_day(now), **how)
        response = self.production.answers[line.about, self.production.bodies[line.to].id]
        self._session.refresh(response, ["undertakings"])
        item = self.production.items[line.about]
        return undertakings.undertake(self._session, item=item, response=response, **how)

    def _supply(self, line: CommitmentLine, supply: SupplyLine, now: datetime) -> None:
        supplied = Supplied(
            text=supply.text, complete=supply.complete, delay_reason=supply.delay_reason,
            depersonalised=supply.depersonalised, identification_reason=supply.identification_reason,
            no_prejudice=supply.no_prejudice, files=FILES[line.id](now) if line.id in FILES else (),
        )  # fmt: skip
        supplies.supply(
            self._session, consultation=self._consultation, commitment=self._again(line.id), supplied=supplied,
            revision=0, largest_file=LARGEST_FILE, by=self.production.actors[supply.by], now=now, today=_day(now),
        )  # fmt: skip

    def _approve(self, line: CommitmentLine, now: datetime) -> None:
        commitment, leads = self._again(line.id), frozenset({Role.LEAD_OFFICER})
        actors = self.production.actors.values()
        lead = next(actor for actor in actors if commitment.authority_id in actor.authorities(leads))
        waiting = supplies.drafted(commitment)
        assert waiting is not None  # noqa: S101
        supplies.approve(
            self._session, consultation=self._consultation, commitment=commitment, supply=waiting, by=lead, now=now
        )

    def _release(self, line: CommitmentLine, now: datetime) -> None:
        commitment = self._again(line.id)
        waiting = supplies.drafted(commitment)
        assert waiting is not None  # noqa: S101
        supplies.release(
            self._session, consultation=self._consultation, commitment=commitment, supply=waiting,
            by=self.production.actors[CLERK], now=now,
        )  # fmt: skip

    def _remind(self, own: str, now: datetime) -> None:
        chasing.remind(
            self._session, consultation=self._consultation, commitment=self._again(own),
            by=self.production.actors[CLERK], now=now, zone=LONDON,
        )  # fmt: skip

    def _again(self, own: str) -> Commitment:
        self._session.flush()
        found = queries.by_reference(self._session, self._consultation, self.made[own])
        self._session.refresh(found, ["supplies"])
        for supply in found.supplies:
            self._session.refresh(supply, ["files"])
        return found

    @property
    def _session(self) -> Any:
        return self.production.session

    @property
    def _consultation(self) -> Any:
        return self.production.consultation


def _day(now: datetime) -> date:
    return now.astimezone(LONDON).date()
