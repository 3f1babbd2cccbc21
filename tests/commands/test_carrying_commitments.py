"""Requests, undertakings and what was supplied come back to the letter; what the public may not read stays behind."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consult.actions import commitments, exempting, loading, rejecting, undertakings
from consult.actions.undertakings import Promise
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.record import Faulty
from consult.domain.rejections import Rejection
from consult.domain.supplied_files import FileBrought
from consult.importing.records import read_record
from consult.pack.data import to_json
from consult.pack.record import gather_record
from consult.queries import consultations
from tests.commands.test_carrying import fresh
from tests.factories import POLICE, Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def everything_owed(play: Play) -> None:
    """One of each kind, and one of each end it can come to."""
    clerk, member = play.actor(play.cast.clerk), play.actor(play.cast.member)
    how: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    question = play.ask(about="Prevent")
    answer = play.release(play.answer(question, "We will count the lapwings by March. We will pay the tapir."))
    asked = play.request("What do lapwings cost?", about=question)
    part = play.supply(asked, "2019. The rest by May.", complete=False, reason="Not counted yet.", by=play.cast.lead,
                       files=[FileBrought("2019.csv", b"a,b\r\n1,2")])  # fmt: skip
    play.release_supply(asked, part)
    undertakings.undertake_in_supply(
        play.session, commitment=play.owed(asked), supply=part, form_key="s", by=clerk,
        promise=Promise("The rest by May.", play.today + timedelta(days=90)), **how,
    )  # fmt: skip
    play.undertake(answer, "We will count the lapwings by March.", owner=play.cast.officer)
    meeting = play.undertake_at_meeting()
    closed, gone, refused, sealed, again = (play.request(f"{n}-words", section="Prevent") for n in range(5))
    commitments.close(play.session, commitment=play.owed(closed), note="Overtaken.", by=clerk, **how)
    commitments.withdraw_request(play.session, commitment=play.owed(gone), by=member, **how)
    rejecting.reject(play.session, item=play.owed(refused), reason=Rejection.OFFENSIVE, by=clerk, **how)
    matter = exempting.Matter(play.owed(sealed))
    exempting.exempt(play.session, matter=matter, sealed=Sealed(3, "Its price."), by=clerk, **how)
    play.release_supply(again, play.supply(again, by=play.cast.lead))
    play.clock.now += timedelta(days=1)
    how["now"] = play.now
    commitments.reopen(play.session, commitment=play.owed(again), note="A year is missing.", by=clerk, **how)
    play.supply(meeting, "wombat-not-released", reason="Late.")


def test_it_comes_back_to_the_letter(play: Play) -> None:
    everything_owed(play)
    first = to_json(gather_record(play.session, play.consultation))
    for hidden in ("1-words", "2-words", "3-words", "wombat"):
        assert hidden not in first, hidden
    for shown in ("0-words", "4-words", "2019. The rest by May.", "YSxiDQoxLDI="):
        assert shown in first, shown
    assert carried(first, play) == first
    reading = read_record(first.encode())
    assert reading.warnings == ()
    assert [line.id for line in reading.record.commitments] == [
        *(f"IR-000{n}" for n in range(1, 7)), "U-0001", "U-0002", "U-0003",
    ]  # fmt: skip


def test_loaded_twice_it_is_known(play: Play) -> None:
    everything_owed(play)
    first = read_record(to_json(gather_record(play.session, play.consultation)).encode()).record
    engine, now = fresh(), play.now + timedelta(days=1)
    with Session(engine) as session:
        loading.make(session, slug="s", record=first, source="s.json", data=b"", now=now)
        again = loading.load(
            session, consultation=consultations.by_slug(session, "s"), record=first, source="s.json", now=now
        )
        assert not again.new
    engine.dispose()


def carried(data: str, play: Play) -> str:
    engine = fresh()
    with Session(engine) as session:
        record = read_record(data.encode()).record
        loading.make(
            session, slug="s", record=record, source="s.json", data=data.encode(), now=play.now + timedelta(days=1)
        )
        session.commit()
    with Session(engine) as session:
        out = to_json(gather_record(session, consultations.by_slug(session, "s")))
    engine.dispose()
    return out


REQUEST: dict[str, Any] = {"kind": "request", "to": POLICE, "text": "x", "by": "person-1", "due_on": "2021-03-01"}
FAULTS = [
    ({**REQUEST, "by": None}, "“by” is missing; say who asked"),
    (
        {**REQUEST, "kind": "undertaking"},
        "Say where it was promised: one of “about”, “promised_in” and “meeting_on”",
    ),
    ({**REQUEST, "due_on": None}, "“due_on” is missing; give the day, like 2021-03-15"),
    ({**REQUEST, "exempt": 9}, "“exempt” is 9; write a whole number from 1 to 7"),
]


@pytest.mark.parametrize(("line", "what"), FAULTS)
def test_what_is_missing_is_told(line: dict[str, Any], what: str) -> None:
    given = json.dumps({"type": "commitment", "id": "x1", "at": "2021-02-01T10:00:00Z", **line})
    with pytest.raises(Faulty) as faulty:
        read_record(given.encode())
    assert [fault.what for fault in faulty.value.faults] == [what]
