"""A holding reply stands beside the answer, goes the same way, and is not counted as one."""

from zoneinfo import ZoneInfo

import pytest

from consult.actions import responses
from consult.actions.allowing import answer_state, contribution
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import AnswerState
from consult.domain.people import Actor
from consult.domain.permissions import Act, may
from consult.present.entries import Presenter
from consult.queries import responses as read
from consult.store.comments import Comment, Response
from consult.store.people import Person
from consult.store.questions import Question
from tests.actions.records import last_entry, refused
from tests.factories import COUNTY, POLICE, Play

LATER = "The figures come in March; you will have an answer by the 12th."


def hold(
    play: Play,
    item: Comment | Question,
    by: Person | None = None,
    *,
    revision: int = 0,
    text: str = LATER,
    of: str = COUNTY,
) -> Response:
    return responses.answer(
        play.session, consultation=play.consultation, item=item, authority_id=play.body(of).id,
        answering=Answering(text, holding=True), revision=revision, by=play.actor(by or play.cast.lead), now=play.now,
    )  # fmt: skip


def shown(play: Play, item: Comment | Question, person: Person | None) -> list[tuple[str, str, bool]]:
    """(status, text, counted as answered) of each answer the person is shown; None is the public."""
    viewer: Actor | None = play.actor(person) if person else None
    words = Presenter(viewer, ZoneInfo("Europe/London"))
    there = play.again(item)
    entry = words.comment(there) if isinstance(there, Comment) else words.question(there)
    return [(one.status, one.text, one.answered) for one in entry.answers]


def test_it_goes_the_way_of_an_answer(play: Play) -> None:
    comment = play.comment()
    reply = hold(play, comment, play.cast.officer)
    assert (reply.holding, reply.disposition, answer_state(reply)) == (True, None, AnswerState.DRAFTED)
    assert (last_entry(play).details or {})["holding"] is True
    with refused(play, "The lead officer has not approved this answer yet."):
        play.release(reply)
    play.release(play.approve(reply))
    assert answer_state(reply) is AnswerState.RELEASED


def test_until_release_nobody_outside_learns_of_it(play: Play) -> None:
    comment = play.comment()
    hold(play, comment, play.cast.officer)
    awaited = [("With the authority", "", False)]
    for person in (None, play.cast.member, play.cast.other_lead, play.cast.observer):
        assert shown(play, comment, person) == awaited
    assert shown(play, comment, play.cast.clerk) == [("Not answered", "", False)]
    assert shown(play, comment, play.cast.lead) == [
        ("Holding reply: awaiting approval", LATER, False),
        ("Not answered", "", False),
    ]


def test_released_it_is_what_everybody_reads_until_the_answer_is(play: Play) -> None:
    comment = play.comment()
    play.release(hold(play, comment))
    for person in (None, play.cast.member, play.cast.other_officer):
        assert shown(play, comment, person) == [("Holding reply", LATER, False)]
    answer = play.answer(comment, "Forty-one.")
    for person in (None, play.cast.member):
        assert shown(play, comment, person) == [("Holding reply", LATER, False)]
    assert shown(play, comment, play.cast.clerk) == [
        ("Holding reply", LATER, False),
        ("Awaiting release", "Forty-one.", False),
    ]
    play.release(answer)
    for person in (None, play.cast.member, play.cast.clerk, play.cast.lead):
        assert shown(play, comment, person) == [("Answered", "Forty-one.", True)]


def test_each_authority_holds_for_itself(play: Play) -> None:
    question = play.ask(of=(COUNTY, POLICE))
    play.release(hold(play, question, play.cast.other_lead, of=POLICE))
    assert shown(play, question, None) == [("Holding reply", LATER, False), ("With the authority", "", False)]


def test_it_is_never_counted_as_an_answer(play: Play) -> None:
    play.release(hold(play, play.comment()))
    play.release(hold(play, play.ask()))
    found = {(row.kind, row.state): row.count for row in read.awaited(play.session, play.consultation)}
    assert found == {("comment", AnswerState.AWAITED): 1, ("question", AnswerState.AWAITED): 1}
    assert read.unreleased_count(play.session, play.consultation) == 2


def test_nothing_is_adopted_on_a_holding_reply(play: Play) -> None:
    play.release(hold(play, play.comment()))
    play.close()
    with refused(
        play, "Nothing can be adopted yet: 1 item has no released answer. Every one must be considered first."
    ):
        play.adopt()


def test_a_member_can_still_change_what_is_only_held(play: Play) -> None:
    comment = play.comment()
    play.release(hold(play, comment))
    member, there = play.actor(play.cast.member), play.again(comment)
    assert may(member, Act.CHANGE_CONTRIBUTION, contribution(play.consultation, play.now, there))


def test_the_clerk_releases_it_with_the_answers_unless_the_answer_is_there(play: Play) -> None:
    held, both = play.comment(), play.comment()
    reply = hold(play, held)
    hold(play, both)
    answer = play.answer(both)
    waiting = list(read.to_release(play.session, play.consultation))
    assert [(item.id, response.id) for item, response in waiting] == [(held.id, reply.id), (both.id, answer.id)]
    assert read.count_to_release(play.session, play.consultation) == 2


def test_it_needs_its_text_and_an_answer_that_is_still_awaited(play: Play) -> None:
    comment = play.comment()
    with refused(play, "Write the holding reply", "text"):
        hold(play, comment, text=" ")
    reply = hold(play, comment)
    with refused(play, "A colleague has changed this answer since you opened it. Their text is shown with yours."):
        hold(play, comment, text="Another.")
    play.release(reply)
    with refused(play, "This answer has been released and stands in the record."):
        hold(play, comment, revision=1)
    other = play.comment()
    play.release(play.answer(other))
    with refused(play, "The answer has been released, so there is nothing left to hold."):
        hold(play, other)


@pytest.mark.parametrize("disposition", [None, Disposition.NOTED])
def test_it_has_no_disposition(play: Play, disposition: Disposition | None) -> None:
    comment = play.comment()
    reply = responses.answer(
        play.session, consultation=play.consultation, item=comment, authority_id=comment.authority_id,
        answering=Answering("Later.", disposition, "Because", "Words", holding=True), revision=0,
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    assert (reply.disposition, reply.reason, reply.resulting_wording) == (None, "", "")
