"""The clerk reminds those from whom something is awaited, once a day, and it is in the record."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from consult.actions import reminders, unsent, visits
from consult.actions.reminders import Awaited
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.queries import reminding
from consult.queries.reminding import Lead, Owed, Silent
from consult.store.commitments import Reminder
from tests.actions.records import Entry, last_entry, refused
from tests.factories import COUNTY, NORWICH, POLICE, Play


def remind(play: Play, part: str, by: str = "clerk") -> Awaited | None:
    return reminders.remind(
        play.session, consultation=play.consultation, person=getattr(play.cast, part),
        by=play.actor(getattr(play.cast, by)), now=play.now,
    )  # fmt: skip


def silent(play: Play) -> list[str]:
    return [one.name for one in reminding.silent(play.session, play.consultation)]


def sent(play: Play) -> int:
    return len(play.session.scalars(select(Reminder)).all())


def test_a_member_is_reminded_and_it_is_recorded(play: Play) -> None:
    assert remind(play, "member") == Awaited(contribution=True)
    member = play.cast.member
    assert last_entry(play) == Entry(
        "remind", f"person {member.id}", play.cast.clerk.id,
        {"name": member.name, "contribution": True, "answers": {}},
    )  # fmt: skip
    assert reminding.last_reminder(play.session, play.consultation, member.id) == play.now


def test_within_a_day_nothing_more_happens(play: Play) -> None:
    remind(play, "member")
    play.clock.now += timedelta(hours=23, minutes=59)
    assert (remind(play, "member"), sent(play)) == (None, 1)
    play.clock.now += timedelta(minutes=1)
    assert (remind(play, "member"), sent(play)) == (Awaited(contribution=True), 2)


@pytest.mark.parametrize("send", ["comment", "ask"])
def test_who_has_sent_something_has_contributed(play: Play, send: str) -> None:
    getattr(play, send)()
    assert play.cast.member.name not in silent(play)
    with refused(
        play, f"Nothing is awaited from {play.cast.member.name} at present, so there is nothing to remind them of."
    ):
        remind(play, "member")


def test_those_who_have_sent_nothing_are_told_with_what_is_known_of_them(play: Play) -> None:
    cast = play.cast
    for one in (cast.other_member, cast.chair, cast.co_opted):
        play.comment(by=one)
    begun = unsent.Begun("comment", {"text": "Begun"}, "k", place=play.place("1"))
    unsent.keep(
        play.session, consultation=play.consultation, begun=begun,
        by=play.actor(cast.member), now=play.now,
    )  # fmt: skip
    visits.came(play.session, consultation_id=play.consultation.id, person_id=cast.member.id, now=play.now)
    assert remind(play, "member") == Awaited(contribution=True, begun=True)
    assert reminding.silent(play.session, play.consultation) == [
        Silent(cast.member.id, cast.member.name, Role.MEMBER, NORWICH, True, play.now, play.now)
    ]


def test_lead_officers_are_reminded_of_what_their_authority_owes(play: Play) -> None:
    play.comment(on="1")
    play.answer(play.comment(on="2"), by=play.cast.officer)
    play.answer(play.comment(on="3"))
    play.ask(of=(COUNTY, POLICE))
    play.ask(of=(POLICE,), accepted=False)
    county, police = play.body(COUNTY).id, play.body(POLICE).id
    assert reminding.owed(play.session, play.consultation) == [Owed(police, POLICE, 1, 0), Owed(county, COUNTY, 2, 1)]
    assert remind(play, "lead") == Awaited(answers=(Owed(county, COUNTY, 2, 1),))
    assert last_entry(play).details == {"name": play.cast.lead.name, "contribution": False, "answers": {COUNTY: 2}}
    assert reminding.leads(play.session, play.consultation) == [
        Lead(police, play.cast.other_lead.id, play.cast.other_lead.name, None, None),
        Lead(county, play.cast.lead.id, play.cast.lead.name, None, play.now),
    ]


@pytest.mark.parametrize("part", ["officer", "observer", "clerk", "lead"])
def test_nothing_is_awaited_from_anybody_else(play: Play, part: str) -> None:
    name = getattr(play.cast, part).name
    with refused(play, f"Nothing is awaited from {name} at present, so there is nothing to remind them of."):
        remind(play, part)


@pytest.mark.parametrize(
    ("stage", "members", "leads"),
    [(Stage.ANNOUNCED, False, False), (Stage.OPEN, True, True), (Stage.RESPONDING, False, True)],
)
def test_what_is_awaited_follows_the_stage(
    at: Callable[[Stage], Play], stage: Stage, members: bool, leads: bool
) -> None:
    play = at(stage)
    if stage is not Stage.ANNOUNCED:
        now, play.clock.now = play.clock.now, play.consultation.opens_at or play.now
        play.comment(by=play.cast.chair)
        play.clock.now = now

    def awaited(part: str) -> bool:
        return bool(reminders.awaited_from(play.session, play.consultation, getattr(play.cast, part), play.now))

    assert (awaited("member"), awaited("lead")) == (members, leads)


def test_only_the_clerk_reminds(play: Play) -> None:
    for part in ("chair", "lead", "observer", "member"):
        with refused(play, "Only the clerk can do this."):
            remind(play, "member", by=part)
