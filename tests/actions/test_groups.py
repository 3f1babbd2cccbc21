"""One answer for many: each comment keeps what is its own, and what is done to one answer is done to all of them."""

from collections.abc import Sequence

from consult.actions import comments as commenting
from consult.actions import groups, responses
from consult.actions.allowing import answer_state
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import AnswerState
from consult.queries import responses as read
from consult.store.comments import Comment, Response
from consult.store.people import Person
from tests.actions.records import last_entry, refused
from tests.factories import Play


def together(
    play: Play, comments: Sequence[Comment], text: str = "One for all.", *, by: Person | None = None, revision: int = 0
) -> list[Response]:
    groups.answer_together(
        play.session, consultation=play.consultation, comments=comments, revision=revision, now=play.now,
        answering=Answering(text, Disposition.NOTED), by=play.actor(by or play.cast.officer),
    )  # fmt: skip
    return answers(play, comments)


def answers(play: Play, comments: Sequence[Comment]) -> list[Response]:
    found = [read.of_authority(play.session, comment, comment.authority_id) for comment in comments]
    assert all(found)
    return [one for one in found if one]


def three(play: Play) -> list[Comment]:
    return [play.comment(on=place, by=person) for place, person in zip("123", _members(play), strict=True)]


def _members(play: Play) -> list[Person]:
    return [play.cast.member, play.cast.other_member, play.cast.chair]


def test_each_comment_has_an_answer_of_its_own_with_the_same_words(play: Play) -> None:
    comments = three(play)
    given = together(play, comments)
    assert [one.comment_id for one in given] == [comment.id for comment in comments]
    assert {one.text for one in given} == {"One for all."}
    assert len({one.group_id for one in given}) == 1
    assert given[0].group_id is not None
    assert (last_entry(play).details or {})["comments"] == ["C-0001", "C-0002", "C-0003"]


def test_changing_one_changes_all(play: Play) -> None:
    comments = three(play)
    given = together(play, comments)
    play.answer(comments[1], "Better.", by=play.cast.officer, revision=given[1].revision)
    assert [one.text for one in answers(play, comments)] == ["Better."] * 3


def test_they_are_approved_sent_back_and_released_as_one(play: Play) -> None:
    comments = three(play)
    given = together(play, comments)
    responses.send_back(
        play.session, consultation=play.consultation, item=comments[2], response=given[2], reason="Shorter",
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    assert {answer_state(one) for one in given} == {AnswerState.RETURNED}
    play.answer(comments[0], "Short.", by=play.cast.officer, revision=1)
    play.approve(given[1])
    assert {answer_state(one) for one in given} == {AnswerState.APPROVED}
    play.release(given[0])
    assert {answer_state(one) for one in given} == {AnswerState.RELEASED}


def test_one_can_be_taken_out_before_release_and_keeps_the_answer(play: Play) -> None:
    comments = three(play)
    given = together(play, comments)
    facts = {"consultation": play.consultation, "by": play.actor(play.cast.officer), "now": play.now}
    groups.take_out(play.session, comment=comments[0], response=given[0], **facts)
    play.answer(comments[1], "For two.", by=play.cast.officer, revision=1)
    assert [one.text for one in answers(play, comments)] == ["One for all.", "For two.", "For two."]
    groups.take_out(play.session, comment=comments[1], response=given[1], **facts)
    assert [one.group_id for one in answers(play, comments)] == [None] * 3, "a group of one is none"
    with refused(play, "This comment is answered by itself already."):
        groups.take_out(play.session, comment=comments[2], response=given[2], **facts)


def test_after_release_it_stands(play: Play) -> None:
    comments = three(play)
    given = together(play, comments, by=play.cast.lead)
    play.release(given[0])
    with refused(play, "This answer has been released and stands in the record."):
        groups.take_out(
            play.session, consultation=play.consultation, comment=comments[1], response=given[1],
            by=play.actor(play.cast.officer), now=play.now,
        )  # fmt: skip


def test_another_joins_an_answer_that_is_there(play: Play) -> None:
    comments = three(play)
    play.answer(comments[1], "The first.", by=play.cast.officer)
    given = together(play, comments[:2], "For both.", revision=1)
    assert [(one.text, one.revision) for one in given] == [("For both.", 1), ("For both.", 2)]
    given = together(play, comments[1:], "For three.", revision=2)
    assert [one.text for one in answers(play, comments)] == ["For three."] * 3
    assert len({one.group_id for one in answers(play, comments)}) == 1


def test_nobodys_words_are_overwritten(play: Play) -> None:
    comments = three(play)
    play.answer(comments[0], "Mine.", by=play.cast.officer)
    play.answer(comments[2], "Hers.", by=play.cast.lead)
    with refused(
        play,
        "C-0001 and C-0003 have answers of their own. Choose at most one that has an answer already: the others are "
        "given the same.",
    ):
        together(play, comments)
    with refused(play, "A colleague has changed this answer since you opened it. Their text is shown with yours."):
        together(play, comments[:2], revision=0)


def test_only_comments_put_to_ones_own_authority(play: Play) -> None:
    county, police = play.comment(on="1"), play.comment(on="4")
    with refused(play, "These comments are put to different authorities. Choose comments put to one."):
        together(play, [county, police])
    with refused(play, "Choose at least two comments to answer together."):
        together(play, [county])
    with refused(play, "It was put to another authority."):
        together(play, [police, play.comment(on="5")])


def test_a_withdrawn_comment_is_left_behind(play: Play) -> None:
    comments = three(play)
    given = together(play, comments)
    commenting.withdraw(
        play.session, consultation=play.consultation, comment=play.again(comments[0]), by=play.actor(play.cast.member),
        now=play.now,
    )  # fmt: skip
    play.approve(given[1])
    play.release(given[1])
    states = [answer_state(one) for one in answers(play, comments)]
    assert states == [AnswerState.DRAFTED, AnswerState.RELEASED, AnswerState.RELEASED]
