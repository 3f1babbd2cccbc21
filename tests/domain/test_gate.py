"""Before a pack goes out: what refuses it, what is said and left to the clerk."""

from dataclasses import replace
from datetime import date

import pytest

from consult.domain.gate import Check, Mend, Outcome, checks, late, refused, unbalanced
from consult.domain.issuing import publication, why_too_late
from consult.domain.publication import Publication
from tests.pack import digests

MEETING = date(2021, 3, 1)  # whose papers go out by 19 February


def gate(out: Publication, **how: int) -> dict[str, Check]:
    return {check.title: check for check in checks(digests.digest(comments=10), out, **{"to_release": 0, **how})}


@pytest.mark.parametrize(
    ("day", "urgency", "outcome", "asked"),
    [
        (date(2021, 2, 19), "", Outcome.FINE, False),
        (date(2021, 2, 20), "", Outcome.REFUSES, True),
        (date(2021, 2, 20), " ", Outcome.REFUSES, True),
        (date(2021, 2, 20), "A letter came.", Outcome.WARNS, True),
        (date(2021, 3, 2), "", Outcome.REFUSES, True),
    ],
)
def test_clear_days_refuse_unless_the_chair_gave_a_reason(
    day: date, urgency: str, outcome: Outcome, asked: bool
) -> None:
    out = publication(MEETING, day, urgency=urgency)
    found = tuple(gate(out).values())
    assert gate(out)["Clear days before the meeting"].outcome is outcome
    assert (late(found), refused(found)) == (asked, False)
    assert bool(why_too_late(out)) == (outcome is Outcome.REFUSES)


@pytest.mark.parametrize(("days", "last"), [(5, date(2021, 2, 19)), (3, date(2021, 2, 23)), (0, date(2021, 2, 26))])
def test_how_many_days_is_a_setting(days: int, last: date) -> None:
    assert publication(MEETING, last, clear_days=days).latest_on == last


def test_without_a_meeting_nothing_can_be_late() -> None:
    found = gate(publication(None, date(2021, 2, 20)))
    assert found["Clear days before the meeting"].outcome is Outcome.WARNS
    assert not late(tuple(found.values()))


def test_a_record_that_does_not_add_up_is_refused_whatever_else() -> None:
    assert refused(unbalanced("2 received = 1 printed."))


def test_what_refuses_comes_first_and_what_is_fine_last() -> None:
    found = checks(digests.digest(comments=10), publication(MEETING, date(2021, 2, 25)), to_release=2)
    order = [check.outcome for check in found]
    assert order == sorted(order, key=[Outcome.REFUSES, Outcome.WARNS, Outcome.FINE].index)
    assert order[0] is Outcome.REFUSES


def test_each_thing_to_look_at_is_counted_with_the_way_to_mend_it() -> None:
    found = gate(publication(MEETING, date(2021, 2, 1)), to_release=2, confidential=1)
    assert (found["Answers awaiting release"].words, found["Answers awaiting release"].mend) == (
        "2 answers are approved and wait for you to release them.",
        Mend.WORK,
    )
    assert found["Exempt matter"].outcome is Outcome.WARNS
    digest = digests.digest(comments=10)
    bare = replace(digest, cover=replace(digest.cover, item_number="", summary=""))
    cover = next(one for one in checks(bare, Publication(), to_release=0) if one.title == "Cover")
    assert cover.words == "The cover lacks the item number and the summary."
