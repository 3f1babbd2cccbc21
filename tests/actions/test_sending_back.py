"""The lead officer returns a draft with a note, the clerk an approved answer with a reason; then it is written anew."""

from consult.actions import responses
from consult.actions.allowing import answer_state
from consult.domain.lifecycle import AnswerState
from consult.store.comments import Response
from consult.store.people import Person
from tests.actions.records import Entry, last_entry, refused
from tests.factories import COUNTY, Play


def send_back(play: Play, response: Response, by: Person, reason: str = "Say by when.") -> None:
    responses.send_back(
        play.session, consultation=play.consultation, item=play.item_of(response), response=response, reason=reason,
        by=play.actor(by), now=play.now,
    )  # fmt: skip


def test_a_draft_goes_back_to_the_officer(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.officer)
    send_back(play, response, play.cast.lead)
    assert answer_state(response) is AnswerState.RETURNED
    assert (response.returned_at, response.returned_by_id) == (play.now, play.cast.lead.id)
    assert response.return_reason == "Say by when."
    assert last_entry(play) == Entry(
        "send back",
        "comment C-0001",
        play.cast.lead.id,
        {"authority": play.body(COUNTY).id, "revision": 1, "reason": "Say by when."},
    )
    with refused(play, "There is no draft answer to approve."):
        play.approve(response)


def test_an_approved_answer_goes_back_to_the_authority(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.lead)
    send_back(play, response, play.cast.clerk)
    assert (answer_state(response), response.approved_at) == (AnswerState.RETURNED, None)
    with refused(play, "The lead officer has not approved this answer yet."):
        play.release(response)


def test_writing_it_anew_takes_it_up_again(play: Play) -> None:
    response = play.answer(play.comment(), by=play.cast.officer)
    send_back(play, response, play.cast.lead)
    play.answer(play.item_of(response), "By March.", by=play.cast.officer, revision=1)
    assert (answer_state(response), response.returned_at, response.return_reason) == (AnswerState.DRAFTED, None, "")
    send_back(play, response, play.cast.lead)
    play.answer(play.item_of(response), "By May.", by=play.cast.lead, revision=2)
    assert answer_state(response) is AnswerState.APPROVED


def test_who_may_send_what_back(play: Play) -> None:
    drafted = play.answer(play.comment(), by=play.cast.officer)
    for part in ("officer", "member"):
        with refused(play, "Only the authority's lead officer can do this."):
            send_back(play, drafted, getattr(play.cast, part))
    with refused(play, "Only the lead officer of the authority it was put to can do this."):
        send_back(play, drafted, play.cast.other_lead)
    with refused(play, "The lead officer has not approved this answer yet."):
        send_back(play, drafted, play.cast.clerk)
    approved = play.approve(drafted)
    with refused(play, "There is no draft answer to send back."):
        send_back(play, approved, play.cast.lead)
    with refused(play, "Write what is to be changed, so that the authority knows", "reason"):
        send_back(play, approved, play.cast.clerk, " ")
    released = play.release(approved)
    with refused(play, "The lead officer has not approved this answer yet."):
        send_back(play, released, play.cast.clerk)
