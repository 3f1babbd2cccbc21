"""What authorities owe as cards: where a request or an undertaking stands, what was supplied, and what the viewer can do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for

from consult.actions.allowing import answer_state
from consult.actions.naming import reference_of
from consult.actions.standing import commitment_scene, first_released, is_owed
from consult.actions.supplies import drafted
from consult.domain.calendar import short_day
from consult.domain.commitments import Kind
from consult.domain.digest import CommitmentEntry, SupplyEntry
from consult.domain.lifecycle import AnswerState, ItemState
from consult.domain.permissions import Act, may
from consult.domain.visibility import sees_desk
from consult.present.commitments import CommitmentPresenter
from consult.queries import commitments
from consult.store.commitments import Commitment, Reminder, SuppliedFile, Supply
from consult.web.answer_cards import Action
from consult.web.clerks_tools import tools_for
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to be had: its name, how large it is, its hash, and where."""

    name: str
    size: str
    sha256: str
    href: str


@dataclass(frozen=True, slots=True)
class SupplyCard:
    """Something supplied, with its files and what can be done with it. `sent_back` is for the authority's officers."""

    entry: SupplyEntry
    files: tuple[FileLink, ...]
    actions: tuple[Action, ...]
    sent_back: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentCard:
    """A request or an undertaking. `source_href` is where it was given, "" for nowhere; `reminded` the days of reminders."""

    entry: CommitmentEntry
    href: str
    source_href: str
    supplies: tuple[SupplyCard, ...]
    actions: tuple[Action, ...] = ()
    reminded: str = ""
    tools: tuple[Action, ...] = ()  # for the clerk, on its own page
    undertakings: tuple[tuple[str, str], ...] = ()  # (reference, address) of the promises in what was supplied


def today(here: Here) -> date:
    """The day it is for the panel."""
    return here.now.astimezone(here.zone).date()


