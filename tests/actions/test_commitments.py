"""Information requests (R3) and undertakings: asked for, promised, changed, rejected, closed and reopened."""

from datetime import date, timedelta
from typing import Any

import pytest

from consult.actions import commitments, rejecting, supplies, undertakings
from consult.actions.commitments import Wanted
from consult.actions.standing import is_owed, standing
from consult.actions.undertakings import Meeting, Promise
from consult.domain.rejections import Rejection
from consult.store.commitments import Commitment
from tests.actions.records import last_entry, refused
from tests.factories import COUNTY, LONDON, POLICE, Play

ANSWER = "Thank you. We will supply the breakdown of referrals by March. We will train every lead."
PROMISED = "We will supply the breakdown of referrals by March."


def ask(
    play: Play, text: str = "A breakdown", *, of: str | None = COUNTY, due: date | None, key: str = "k"
) -> Commitment:
    wanted = Wanted(text, play.body(of) if of else None, due)
    return commitments.request(
        play.session, consultation=play.consultation, wanted=wanted, form_key=key, by=play.actor(play.cast.member),
        now=play.now, today=play.today,
    )  # fmt: skip


def test_a_request_is_numbered_and_recorded(play: Play) -> None:
    first, second = play.request(section="Prevent"), play.request(of=POLICE)
    assert (first.number, second.number, first.kind) == (1, 2, "request")
    assert (first.author_id, first.body_id) == (
        play.cast.member.id,
        play.actor(play.cast.member).memberships[0].body_id,
    )
    assert (first.owner_id, second.owner_id) == (play.cast.lead.id, play.cast.other_lead.id)
    assert first.section_id == play.section("Prevent").id
    entry = last_entry(play)
    assert (entry.act, entry.subject, entry.actor_id) == ("request", "request IR-0002", play.cast.member.id)


def test_there_is_no_date_by_default_and_it_lies_ahead(play: Play) -> None:
    with refused(play, "Give the date by which the panel is to have it", "due"):
        ask(play, due=None)
    with refused(play, "The date must be in the future", "due"):
        ask(play, due=play.today)
    assert ask(play, due=play.today + timedelta(days=1)).due_on == play.today + timedelta(days=1)


def test_what_a_request_must_say(play: Play) -> None:
    soon = play.today + timedelta(days=1)
    with refused(play, "Write what you ask for", "text"):
        ask(play, " ", due=soon)
    with refused(play, "Choose which authority is asked", "authority"):
        ask(play, of=None, due=soon)


def test_the_same_form_sent_twice_makes_one(play: Play) -> None:
    assert play.request(key="same").id == play.request(key="same").id


def test_members_ask_until_adoption(play: Play) -> None:
    play.close()
    assert play.request().number == 1
    play.adopt()
    with refused(play, "Information is asked for from the opening of the window until adoption."):
        play.request()
    with refused(play, "Only members of the panel can do this."):
        play.request(by=play.cast.officer)


def test_its_author_changes_it_until_something_is_supplied(play: Play) -> None:
    asked = play.request()
    later = asked.due_on + timedelta(days=5)

    def change(text: str, due: date | None) -> None:
        commitments.change_request(
            play.session, consultation=play.consultation, commitment=play.owed(asked), text=text, due_on=due,
            by=play.actor(play.cast.member), now=play.now, today=play.today,
        )  # fmt: skip

    change("By ward and year", later)
    assert (asked.text, asked.due_on) == ("By ward and year", later)
    assert last_entry(play).act == "change request"
    play.clock.now += timedelta(days=30)
    change("By ward", later)  # the day has passed; it may stay as it is
    play.release_supply(asked, play.supply(asked, complete=False, reason="The rest follows."))
    with refused(play, "Something has been supplied, so it stands in the record."):
        change("By year", later)


def test_its_author_alone_withdraws_it(play: Play) -> None:
    asked = play.request()

    def withdraw(who: str) -> None:
        commitments.withdraw_request(
            play.session, consultation=play.consultation, commitment=play.owed(asked),
            by=play.actor(getattr(play.cast, who)), now=play.now,
        )  # fmt: skip

    with refused(play, "Only its author can do this."):
        withdraw("chair")
    withdraw("member")
    assert (asked.state, is_owed(play.owed(asked))) == ("withdrawn", False)
    with refused(play, "It has been withdrawn."):
        withdraw("member")


def test_the_clerk_rejects_a_request_but_no_undertaking(play: Play) -> None:
    asked, promised = play.request(), play.undertake_at_meeting()

    def reject(one: Commitment) -> None:
        rejecting.reject(
            play.session, consultation=play.consultation, item=play.owed(one), reason=Rejection.EXEMPT,
            by=play.actor(play.cast.clerk), now=play.now,
        )  # fmt: skip

    reject(asked)
    assert (asked.state, asked.rejection) == ("rejected", Rejection.EXEMPT.value)
    with refused(play, "An undertaking is an authority’s promise. Close it instead, with a note."):
        reject(promised)


@pytest.mark.parametrize("who", ["clerk", "lead", "officer"])
def test_a_promise_in_an_answer_is_owed_to_who_asked(play: Play, who: str) -> None:
    question = play.ask(about="Prevent")
    answer = play.release(play.answer(question, ANSWER))
    made = play.undertake(answer, "we will supply the  breakdown of referrals by March.", by=getattr(play.cast, who))
    assert (made.kind, made.number, made.text, made.quote) == ("undertaking", 1, PROMISED, PROMISED)
    assert (made.question_id, made.response_id, made.section_id) == (question.id, answer.id, question.section_id)
    assert (made.author_id, made.authority_id, made.owner_id) == (
        play.cast.member.id, play.body(COUNTY).id, play.cast.lead.id,
    )  # fmt: skip
    entry = last_entry(play)
    assert (entry.act, entry.subject) == ("undertake", "undertaking U-0001")


