"""From whom something is awaited, in words, and the letter that reminds them of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.actions import reminders as actions
from consult.actions.reminders import ANSWERS_ARE_TAKEN, Awaited
from consult.domain.calendar import england_holidays, latest_publication, long_day, moment
from consult.domain.lifecycle import AnswerState, Stage
from consult.domain.reminding import may_remind, reminded_in_words
from consult.mail import letters
from consult.queries import people, reminding
from consult.store.people import Person
from consult.web.board import Authorities
from consult.web.guards import Here
from consult.web.links import public_url
from consult.web.worklist import TO_WRITE

PANEL, OFFICERS = "panel", "officers"


@dataclass(frozen=True, slots=True)
class Slow:
    """Somebody from whom something is awaited: what is known of their visits, and when they were reminded ("" for never)."""

    person_id: int
    name: str
    about: str
    visited_at: datetime | None
    begun: bool
    reminded: str
    may_remind: bool


@dataclass(frozen=True, slots=True)
class Owing:
    """An authority that owes answers, and its lead officers, who can be reminded."""

    body_id: int
    name: str
    to_write: int
    to_approve: int
    leads: tuple[Slow, ...]


def silent_members(here: Here) -> list[Slow]:
    """Members of the panel from whom nothing has come, by council and name."""
    return [
        _slow(here, one.person_id, one.name, one.body or one.role.wording, one.visited_at, one.reminded_at,
              open_now=here.stage is Stage.OPEN, begun=one.has_words)
        for one in reminding.silent(here.session, here.consultation)
    ]  # fmt: skip


def owing(here: Here, authorities: Authorities) -> list[Owing]:
    """The authorities at which answers wait to be written or approved, by name."""
    leads = reminding.leads(here.session, here.consultation)
    found = []
    for body_id, name in sorted(authorities.names.items(), key=lambda one: one[1]):
        to_write = authorities.count(body_id, *TO_WRITE)
        to_approve = authorities.count(body_id, AnswerState.DRAFTED)
        if to_write or to_approve:
            theirs = tuple(_lead(here, lead) for lead in leads if lead.authority_id == body_id)
            found.append(Owing(body_id, name, to_write, to_approve, theirs))
    return found


def _lead(here: Here, lead: reminding.Lead) -> Slow:
    return _slow(
        here, lead.person_id, lead.name, "", lead.visited_at, lead.reminded_at, open_now=here.stage in ANSWERS_ARE_TAKEN
    )


def _slow(
    here: Here,
    person_id: int,
    name: str,
    about: str,
    visited_at: datetime | None,
    last: datetime | None,
    *,
    open_now: bool,
    begun: bool = False,
) -> Slow:
    reminded = reminded_in_words(last, here.now, here.zone)
    return Slow(
        person_id,
        name,
        "" if about in name else about,
        visited_at,
        begun,
        reminded,
        open_now and may_remind(last, here.now),
    )


def to_remind(here: Here, who: str) -> list[Slow]:
    """All members, or all lead officers, who can be reminded now; each once."""
    found = silent_members(here) if who == PANEL else _lead_officers(here)
    return list({one.person_id: one for one in found if one.may_remind}.values())


def _lead_officers(here: Here) -> list[Slow]:
    return [lead for one in owing(here, Authorities(here)) for lead in one.leads]


def remind(here: Here, person: Person) -> bool:
    """Reminds somebody in one letter; False where they were reminded within a day. Raises Refused as the action does."""
    awaited = actions.remind(here.session, consultation=here.consultation, person=person, by=here.actor, now=here.now)
    if awaited is None:
        return False
    _write(here, person, awaited)
    return True


def remind_all(here: Here, found: Sequence[Slow]) -> int:
    """Reminds them all; returns how many letters were written."""
    found_people = (people.by_id(here.session, one.person_id) for one in found)
    return sum(remind(here, person) for person in found_people if person is not None)


def _write(here: Here, person: Person, awaited: Awaited) -> None:
    slug, closes = here.consultation.slug, here.consultation.closes_at
    page = "work.index" if awaited.answers else "unsent.index" if awaited.begun else "reading.contents"
    letters.write(
        here.session, "awaited", to=person.email, now=here.now,
        name=person.name,
        consultation=here.consultation.title,
        contribution=awaited.contribution,
        begun=awaited.begun,
        until=moment(closes, here.zone) if closes else "",
        answers=list(_owed(awaited)),
        papers=_papers(here) if awaited.answers else "",
        url=public_url(page, slug=slug),
        by=here.person.name,
    )  # fmt: skip


def _owed(awaited: Awaited) -> Iterator[str]:
    for one in awaited.answers:
        parts = []
        if one.to_write:
            parts.append(f"{one.to_write} not answered")
        if one.to_approve:
            parts.append(f"{one.to_approve} awaiting your approval")
        yield f"{one.authority}: {', '.join(parts)}"


def _papers(here: Here) -> str:
    """The day by which answers are needed for the papers, where the meeting's is named and that day has not passed (R1)."""
    meeting = here.consultation.meeting_on
    if meeting is None:
        return ""
    day = latest_publication(meeting, england_holidays())
    return long_day(day) if day >= here.now.astimezone(here.zone).date() else ""
