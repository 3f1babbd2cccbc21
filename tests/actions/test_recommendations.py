"""Recommendations: recorded, corrected, issued to the whole partnership (R6), withdrawn, closed; and what bodies reply (R5)."""

from datetime import date, timedelta
from typing import Any

import pytest

from consult.actions import recommendations, replies
from consult.actions.allowing import answer_state
from consult.actions.partnership import Facts, describe
from consult.actions.recommendations import Resolved
from consult.actions.replies import Replying
from consult.domain.lifecycle import AnswerState
from consult.domain.partnership import PartnerKind
from consult.present.recommendations import Recommending, recommendation_entries
from consult.queries import partnership
from consult.store.recommendations import Recommendation
from tests import registers
from tests.actions.records import last_entry, refused
from tests.factories import BRECKLAND, COUNTY, LONDON, POLICE, Play
from tests.registers import PARTNER, TEXT, clerk_of


def correct(play: Play, one: Recommendation, text: str, **how: Any) -> None:
    resolved = Resolved(text, one.meeting_on, one.minute)
    recommendations.correct(
        play.session, recommendation=one, resolved=resolved, today=play.today, **{**clerk_of(play), **how}
    )


def end(play: Play, what: str, one: Recommendation, said: str = "It is done.") -> None:
    word = {"reason": said} if what == "withdraw" else {"note": said}
    getattr(recommendations, what)(play.session, recommendation=one, **clerk_of(play), **word)


def test_it_is_numbered_once_and_the_record_says_so(play: Play) -> None:
    one = registers.recommend(play, key="a")
    assert registers.recommend(play, key="a").id == one.id
    assert [recommendations.reference_of(x) for x in (one, registers.recommend(play, key="b"))] == ["R-0001", "R-0002"]
    entry = last_entry(play)
    assert (entry.act, entry.subject, entry.details["after"]["minute"]) == ("resolve", "recommendation R-0002", "12")  # type: ignore[index]


@pytest.mark.parametrize(
    ("resolved", "reason", "field"),
    [
        (Resolved("", date(2021, 2, 1)), "Write what is recommended", "text"),
        (Resolved(TEXT, None), "Give the date of the meeting, today or earlier", "meeting_on"),
        (Resolved(TEXT, date(2021, 3, 1)), "Give the date of the meeting, today or earlier", "meeting_on"),
        (Resolved(TEXT, date(2021, 2, 1), "1" * 41), "The minute number has 40 characters at most", "minute"),
    ],
)
def test_what_cannot_be_recorded(play: Play, resolved: Resolved, reason: str, field: str) -> None:
    with refused(play, reason, field):
        recommendations.resolve(play.session, resolved=resolved, form_key="k", today=play.today, **clerk_of(play))


def test_it_is_corrected_until_it_is_issued(play: Play) -> None:
    one = registers.recommend(play)
    correct(play, one, "That it report each month.")
    assert last_entry(play).act == "correct recommendation"
    one = registers.issue(play, one)
    with refused(play, "It has been issued, so it stands as it was sent. Withdraw it, and record another."):
        correct(play, one, "That it report each year.")
    with refused(play, "Only the clerk can do this."):
        correct(play, one, "Something else", by=play.actor(play.cast.chair))


def test_it_goes_to_everybody_active_that_day(play: Play) -> None:
    registers.partner(play)
    registers.partner(play, "A trust that ended", PartnerKind.RESPONSIBLE, ends=play.today - timedelta(days=1))
    registers.partner(play, "A trust to come", PartnerKind.RESPONSIBLE, begins=play.today + timedelta(days=1))
    one = registers.issue(play, registers.recommend(play))
    assert {(sent.body.name, sent.kind) for sent in one.recipients} == {
        (COUNTY, "responsible"), (POLICE, "responsible"), (PARTNER, "co-operating"),
    }  # fmt: skip
    ids = [[sent.body_id, sent.kind] for sent in one.recipients]
    entry = last_entry(play)
    assert entry.details == {"on": str(play.today), "sent_to": ids}
    earlier = registers.issue(play, registers.recommend(play, days_ago=9), on=play.today - timedelta(days=5))
    assert "A trust that ended" in {sent.body.name for sent in earlier.recipients}