def test_what_cannot_be_marked(play: Play) -> None:
    question = play.ask(of=(COUNTY, POLICE))
    answer = play.answer(question, ANSWER)
    with refused(play, "It has not been answered yet."):
        play.undertake(answer, PROMISED)
    play.release(answer)
    with refused(play, "It was put to another authority."):
        play.undertake(answer, PROMISED, by=play.cast.other_officer)
    with refused(play, "Only the clerk can do this."):
        play.undertake(answer, PROMISED, by=play.cast.member)
    with refused(play, "These words are not in the text above. Copy them from it exactly.", "words"):
        play.undertake(answer, "We will do nothing.")
    with refused(play, "These words stand 2 times in the text above. Add the words before or after them.", "words"):
        play.undertake(answer, "We will")
    with refused(play, "Choose one of the authority’s officers", "owner"):
        play.undertake(answer, PROMISED, owner=play.cast.other_officer)
    play.undertake(answer, PROMISED, owner=play.cast.officer)
    with refused(play, "These words are marked as an undertaking already.", "words"):
        play.undertake(answer, PROMISED)


def test_a_promise_in_what_was_supplied(play: Play) -> None:
    asked = play.request()
    supply = play.supply(
        asked, "Two years are attached. The third follows in April.", complete=False, reason="Not counted yet."
    )
    play.release_supply(asked, supply)
    made = undertakings.undertake_in_supply(
        play.session, consultation=play.consultation, commitment=play.owed(asked), supply=supply,
        promise=Promise("The third follows in April.", play.today + timedelta(days=60)), form_key="p",
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert (made.promised_in_id, made.author_id, made.quote) == (
        asked.id, play.cast.member.id, "The third follows in April.",
    )  # fmt: skip


def test_a_promise_at_an_earlier_meeting_can_be_overdue_at_once(play: Play) -> None:
    made = play.undertake_at_meeting()
    assert (made.meeting_on, made.minute, made.author_id) == (date(2020, 11, 27), "12", None)
    assert standing(made, LONDON).in_words(date(2021, 1, 21)) == (
        "Promised by Norfolk Constabulary for 18 December 2020, not received to date (34 days)"
    )


def test_what_a_promise_at_a_meeting_must_say(play: Play) -> None:
    with refused(play, "Give the date of the meeting, today or earlier", "meeting_on"):
        play.undertake_at_meeting(on=play.today + timedelta(days=1), due=play.today + timedelta(days=2))
    with refused(play, "Give the date it was promised for, on the day of the meeting or later", "due"):
        play.undertake_at_meeting(due=date(2020, 11, 26))
    with refused(play, "Write what was promised", "words"):
        play.undertake_at_meeting(" ")
    with refused(play, "Only the clerk can do this."):
        undertakings.undertake_at_meeting(
            play.session, consultation=play.consultation, meeting=Meeting(play.today, play.body(COUNTY)),
            promise=Promise("x", play.today), form_key="k", by=play.actor(play.cast.lead), now=play.now, today=play.today,
        )  # fmt: skip


def test_the_clerk_closes_with_a_note_and_reopens(play: Play) -> None:
    promised, clerk = play.undertake_at_meeting(), play.actor(play.cast.clerk)
    how: dict[str, Any] = {"consultation": play.consultation, "by": clerk, "now": play.now}
    with refused(play, "Write why it is closed", "note"):
        commitments.close(play.session, commitment=play.owed(promised), note=" ", **how)
    with refused(play, "It is not closed."):
        commitments.reopen(play.session, commitment=play.owed(promised), note="No.", **how)
    commitments.close(play.session, commitment=play.owed(promised), note="Overtaken by the refresh.", **how)
    assert (is_owed(promised), last_entry(play).act) == (False, "close")
    with refused(play, "It is closed. Ask the clerk to reopen it."):
        play.supply(promised)
    commitments.reopen(play.session, commitment=play.owed(promised), note="It is wanted after all.", **how)
    assert (is_owed(promised), promised.closing_note, last_entry(play).act) == (True, "", "reopen")


def test_what_was_all_of_it_is_a_part_once_the_clerk_reopens(play: Play) -> None:
    asked = play.request()
    play.release_supply(asked, play.supply(asked))
    assert not is_owed(play.owed(asked))
    play.clock.now += timedelta(days=1)
    commitments.reopen(
        play.session, consultation=play.consultation, commitment=play.owed(asked), note="A year is missing.",
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    facts = standing(play.owed(asked), LONDON)
    assert (facts.status.wording, is_owed(asked)) == ("Received in part", True)
    play.clock.now += timedelta(days=1)
    play.release_supply(asked, play.supply(asked))
    assert standing(play.owed(asked), LONDON).status.wording == "Received"


def test_after_adoption_it_is_still_supplied(play: Play) -> None:
    asked = play.request()
    play.close()
    play.adopt()
    assert play.consultation.adopted_at
    supply = play.supply(asked, reason="It took longer.", by=play.cast.officer)
    how: dict[str, Any] = {
        "consultation": play.consultation,
        "commitment": play.owed(asked),
        "supply": supply,
        "now": play.now,
    }
    supplies.approve(play.session, by=play.actor(play.cast.lead), **how)
    play.release_supply(asked, supply)
    assert standing(play.owed(asked), LONDON).status.wording == "Received"