@dataclass(frozen=True)
class CommitmentCards:
    """Makes cards for one viewer."""

    here: Here

    @cached_property
    def presenter(self) -> CommitmentPresenter:
        """Words what is in them."""
        return CommitmentPresenter(self.here.presenter, today(self.here))

    def card(
        self, commitment: Commitment, reminders: Sequence[Reminder] = (), *, whole: bool = False
    ) -> CommitmentCard:
        """A commitment as a card; `whole` on its own page, where all that can be done with it stands."""
        entry = self.presenter.entry(commitment)
        shown = () if entry.hidden else self.presenter.shown(commitment)
        days = dict.fromkeys(one.sent_at.astimezone(self.here.zone).date() for one in reminders)
        return CommitmentCard(
            entry=entry,
            href=self._url("register.show", commitment),
            source_href=self._source(entry),
            supplies=tuple(self._supply(commitment, *pair) for pair in zip(shown, entry.supplies, strict=True)),
            actions=tuple(self._actions(commitment, entry, reminded_today=today(self.here) in days, whole=whole)),
            tools=tools_for(self.here, commitment) if whole else (),
            reminded=" and ".join(short_day(day) for day in days),
            undertakings=tuple((reference_of(one), self._url("register.show", one)) for one in commitment.undertakings),
        )

    def _supply(self, commitment: Commitment, supply: Supply, entry: SupplyEntry) -> SupplyCard:
        inside = sees_desk(self.here.actor, authority_id=commitment.authority_id)
        sent_back = ""
        if inside and supply.returned_at and supply.returned_by:
            day = short_day(self.here.presenter.day(supply.returned_at))
            sent_back = f"Sent back by {supply.returned_by.name} on {day}: {supply.return_reason}"
        return SupplyCard(
            entry,
            tuple(self._file(commitment, file) for file in supply.files),
            tuple(self._supply_actions(commitment, supply)),
            sent_back,
        )

    def _file(self, commitment: Commitment, file: SuppliedFile) -> FileLink:
        href = self._url("supplies.file", commitment, supply_id=file.supply_id, file_id=file.id)
        return FileLink(file.name, size_in_words(file.size), file.sha256, href)

    def _supply_actions(self, commitment: Commitment, supply: Supply) -> Iterator[Action]:
        def allowed(act: Act) -> bool:
            return self._may(act, commitment, supply)

        where = {"supply_id": supply.id}
        if allowed(Act.APPROVE_SUPPLY):
            yield Action("Approve", self._url("supplies.approve", commitment, **where), post=True)
        if allowed(Act.RELEASE_SUPPLY):
            yield Action("Release", self._url("supplies.release", commitment, **where), post=True)
        if allowed(Act.RETURN_SUPPLY):
            back = "Return to the officer" if answer_state(supply) is AnswerState.DRAFTED else "Return to the authority"
            yield Action(back, self._url("supplies.send_back", commitment, **where), quiet=True)
        if allowed(Act.SUPPLY):
            yield Action("Change what is supplied", self._url("supplies.supply", commitment), quiet=True)
        if allowed(Act.UNDERTAKE):
            words = "Mark a promise in it"
            yield Action(words, self._url("undertakings.in_supply", commitment, **where), quiet=True)

    def _actions(
        self, commitment: Commitment, entry: CommitmentEntry, *, reminded_today: bool, whole: bool
    ) -> Iterator[Action]:
        if drafted(commitment) is None and self._may(Act.SUPPLY, commitment):
            yield Action("Supply it", self._url("supplies.supply", commitment))
        asked = commitment.kind == Kind.REQUEST.value
        if asked and self._may(Act.CHANGE_REQUEST, commitment, first_released(commitment)):
            yield Action("Change", self._url("requests.change", commitment), quiet=True)
            yield Action("Withdraw", self._url("requests.withdraw", commitment), quiet=True)
        if self.here.may(Act.RUN):
            yield from self._clerks(commitment, entry, reminded_today=reminded_today, whole=whole)

    def _clerks(
        self, commitment: Commitment, entry: CommitmentEntry, *, reminded_today: bool, whole: bool
    ) -> Iterator[Action]:
        if entry.days_overdue and not reminded_today:
            yield Action("Send a reminder", self._url("register.remind", commitment), post=True)
        if not whole:
            return
        if is_owed(commitment):
            yield Action("Close", self._url("register.close", commitment), quiet=True)
        elif commitment.state == ItemState.RECEIVED.value:
            yield Action("Reopen", self._url("register.reopen", commitment), quiet=True)

    def _may(self, act: Act, commitment: Commitment, supply: Supply | None = None) -> bool:
        seen = commitment_scene(self.here.consultation, self.here.now, commitment, supply)
        return may(self.here.actor, act, seen).ok

    def _source(self, entry: CommitmentEntry) -> str:
        if not entry.source:
            return ""
        kind = entry.source.partition("-")[0]
        page = {"C": "comments.show", "Q": "questions.show"}.get(kind, "register.show")
        return url_for(page, slug=self.here.consultation.slug, ref=entry.source, _anchor=entry.source)

    def _url(self, endpoint: str, commitment: Commitment, **values: Any) -> str:
        return url_for(endpoint, slug=self.here.consultation.slug, ref=reference_of(commitment), **values)


def size_in_words(size: int) -> str:
    """ "25 bytes", "12 kB", "3.4 MB"."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


@dataclass(frozen=True, slots=True)
class OwedToMe:
    """What a member was promised and what they asked for: not come first, each by the day it is due."""

    awaited: tuple[CommitmentCard, ...]
    come: tuple[CommitmentCard, ...]


def owed_to_me(here: Here) -> OwedToMe:
    """That of the person asking."""
    cards = CommitmentCards(here)
    found = commitments.to_person(here.session, here.consultation, here.person.id)
    awaited = [one for one in found if is_owed(one)]
    return OwedToMe(
        tuple(cards.card(one) for one in awaited), tuple(cards.card(one) for one in found if one not in awaited)
    )


@dataclass(frozen=True, slots=True)
class OwedByUs:
    """For the desk: what an officer's authorities owe; for the clerk, what waits to be released and how much is overdue."""

    owed: tuple[CommitmentCard, ...] = ()
    to_release: tuple[CommitmentCard, ...] = ()


def owed_by_us(here: Here) -> OwedByUs:
    """What stands above the list of answers, for the person asking."""
    cards, mine = CommitmentCards(here), here.actor.authorities()
    ours = commitments.of_authorities(here.session, here.consultation, mine) if mine else ()
    waiting = commitments.to_release(here.session, here.consultation) if here.may(Act.RUN) else ()
    return OwedByUs(tuple(cards.card(one) for one in ours if is_owed(one)), tuple(cards.card(one) for one in waiting))