def test_what_cannot_be_issued(play: Play) -> None:
    one = registers.recommend(play, days_ago=3)
    with refused(play, "Choose at least one recommendation", "chosen"):
        recommendations.issue(play.session, recommendations=(), on=play.today, today=play.today, **clerk_of(play))
    with refused(play, "Give the day of issue, today or earlier", "issued_on"):
        registers.issue(play, one, on=play.today + timedelta(days=1))
    with refused(play, "R-0001 was resolved after that day", "issued_on"):
        registers.issue(play, one, on=play.today - timedelta(days=4))
    registers.issue(play, one)
    with refused(play, "It has been issued, so it stands as it was sent. Withdraw it, and record another."):
        registers.issue(play, one)


def test_the_partnership_is_those_who_answer_and_those_the_clerk_adds(play: Play) -> None:
    registers.partner(play)
    found = [
        (one.body.name, one.kind.value, one.listed) for one in partnership.everyone(play.session, play.consultation)
    ]
    assert found == [
        (POLICE, "responsible", False), (COUNTY, "responsible", False), (PARTNER, "co-operating", True),
    ]  # fmt: skip
    registers.partner(play, kind=None)
    assert PARTNER not in {one.body.name for one in partnership.everyone(play.session, play.consultation)}
    body = registers.partner(play, COUNTY)
    with refused(play, "It has officers here, so it belongs to the partnership. End their parts first.", "kind"):
        describe(play.session, body=body, facts=Facts(None), **clerk_of(play))
    with refused(play, "It cannot end before it begins", "ends"):
        describe(play.session, body=body, facts=Facts(None, date(2021, 2, 2), date(2021, 2, 1)), **clerk_of(play))


def test_withdrawn_closed_and_reopened(play: Play) -> None:
    one = registers.recommend(play)
    with refused(play, "It has not been issued yet."):
        end(play, "close", one)
    registers.issue(play, one)
    end(play, "close", registers.again(play, one))
    with refused(play, "It is closed. Ask the clerk to reopen it."):
        registers.reply(play, one)
    end(play, "reopen", registers.again(play, one))
    registers.reply(play, one)
    with refused(play, "Write why it is withdrawn", "note"):
        end(play, "withdraw", registers.again(play, one), " ")
    end(play, "withdraw", registers.again(play, one))
    with refused(play, "It has been withdrawn."):
        registers.reply(play, one, revision=1)


def test_a_reply_is_drafted_approved_released(play: Play) -> None:
    one = registers.issue(play, registers.recommend(play))
    written = registers.reply(play, one, by=play.cast.officer)
    assert answer_state(written) is AnswerState.DRAFTED
    who: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    with refused(play, "Only the authority's lead officer can do this."):
        replies.approve(
            play.session, to=registers.to(play, one), reply=written, by=play.actor(play.cast.officer), **who
        )
    with refused(play, "It was not sent to your authority."):
        registers.reply(play, one, by=play.cast.lead, body=POLICE)
    replies.send_back(
        play.session,
        to=registers.to(play, one),
        reply=written,
        reason="Say when.",
        by=play.actor(play.cast.lead),
        **who,
    )
    assert answer_state(written) is AnswerState.RETURNED
    with refused(play, "A colleague has changed this since you opened it. Open it again: their text is kept."):
        registers.reply(play, one, by=play.cast.officer)
    again = registers.reply(play, one, "In June.", by=play.cast.officer, revision=1)
    replies.approve(play.session, to=registers.to(play, one), reply=again, by=play.actor(play.cast.lead), **who)
    registers.release(play, one)
    entry = last_entry(play)
    assert (entry.act, entry.subject) == ("release reply", "recommendation R-0001")
    with refused(play, "This has been released and stands in the record."):
        registers.reply(play, one, revision=2)
    with refused(play, "The response has been released, so there is nothing left to hold."):
        registers.reply(play, one, holding=True)


