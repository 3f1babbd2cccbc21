"""R9 and R20: an officer drafts, the lead officer approves, the clerk releases; then it stands."""

from datetime import timedelta

import pytest

from consult.actions import comments, responses
from consult.actions.allowing import answer_state
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import AnswerState
from consult.store.comments import Comment, Response
from consult.store.people import Person
from tests.actions.records import Entry, last_entry, refused
from tests.factories import CLOSES, COUNTY, OPENS, POLICE, Play

ANOTHERS = "It was put to another authority."
STANDS = "This answer has been released and stands in the record."
NOT_NOW = "Answers are taken from the opening of the window until adoption."
CHANGED = "A colleague has changed this answer since you opened it. Their text is shown with yours."


def rewrite(play: Play, response: Response, by: Person, text: str = "Put better.") -> Response:
    return play.answer(play.item_of(response), text, by=by, revision=response.revision)


def test_an_officer_drafts_the_lead_approves_the_clerk_releases(play: Play) -> None:
    comment = play.comment(on="1")
    response = play.answer(comment, " Every quarter. ", by=play.cast.officer)
    assert (response.text, response.disposition, response.revision) == ("Every quarter.", "noted", 1)
    assert (response.answered_at, response.answered_by_id) == (play.now, play.cast.officer.id)
    assert answer_state(response) is AnswerState.DRAFTED
    county = play.body(COUNTY).id
    said = {"disposition": "noted", "text": "Every quarter.", "reason": "", "resulting_wording": ""}
    assert last_entry(play) == Entry(
        "answer",
        "comment C-0001",
        play.cast.officer.id,
        {"authority": county, "revision": 1, "before": None, "after": said},
    )
    play.clock.now += timedelta(hours=1)
    play.approve(response)
    assert (response.approved_at, response.approved_by_id) == (play.now, play.cast.lead.id)
    assert answer_state(response) is AnswerState.APPROVED
    assert last_entry(play) == Entry(
        "approve", "comment C-0001", play.cast.lead.id, {"authority": county, "revision": 1}
    )
    play.clock.now += timedelta(hours=1)
    play.release(response)
    assert (response.released_at, response.released_by_id) == (play.now, play.cast.clerk.id)
    assert answer_state(response) is AnswerState.RELEASED
    assert last_entry(play) == Entry(
        "release", "comment C-0001", play.cast.clerk.id, {"authority": county, "revision": 1}
    )


def test_the_leads_own_words_are_approved_as_they_are_written(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.lead)
    assert (answer_state(response), response.approved_by_id) == (AnswerState.APPROVED, play.cast.lead.id)


def test_an_officers_change_asks_for_approval_again(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.lead)
    rewrite(play, response, play.cast.officer)
    assert (answer_state(response), response.revision) == (AnswerState.DRAFTED, 2)
    details = last_entry(play).details or {}
    assert (details["before"]["text"], details["after"]["text"]) == ("It is measured every quarter.", "Put better.")


@pytest.mark.parametrize("part", ["member", "chair", "observer", "clerk", "outsider"])
def test_only_officers_answer(play: Play, part: str) -> None:
    comment = play.comment()
    with refused(play, "Only officers of a responsible authority can do this."):
        play.answer(comment, by=getattr(play.cast, part))


def test_an_authority_answers_only_what_was_put_to_it(play: Play) -> None:
    county, police = play.comment(on="1"), play.comment(on="4")
    for item, part in ((county, "other_officer"), (county, "other_lead"), (police, "officer"), (police, "lead")):
        with refused(play, ANOTHERS):
            play.answer(item, by=getattr(play.cast, part))


def test_nobody_answers_in_the_name_of_an_authority_that_was_not_asked(play: Play) -> None:
    for item in (play.comment(on="1"), play.ask(of=(COUNTY,))):
        with refused(play, ANOTHERS):
            responses.answer(
                play.session, consultation=play.consultation, item=item, authority_id=play.body(POLICE).id,
                answering=Answering("Ours all the same.", Disposition.NOTED), revision=0,
                by=play.actor(play.cast.other_lead), now=play.now,
            )  # fmt: skip


def test_each_authority_asked_gives_an_answer_of_its_own(play: Play) -> None:
    question = play.ask(of=(COUNTY, POLICE))
    ours, theirs = play.answer(question, "Ours.", by=play.cast.officer), play.answer(question, by=play.cast.other_lead)
    assert (ours.authority_id, theirs.authority_id) == (play.body(COUNTY).id, play.body(POLICE).id)
    assert (ours.disposition, theirs.disposition) == (None, None)
    with refused(play, "Only the lead officer of the authority it was put to can do this."):
        play.approve(ours, by=play.cast.other_lead)
    play.release(theirs)
    assert [answer_state(one) for one in (ours, theirs)] == [AnswerState.DRAFTED, AnswerState.RELEASED]


