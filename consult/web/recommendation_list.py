"""The register of recommendations: what of it an address asks for, and the same as a spreadsheet, a line for every body."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import url_for

from consult.domain.people import Role
from consult.domain.permissions import Act
from consult.domain.recommendations import NO_ACTION, RecommendationEntry, ReplyEntry, Status
from consult.pack.sheets import Sheet, Value
from consult.queries import people
from consult.web.filtering import PAGE, Choice, Dropped, Option, Pages, chosen, page_asked, pages_of
from consult.web.guards import Here
from consult.web.recommending import RecommendationCard, RecommendationCards, all_shown, overdue_first
from consult.web.register_list import COLUMNS

YES = "yes"
TO_RELEASE = "to-release"
TYPE = "Recommendation"


class RecommendationList:
    """The recommendations the viewer may see, read once, and what of them an address asks for."""

    def __init__(self, here: Here, args: Mapping[str, str]) -> None:
        self.here, self.page = here, page_asked(args)
        cards = RecommendationCards(here)
        self.cards = overdue_first([cards.card(one) for one in all_shown(here)])
        self.choices = tuple(
            Choice(one.name, one.label, one.nothing, one.options, chosen(args, one)) for one in self._offered()
        )
        self.asked = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        self.found = [card for card in self.cards if self._takes(card)]

    @property
    def on(self) -> list[Dropped]:
        """The filters that are on."""
        return [
            Dropped(choice.label, choice.in_words, self._address({**self.asked, choice.name: ""}))
            for choice in self.choices
            if choice.chosen
        ]

    @property
    def overdue(self) -> int:
        """How many of all are overdue."""
        return sum(card.entry.days_overdue > 0 for card in self.cards)

    @property
    def to_issue(self) -> int:
        """How many are recorded and not issued."""
        return sum(card.entry.status == Status.RECORDED.wording for card in self.cards)

    @property
    def pages(self) -> Pages:
        """Where in the list one is."""
        return pages_of(len(self.found), self.page, self.asked)

    @property
    def shown(self) -> list[RecommendationCard]:
        """Those of this page."""
        return self.found[(self.page - 1) * PAGE : self.page * PAGE]

    def download(self, kind: str) -> str:
        """The address of what was asked for as a spreadsheet."""
        asked: dict[str, Any] = self.asked
        return url_for("recommendations.download", slug=self.here.consultation.slug, kind=kind, **asked)

    def sheet(self) -> Sheet:
        """The tracker's columns, with a line for every body each was sent to."""
        leads = _leads(self.here)
        lines = [line for card in self.found for line in _lines(card.entry, leads, self.asked.get("body", ""))]
        return Sheet("Recommendations", COLUMNS, lines)

    def _takes(self, card: RecommendationCard) -> bool:
        entry, asked = card.entry, self.asked
        bodies = {reply.body for reply in entry.replies}
        return (
            asked.get("status", entry.status) == entry.status
            and ("body" not in asked or asked["body"] in bodies)
            and ("meeting" not in asked or asked["meeting"] == entry.meeting_on.isoformat())
            and ("overdue" not in asked or entry.days_overdue > 0)
            and ("waits" not in asked or _waits(card))
        )

    def _offered(self) -> Iterator[Choice]:
        entries = [card.entry for card in self.cards]
        there = {entry.status for entry in entries}
        yield Choice(
            "status", "Status", "Any status",
            tuple(Option(one.wording, one.wording) for one in Status if one.wording in there),
        )  # fmt: skip
        bodies = sorted({reply.body for entry in entries for reply in entry.replies})
        yield Choice("body", "Sent to", "Anybody", tuple(Option(name, name) for name in bodies))
        meetings = {entry.meeting_on.isoformat(): entry.meeting for entry in entries}
        yield Choice(
            "meeting", "Meeting", "Any meeting",
            tuple(Option(day, words.partition(",")[0]) for day, words in sorted(meetings.items())),
        )  # fmt: skip
        yield Choice("overdue", "Overdue", "Overdue or not", (Option(YES, "Overdue"),))
        if self.here.may(Act.RUN):
            yield Choice("waits", "Responses", "Any", (Option(TO_RELEASE, "Awaiting release"),))

    def _address(self, asked: Mapping[str, str]) -> str:
        on: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for("recommendations.index", slug=self.here.consultation.slug, **on)


def _waits(card: RecommendationCard) -> bool:
    """True where a response waits for the clerk to release it."""
    return any(draft.approved for reply in card.replies for draft in reply.drafts)


def _leads(here: Here) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in people.taking_part(here.session, here.consultation):
        if part.role == Role.LEAD_OFFICER.value and part.body is not None:
            found.setdefault(part.body.name, []).append(part.person.name)
    return found


def _lines(entry: RecommendationEntry, leads: Mapping[str, list[str]], body: str) -> Iterator[tuple[Value, ...]]:
    replies: tuple[ReplyEntry | None, ...] = tuple(one for one in entry.replies if body in {"", one.body}) or (None,)
    for reply in replies:
        yield _line(entry, reply, leads)


def _line(entry: RecommendationEntry, reply: ReplyEntry | None, leads: Mapping[str, list[str]]) -> tuple[Value, ...]:
    action, latest_on = "", entry.withdrawn_on or entry.closed_on or entry.issued_on
    response = ""
    if reply is not None:
        response = reply.text or (f"Holding reply: {reply.holding}" if reply.holding else "")
        action = "" if reply.acts is None else reply.text if reply.acts else NO_ACTION
        latest_on = reply.replied_on or reply.held_on or latest_on
    return (
        entry.reference, entry.meeting, TYPE, entry.text, entry.place, "The panel", reply.body if reply else "",
        ", ".join(leads.get(reply.body, ())) if reply else "", entry.issued_on, entry.due_on, entry.basis,
        entry.meeting_on, response, action, reply.words if reply else entry.status, latest_on,
        reply.status if reply else entry.status, (reply.days_overdue or None) if reply else None, "",
        entry.closed_on or entry.withdrawn_on, "Withdrawn" if entry.withdrawn_on else "",
    )  # fmt: skip
