"""What the list of comments can be narrowed by, what was asked of it, and each filter that is on, to be dropped again."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from flask import url_for

from consult.domain.calendar import short_day
from consult.domain.dispositions import Disposition, Kind, Stance
from consult.domain.lifecycle import HOLDING_REPLY, AnswerState
from consult.domain.permissions import Act
from consult.domain.places import WHOLE_DRAFT, chapters
from consult.queries import comment_lists, drafts, people
from consult.queries.criteria import Answered, Criteria
from consult.queries.standing import Mark, Progress
from consult.web.filtering import Choice, Dropped, Option, chosen, page_asked
from consult.web.guards import Here
from consult.web.visiting import news_for

WHOLE = "-"
GONE = "~"
NO_LONGER = "Parts no longer in the draft"
NEW = "new"
YES = "yes"
BY_PLACE = "place"


class CommentFilters:
    """The filters of the list for one viewer, as an address has them."""

    def __init__(self, here: Here, args: Mapping[str, str]) -> None:
        self.here, self.page = here, page_asked(args)
        self.since = news_for(here).since
        self.places = places(here)
        self.keys = frozenset(key for _, keys in self.places.values() for key in keys)
        offered = tuple(self._offered())
        self.choices = tuple(
            Choice(one.name, one.label, one.nothing, one.options, chosen(args, one)) for one in offered
        )
        self.by_place = args.get("sort") == BY_PLACE

    @property
    def asked(self) -> dict[str, str]:
        """What stands in the address, without the page."""
        on = {choice.name: choice.chosen for choice in self.choices if choice.chosen}
        return {**on, "sort": BY_PLACE} if self.by_place else on

    @property
    def on(self) -> list[Dropped]:
        """The filters that are on."""
        return [
            Dropped(choice.label, choice.in_words.strip(), self._address({**self.asked, choice.name: ""}))
            for choice in self.choices
            if choice.chosen
        ]

    @property
    def news(self) -> str:
        """The filter for what is new to the viewer, in words; "" on a first visit, when nothing is."""
        return f"New since {self._day(self.since)}" if self.since else ""

    @property
    def sorted_otherwise(self) -> str:
        """The address of the same list, sorted the other way."""
        return self._address({**self.asked, "sort": "" if self.by_place else BY_PLACE})

    @property
    def criteria(self) -> Criteria:
        """What is looked for."""
        asked = {choice.name: choice.chosen for choice in self.choices}
        new = asked.get(NEW) and self.since
        return Criteria(
            sections=self._sections(asked["section"]),
            elsewhere=frozenset(self.keys) if asked["section"] == GONE else None,
            authority_id=int(asked["authority"]) if asked["authority"] else None,
            member_id=int(asked["member"]) if asked["member"] else None,
            stance=asked["stance"] or None,
            kind=asked["kind"] or None,
            disposition=asked["disposition"] or None,
            answered=Answered(asked["answered"]) if asked["answered"] else None,
            progress=Progress(asked["progress"]) if asked.get("progress") else None,
            within=followed(self.here),
            mark=Mark(asked["mark"]) if asked["mark"] else None,
            reader=self.here.actor,
            new_to=(self.since, self.here.person.id) if new and self.since else None,
            by_place=self.by_place,
        )

    def _sections(self, wanted: str) -> frozenset[str] | None:
        if not wanted or wanted == GONE:
            return None
        return frozenset() if wanted == WHOLE else self.places[wanted][1]

    def _offered(self) -> Iterator[Choice]:
        if self.since is not None:
            yield Choice(NEW, "New", "New or not", (Option(YES, f"Since {self._day(self.since)}"),))
        parts = [Option(key, heading) for key, (heading, _) in self.places.items()]
        gone = [Option(GONE, NO_LONGER)] if self.here.consultation.current_version > 1 else []
        yield Choice("section", "Part of the draft", "Any part", (Option(WHOLE, WHOLE_DRAFT), *parts, *gone))
        bodies = people.authorities(self.here.session, self.here.consultation, self.here.now.date())
        yield Choice("authority", "Put to", "Any authority", tuple(Option(str(b.id), b.name) for b in bodies))
        members = comment_lists.authors(self.here.session, self.here.consultation)
        yield Choice("member", "Made by", "Anybody", tuple(Option(str(n), name) for n, name in members))
        yield Choice("stance", "Stance", "Any stance", tuple(Option(s.value, s.wording) for s in Stance))
        yield Choice("kind", "Kind", "Any kind", tuple(Option(k.value, k.wording) for k in Kind))
        yield Choice("answered", "Answer", "Answered or not", _ANSWERED)
        outcomes = tuple(Option(d.value, d.wording) for d in Disposition)
        yield Choice("disposition", "Outcome", "Any outcome", outcomes)
        yield from how_it_stands(self.here)

    def _day(self, at: datetime) -> str:
        return short_day(at.astimezone(self.here.zone).date())

    def _address(self, asked: Mapping[str, str]) -> str:
        on: dict[str, Any] = {name: value for name, value in asked.items() if value}
        return url_for("comments.index", slug=self.here.consultation.slug, **on)


_ANSWERED = (
    Option(Answered.NO.value, AnswerState.AWAITED.public_wording),
    Option(Answered.HOLDING.value, HOLDING_REPLY),
    Option(Answered.YES.value, AnswerState.RELEASED.public_wording),
)


def how_it_stands(here: Here) -> Iterator[Choice]:
    """The filters for what stands beside a reference, and, for those who are told, for how far an answer has come."""
    if followed(here) != frozenset():
        yield Choice("progress", "Still to do", "Anything", tuple(Option(p.value, p.wording) for p in Progress))
    yield Choice("mark", "Marked", "Marked or not", tuple(Option(m.value, m.wording) for m in Mark))


def followed(here: Here) -> frozenset[int] | None:
    """The authorities whose answers the viewer is told the progress of; None for all."""
    return None if here.may(Act.RUN) else here.actor.authorities()


def places(here: Here) -> dict[str, tuple[str, frozenset[str]]]:
    """The parts of the current version, in order, by the lasting key of their section: heading, and the keys of all in them.

    A chapter holds all its sections; each of these, by itself, only what stands on it.
    """
    if not here.consultation.current_version:
        return {}
    version = drafts.version(here.session, here.consultation, here.consultation.current_version)
    sections = drafts.sections(here.session, version)
    found = {}
    for chapter in chapters(sections):
        head, *below = (sections[n] for n in chapter)
        found[head.key] = (f"{head.number} {head.heading}".strip(), frozenset(sections[n].key for n in chapter))
        for section in below:
            found[section.key] = (f"\u2003{section.number} {section.heading}".rstrip(), frozenset({section.key}))
    return found
