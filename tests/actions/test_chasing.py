"""What is owed is chased: reminders by the clerk, and the daily letter about what falls due."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from consult.actions import chasing
from consult.store.commitments import Reminder
from consult.store.work import Notice
from tests.actions.records import last_entry, refused
from tests.factories import LONDON, POLICE, Play


def remind(play: Play, commitment: Any, who: str = "clerk") -> list[int]:
    people = chasing.remind(
        play.session, consultation=play.consultation, commitment=play.owed(commitment),
        by=play.actor(getattr(play.cast, who)), now=play.now, zone=LONDON,
    )  # fmt: skip
    return [person.id for person in people]


def test_the_owner_and_the_lead_officer_are_reminded_once_a_day(play: Play) -> None:
    answer = play.release(play.answer(play.ask(of=(POLICE,)), "We will count them. We will publish them."))
    promised = play.undertake(answer, "We will count them.", owner=play.cast.other_officer)
    with refused(play, "It is not overdue, so there is nothing to remind of."):
        remind(play, promised)
    play.clock.now += timedelta(days=11)
    with refused(play, "Only the clerk can do this."):
        remind(play, promised, "lead")
    assert set(remind(play, promised)) == {play.cast.other_officer.id, play.cast.other_lead.id}
    assert last_entry(play).act == "remind"
    with refused(play, "A reminder was sent today already."):
        remind(play, promised)
    play.clock.now += timedelta(days=1)
    remind(play, promised)
    assert len(play.session.scalars(select(Reminder)).all()) == 4


def test_nobody_is_reminded_of_what_has_come(play: Play) -> None:
    promised = play.undertake_at_meeting()
    play.release_supply(promised, play.supply(promised, reason="Overlooked."))
    with refused(play, "It is not overdue, so there is nothing to remind of."):
        remind(play, promised)


def told(play: Play, person: Any) -> list[str]:
    return list(play.session.scalars(select(Notice.words).where(Notice.person_id == person.id).order_by(Notice.id)))


def test_owners_are_told_three_days_before_and_the_day_after_each_once(play: Play) -> None:
    asked, _later = play.request(in_days=4), play.request(in_days=40)
    due = "Information request IR-0001 is due on 12 February 2021"
    assert (play.today, asked.due_on) == (date(2021, 2, 8), date(2021, 2, 12))

    def noted() -> int:
        return chasing.tell_what_is_due(play.session, now=play.now, zone=LONDON)

    assert noted() == 0
    play.clock.now += timedelta(days=1)
    assert (noted(), noted()) == (1, 0)
    assert told(play, play.cast.lead) == [due]
    assert told(play, play.cast.officer) == []
    play.session.scalars(select(Notice)).one().told_at = play.now
    play.clock.now += timedelta(days=3)
    assert noted() == 0
    play.clock.now += timedelta(days=1)
    assert (noted(), noted()) == (1, 0)
    late = "Information request IR-0001 was due on 12 February 2021 and has not been received"
    assert told(play, play.cast.lead) == [due, late]


def test_nothing_is_told_of_what_has_come(play: Play) -> None:
    asked = play.request(in_days=2)
    play.release_supply(asked, play.supply(asked))
    assert chasing.tell_what_is_due(play.session, now=play.now, zone=LONDON) == 0


def test_who_was_promised_it_is_told(play: Play) -> None:
    answer = play.release(play.answer(play.ask(), "We will count them."))
    promised = play.undertake(answer, "We will count them.")
    chasing.received(play.session, consultation=play.consultation, commitment=promised, now=play.now)
    assert told(play, play.cast.member) == ["Undertaking U-0001 was recorded: you were promised it"]
    assert told(play, play.cast.lead) == ["Undertaking U-0001 is now your authority’s to keep"]
    supply = play.supply(promised)
    chasing.released(play.session, consultation=play.consultation, commitment=promised, supply=supply, now=play.now)
    assert told(play, play.cast.member)[-1] == "Undertaking U-0001 was supplied"
