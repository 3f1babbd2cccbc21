"""One letter a day, after seven in the morning, and none when nothing happened."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from consult.actions import comments, notices, people
from consult.domain.lifecycle import Stage
from consult.domain.people import Role
from consult.jobs.queue import Queue
from consult.queries import people as people_read
from consult.store.people import Person
from tests.actions.test_groups import together
from tests.client import Client
from tests.conftest import Clock
from tests.factories import COUNTY, Play, address

MORNING = datetime(2021, 2, 9, 7, 0, tzinfo=UTC)


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def comes_in(play: Play, **how: Any) -> None:
    item = play.comment(**how)
    notices.received(
        play.session, consultation=play.consultation, item=item, authorities=[item.authority_id], now=play.now
    )
    play.session.commit()


def sweep(clock: Clock, jobs: Queue, now: datetime) -> None:
    clock.now = now
    jobs.sweep()  # at once, in tests


def told(outbox: list[Any], part: str) -> list[Any]:
    return [letter for letter in outbox if letter.to == [address(part)]]


def test_what_came_in_is_told_in_one_letter_the_next_morning(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    for _ in range(3):
        comes_in(play)
    sweep(clock, jobs, MORNING - timedelta(minutes=1))
    assert outbox == []
    sweep(clock, jobs, MORNING)
    assert sorted(letter.to[0] for letter in outbox) == ["lead@example.org", "officer@example.org"]
    letter = told(outbox, "officer")[0]
    assert letter.subject == "consult: 3 things to know"
    assert [line for line in letter.body.splitlines() if line.startswith("- ")] == [
        f"- Comment C-000{n} was put to {COUNTY}" for n in (1, 2, 3)
    ]
    assert f"http://127.0.0.1:8000{play.url('comments/C-0002')}" in letter.body
    assert "http://127.0.0.1:8000/letters" in letter.body


def test_never_two_a_day_and_nothing_when_nothing_happened(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    comes_in(play)
    for minutes in range(0, 60 * 17, 30):
        if minutes == 120:
            comes_in(play)
        sweep(clock, jobs, MORNING + timedelta(minutes=minutes))
    assert len(told(outbox, "lead")) == 1
    sweep(clock, jobs, MORNING + timedelta(days=1))
    assert [letter.subject for letter in told(outbox, "lead")] == [
        "consult: 1 thing to know",
        "consult: 1 thing to know",
    ]
    for days in range(2, 6):
        sweep(clock, jobs, MORNING + timedelta(days=days))
    assert len(told(outbox, "lead")) == 2


def test_seven_is_seven_in_london_in_summer_too(play: Play, clock: Clock, jobs: Queue, outbox: list[Any]) -> None:
    comes_in(play)
    summer = datetime(2021, 7, 1, 6, 0, tzinfo=UTC)
    sweep(clock, jobs, summer - timedelta(seconds=1))
    assert outbox == []
    sweep(clock, jobs, summer)
    assert len(told(outbox, "lead")) == 1


def test_the_same_thing_is_told_once(play: Play, clock: Clock, jobs: Queue, outbox: list[Any]) -> None:
    comment = play.comment()
    response = play.answer(comment, by=play.cast.officer)
    for revision in (1, 2, 3):
        notices.drafted(play.session, consultation=play.consultation, item=comment, response=response, now=play.now)
        play.answer(comment, "Again.", by=play.cast.officer, revision=revision)
        play.session.flush()
    play.session.commit()
    sweep(clock, jobs, MORNING)
    assert [line for line in told(outbox, "lead")[0].body.splitlines() if line.startswith("- ")] == [
        "- An answer to C-0001 awaits your approval"
    ]


def test_a_release_is_told_to_each_author_and_those_who_support(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    mine, theirs = play.comment(by=play.cast.member), play.comment(by=play.cast.other_member)
    comments.support(
        play.session, consultation=play.consultation, comment=mine, by=play.actor(play.cast.chair), now=play.now
    )
    given = together(play, [mine, theirs], by=play.cast.lead)
    play.release(given[0])
    notices.released(play.session, consultation=play.consultation, item=mine, response=given[0], now=play.now)
    play.session.commit()
    sweep(clock, jobs, MORNING)
    lines = {letter.to[0]: [line for line in letter.body.splitlines() if line.startswith("- ")] for letter in outbox}
    assert lines == {
        "member@example.org": ["- An answer to C-0001 can be read"],
        "chair@example.org": ["- An answer to C-0001 can be read"],
        "other-member@example.org": ["- An answer to C-0002 can be read"],
    }


def test_who_wants_none_gets_none_and_none_is_kept_for_later(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    comes_in(play)
    lead = play.session.get_one(Person, play.cast.lead.id)
    notices.set_daily_letter(play.session, person=lead, wanted=False, now=play.now)
    comes_in(play)
    notices.set_daily_letter(play.session, person=lead, wanted=True, now=play.now)
    play.session.commit()
    sweep(clock, jobs, MORNING)
    assert told(outbox, "lead") == []
    assert len(told(outbox, "officer")) == 1


def test_who_no_longer_takes_part_is_not_told(play: Play, clock: Clock, jobs: Queue, outbox: list[Any]) -> None:
    comes_in(play)
    rows = people_read.taking_part(play.session, play.consultation)
    row = next(one for one in rows if one.person_id == play.cast.officer.id and one.role == Role.OFFICER)
    people.end_membership(
        play.session, consultation=play.consultation, membership=row, by=play.actor(play.cast.clerk), now=play.now
    )
    play.session.commit()
    sweep(clock, jobs, MORNING)
    assert [letter.to[0] for letter in outbox] == ["lead@example.org"]


def test_many_things_are_counted_not_listed(play: Play, clock: Clock, jobs: Queue, outbox: list[Any]) -> None:
    for _ in range(45):
        comes_in(play)
    sweep(clock, jobs, MORNING)
    body = told(outbox, "lead")[0].body
    assert sum(line.startswith("- Comment") for line in body.splitlines()) == 40
    assert "- and 5 more" in body


def test_the_letter_is_turned_off_on_the_page_it_links_to(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any], client: Client
) -> None:
    client.sign_in(play.cast.lead)
    page = client.get("/letters").form("Save").submit(daily="no").follow()
    assert page.notices == ["You no longer get the daily letter."]
    comes_in(play)
    sweep(clock, jobs, MORNING)
    assert [letter.to[0] for letter in outbox] == ["officer@example.org"]


def test_approving_on_a_page_tells_the_clerk(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any], client: Client
) -> None:
    client.sign_in(play.cast.lead)
    play.answer(play.comment(), by=play.cast.officer)
    play.session.commit()
    client.get(play.url("comments/C-0001")).form("Approve C-0001").submit()
    sweep(clock, jobs, MORNING)
    assert [line for line in told(outbox, "clerk")[0].body.splitlines() if line.startswith("- ")] == [
        "- An answer to C-0001 awaits release"
    ]


def test_owners_are_told_what_falls_due_and_what_is_overdue_once_each(
    play: Play, clock: Clock, jobs: Queue, outbox: list[Any]
) -> None:
    asked = play.request(in_days=10)
    play.session.commit()
    lines = []
    for day in range(1, 15):
        outbox.clear()
        sweep(clock, jobs, MORNING + timedelta(days=day - 1))
        jobs.sweep()
        lines += [(day, line) for letter in outbox for line in letter.body.splitlines() if line.startswith("- ")]
    due = asked.due_on
    assert (due.isoformat(), {letter.to[0] for letter in outbox}) == ("2021-02-18", set())
    assert lines == [
        (7, "- Information request IR-0001 is due on 18 February 2021"),
        (11, "- Information request IR-0001 was due on 18 February 2021 and has not been received"),
    ]