@pytest.mark.parametrize(
    ("answering", "reason", "field"),
    [
        (Answering("Yes.", None), "Choose what becomes of the comment", "disposition"),
        (Answering(" ", Disposition.NOTED), "Write the answer", "text"),
        (
            Answering("x" * 10_001, Disposition.NOTED),
            "That is 10,001 characters; 10,000 is the most that is taken",
            "text",
        ),
        (
            Answering("No.", Disposition.NOT_ACCEPTED, reason=" "),
            "Give the reason why the comment is not accepted",
            "reason",
        ),
        (
            Answering("Partly.", Disposition.ACCEPTED_IN_PART, wording="Some words"),
            "Give the reason why the comment is accepted in part",
            "reason",
        ),
        (
            Answering("Yes.", Disposition.ACCEPTED, reason="It is right"),
            "Give the changed wording, or name the paragraph where it stands",
            "wording",
        ),
    ],
)
def test_outcomes_that_need_a_reason_or_wording(play: Play, answering: Answering, reason: str, field: str) -> None:
    comment = play.comment()
    with refused(play, reason, field):
        responses.answer(
            play.session, consultation=play.consultation, item=comment, authority_id=comment.authority_id,
            answering=answering, revision=0, by=play.actor(play.cast.officer), now=play.now,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("disposition", "more"),
    [
        (Disposition.ACCEPTED, {"wording": "See paragraph 3"}),
        (Disposition.ACCEPTED_IN_PART, {"reason": "The rest is law"}),
        (Disposition.NOT_ACCEPTED, {"reason": "No money"}),
        (Disposition.ALREADY_COVERED, {}),
        (Disposition.NOTED, {}),
        (Disposition.DEFERRED, {}),
        (Disposition.OUTSIDE, {}),
    ],
)
def test_every_outcome_with_what_it_needs(play: Play, disposition: Disposition, more: dict[str, str]) -> None:
    response = play.answer(play.comment(), disposition=disposition, **more)
    assert (response.disposition, response.reason, response.resulting_wording) == (
        disposition.value,
        more.get("reason", ""),
        more.get("wording", ""),
    )


def test_what_a_colleague_wrote_in_the_meantime_is_not_overwritten(play: Play) -> None:
    comment = play.comment()
    response = play.answer(comment, "The first.", by=play.cast.officer)
    for stale in (0, 2):
        with refused(play, CHANGED):
            play.answer(comment, "The second.", by=play.cast.lead, revision=stale)
    assert (response.text, response.revision) == ("The first.", 1)
    other = play.comment()
    with refused(play, CHANGED):
        play.answer(other, "To an answer that is not there.", revision=1)


def test_only_the_lead_approves_and_only_a_draft(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.officer)
    for part in ("officer", "clerk", "member"):
        with refused(play, "Only the authority's lead officer can do this."):
            play.approve(response, by=getattr(play.cast, part))
    with refused(play, "Only the lead officer of the authority it was put to can do this."):
        play.approve(response, by=play.cast.other_lead)
    play.approve(response)
    with refused(play, "There is no draft answer to approve."):
        play.approve(response)


def test_only_the_clerk_releases_and_only_what_is_approved(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.officer)
    with refused(play, "The lead officer has not approved this answer yet."):
        play.release(response)
    play.approve(response)
    for part in ("lead", "officer", "chair"):
        with refused(play, "Only the clerk can do this."):
            play.release(response, by=getattr(play.cast, part))


def test_what_is_released_stands(play: Play) -> None:
    response = play.release(play.answer(play.comment()))
    with refused(play, STANDS):
        rewrite(play, response, play.cast.lead)
    with refused(play, "There is no draft answer to approve."):
        play.approve(response)
    with refused(play, "The lead officer has not approved this answer yet."):
        play.release(response)


def test_nothing_is_answered_that_was_withdrawn(play: Play) -> None:
    comment = play.comment()
    response = play.answer(comment, by=play.cast.officer)
    comments.withdraw(
        play.session, consultation=play.consultation, comment=play.again(comment), by=play.actor(play.cast.member),
        now=play.now,
    )  # fmt: skip
    with refused(play, "It has been withdrawn."):
        rewrite(play, response, play.cast.lead)
    with refused(play, "It has been withdrawn."):
        play.approve(response)


def test_answers_are_taken_from_the_opening_until_adoption(play: Play) -> None:
    comment = play.comment()
    play.clock.now = OPENS - timedelta(microseconds=1)
    with refused(play, NOT_NOW):
        play.answer(comment)
    play.clock.now = CLOSES
    response = play.release(play.answer(comment))
    play.adopt()
    with refused(play, NOT_NOW):
        rewrite(play, response, play.cast.lead)


def test_an_answer_is_to_the_item_it_was_written_for(play: Play) -> None:
    first, second = play.comment(), play.comment()
    response = play.answer(first)
    assert (response.comment_id, response.question_id) == (first.id, None)
    assert isinstance(play.item_of(response), Comment)
    assert play.answer(second).id != response.id