def test_a_reply_says_whether_the_body_acts(play: Play) -> None:
    one = registers.issue(play, registers.recommend(play))
    with refused(play, "Say whether action is proposed", "acts"):
        registers.reply(play, one, acts=None)
    with refused(play, "Write why no action is proposed", "text"):
        registers.reply(play, one, " ", acts=False)
    with refused(play, "Write what action is proposed", "text"):
        registers.reply(play, one, " ")


def test_a_holding_reply_is_kept_and_still_shown_as_late(play: Play) -> None:
    one = registers.issue(play, registers.recommend(play))
    registers.reply(play, one, "The figures come in May.", holding=True)
    registers.release(play, one, holding=True)
    entry = recommendation_entries(play.session, play.consultation, today=play.today + timedelta(days=38), zone=LONDON)[
        0
    ]
    county = next(reply for reply in entry.replies if reply.body == COUNTY)
    assert (county.status, county.holding, county.days_overdue) == ("Holding reply", "The figures come in May.", 10)
    assert "holding reply on 8 February 2021, not received to date (10 days)" in county.words
    assert entry.words == "0 of 2 responses received, 2 not received to date (10 days)"


def test_the_clerk_enters_what_came_otherwise(play: Play) -> None:
    registers.partner(play)
    one = registers.issue(play, registers.recommend(play, days_ago=50), on=play.today - timedelta(days=40))

    def enter(came_on: date | None, text: str = "We cannot.") -> None:
        replies.enter(
            play.session, to=registers.to(play, one, PARTNER), replying=Replying(text, False), came_on=came_on,
            today=play.today, **clerk_of(play),
        )  # fmt: skip

    for day in (None, play.today + timedelta(days=1), play.today - timedelta(days=41)):
        with refused(play, "Give the day it came, on the day of issue or later and not after today", "came_on"):
            enter(day)
    enter(play.today - timedelta(days=10))
    entry = recommendation_entries(play.session, play.consultation, today=play.today, zone=LONDON)[0]
    theirs = entry.replies[-1]
    assert (theirs.kind, theirs.acts, theirs.text, theirs.by) == ("Co-operating body", False, "We cannot.", "")
    assert theirs.words.endswith("received on 29 January 2021, 2 days late")
    with refused(play, "This has been released and stands in the record."):
        enter(play.today)


def test_what_the_paper_prints(play: Play) -> None:
    """Not what is not issued; of what was withdrawn before it was issued, the number alone."""
    asked = play.ask()
    section = play.section("Prevent")
    issued = registers.issue(play, registers.recommend(play, "One", question=asked, section=section))
    registers.recommend(play, "Two")
    end(play, "withdraw", registers.recommend(play, "Three"), "It was put to another meeting.")
    registers.reply(play, issued, "Not yet for everybody.")
    entries = recommendation_entries(play.session, play.consultation, today=play.today, zone=LONDON)
    assert [(one.reference, one.text, one.status) for one in entries] == [
        ("R-0001", "One", "Responses awaited"), ("R-0003", "", "Withdrawn"),
    ]  # fmt: skip
    first = entries[0]
    assert (first.place, first.question, first.meeting) == ("Prevent", "Q-0001", "8 February 2021, minute 12")
    assert first.due_on == play.today + timedelta(days=28)
    assert [(reply.body, reply.text) for reply in first.replies] == [(POLICE, ""), (COUNTY, "")]
    clerks = Recommending(play.actor(play.cast.clerk), LONDON, play.today)
    assert [one.text for one in clerks.entries(registers.queries.every(play.session, play.consultation))] == [
        "One", "Two", "Three",
    ]  # fmt: skip


def test_members_are_no_part_of_the_partnership(play: Play) -> None:
    assert BRECKLAND not in {one.body.name for one in partnership.everyone(play.session, play.consultation)}
