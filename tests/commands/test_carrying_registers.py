"""Recommendations, coverage, background papers and the partnership come back to the letter; what was not issued stays behind."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from consult.actions import loading, meetings, recommendations, replies
from consult.actions.replies import Replying
from consult.commands.loading import in_words
from consult.domain.draft import Draft
from consult.domain.lifecycle import Stage
from consult.domain.partnership import PartnerKind
from consult.domain.record import Faulty
from consult.importing.records import read_record
from consult.pack.data import to_json
from consult.pack.record import gather_record
from tests import registers
from tests.commands.test_carrying_commitments import carried
from tests.factories import DRAFT, POLICE, Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def everything(play: Play) -> None:
    """One of each kind, and one of each end it can come to."""
    registers.partner(play)
    registers.partner(play, "An ended trust", PartnerKind.RESPONSIBLE, date(2013, 4, 1), date(2020, 3, 31))
    clerk: dict[str, Any] = {**registers.clerk_of(play), "now": play.now + timedelta(hours=2)}
    asked = play.ask(about="Prevent")
    one = registers.recommend(play, "one-words", days_ago=60, question=asked, section=play.section("Prevent"))
    one = registers.issue(play, one, on=play.today - timedelta(days=50))
    registers.reply(play, one, "held-words", holding=True)
    registers.release(play, one, holding=True)
    replies.enter(
        play.session, to=registers.to(play, one, registers.PARTNER), replying=Replying("none-words", False),
        came_on=play.today - timedelta(days=2), today=play.today, **registers.clerk_of(play),
    )  # fmt: skip
    registers.reply(play, one, "wombat-draft", by=play.cast.other_lead, body=POLICE)
    two = registers.issue(play, registers.recommend(play, "two-words"))
    recommendations.close(play.session, recommendation=two, note="Done.", **clerk)
    three = registers.issue(play, registers.recommend(play, "three-words"))
    recommendations.withdraw(play.session, recommendation=three, reason="Overtaken.", **clerk)
    registers.recommend(play, "wombat-not-issued")
    five = registers.recommend(play, "wombat-withdrawn")
    recommendations.withdraw(play.session, recommendation=five, reason="A mistake.", **clerk)
    registers.cover(play, "crime", "Prevent", "County Lines")
    registers.cover(play, "substances", explanation="Elsewhere.")
    play.clock.now += timedelta(days=1)
    play.redraft(Draft(DRAFT.title, DRAFT.sections[1:], figures=DRAFT.figures))
    registers.cover(play, "crime", "Prevent", revision=1, by=play.cast.lead)
    registers.paper(play, "Second", dated_on=date(2020, 11, 27))
    registers.paper(play, "First", place="", link="https://example.org/a")
    meetings.set_interval(play.session, months=6, **registers.clerk_of(play))


def test_it_comes_back_to_the_letter(play: Play) -> None:
    everything(play)
    first = to_json(gather_record(play.session, play.consultation))
    assert "wombat" not in first
    for shown in ("one-words", "two-words", "three-words", "held-words", "none-words", "An ended trust", "Elsewhere."):
        assert shown in first, shown
    assert carried(first, play) == first
    reading = read_record(first.encode())
    assert reading.warnings == ()
    assert [line.id for line in reading.record.recommendations] == [f"R-000{n}" for n in range(1, 6)]
    assert [(line.version, line.duty) for line in reading.record.coverage] == [
        (1, "crime"), (1, "substances"), (2, "crime"), (2, "substances"),
    ]  # fmt: skip
    assert [line.title for line in reading.record.papers] == ["Second", "First"]


AT = "2021-02-01T10:00:00Z"
RECOMMENDATION = {"type": "recommendation", "id": "x1", "text": "x", "meeting_on": "2021-02-01", "at": AT}
FAULTS: list[tuple[dict[str, Any], str]] = [
    ({**RECOMMENDATION, "issued_on": "2021-02-02"}, "“issued_on”, “issued_at” and “sent_to” go together"),
    ({**RECOMMENDATION, "withdrawn_at": AT}, "“withdrawn_at” and “withdrawal_reason” go together"),
    ({**RECOMMENDATION, "closed_at": AT}, "“closed_at” and “closing_note” go together"),
    ({**RECOMMENDATION, "meeting_on": None}, "“meeting_on” is missing; give the day, like 2021-03-15"),
    (
        {**RECOMMENDATION, "replies": [{"body": POLICE, "by": "person-1", "text": "x", "at": AT}]},
        f"It was not sent to {POLICE}; check “sent_to”",
    ),
    (
        {"type": "background-paper", "title": "x", "link": "javascript:alert(1)", "place": "y"},
        "“link” must be a whole web address that begins with https:// or http://",
    ),
    (
        {"type": "background-paper", "title": "x"},
        "Say in “place” where it can be inspected, or in “link” where it is read",
    ),
    (
        {"type": "partner", "body": "x", "begins": "2021-02-02", "ends": "2021-02-01"},
        "It ends before it begins; check “begins” and “ends”",
    ),
    (
        {"type": "coverage", "version": 1, "duty": "litter", "by": "person-1", "at": AT},
        "“duty” must be one of: crime, police-and-crime-plan, re-offending, serious-violence, substances",
    ),
]


@pytest.mark.parametrize(("line", "what"), FAULTS)
def test_what_is_missing_is_told(line: dict[str, Any], what: str) -> None:
    with pytest.raises(Faulty) as faulty:
        read_record(json.dumps(line).encode())
    assert [fault.what for fault in faulty.value.faults] == [what]


def test_lines_are_loaded_and_counted_once(play: Play) -> None:
    """Into a consultation that is there; loaded again, they are known."""
    given = (
        {"type": "partner", "body": "A trust", "kind": "responsible"},
        {
            **RECOMMENDATION, "issued_on": "2021-02-01", "issued_at": AT,
            "sent_to": [{"body": "A trust", "kind": "responsible"}],
        },
        {"type": "coverage", "version": 1, "duty": "crime", "sections": [1], "by": "clerk@example.org", "at": AT},
        {"type": "background-paper", "title": "A paper", "place": "County Hall"},
    )  # fmt: skip
    record = read_record("\n".join(json.dumps(one) for one in given).encode()).record
    how: dict[str, Any] = {"consultation": play.consultation, "record": record, "source": "x.jsonl", "now": play.now}
    first, second = loading.load(play.session, **how), loading.load(play.session, **how)
    assert (first.references, second.references) == ({"x1": "R-0001"}, {"x1": "R-0001"})
    counted = in_words(first, "here")
    assert counted == (
        "Loaded 1 body of the partnership, 1 recommendation, 1 duty covered or explained, 1 background paper into here."
    )
    assert in_words(second, "here") == "Everything in it was in here already."
