"""An answer does not settle what its author said: who can say so, when, and what is kept of it."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from consult.actions import responses, settling
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.queries import records
from consult.store.comments import Comment, Response, Unsettled
from consult.store.people import Person
from consult.store.questions import Question
from tests.factories import Play

At = Callable[..., Play]


def mark(
    play: Play, response: Response, reason: str = "It says nothing of rural areas.", by: Person | None = None
) -> None:
    settling.not_settled(
        play.session, consultation=play.consultation, item=item_of(play, response), response=response, reason=reason,
        by=play.actor(by or play.cast.member), now=play.now,
    )  # fmt: skip


def item_of(play: Play, response: Response) -> Comment | Question:
    return play.item_of(response)


def take_back(play: Play, response: Response, by: Person | None = None) -> None:
    settling.settled(
        play.session, consultation=play.consultation, item=item_of(play, response), response=response,
        by=play.actor(by or play.cast.member), now=play.now,
    )  # fmt: skip


def marks(play: Play) -> list[str]:
    play.session.flush()
    return list(play.session.scalars(select(Unsettled.reason)))


def acts(play: Play, subject: str) -> list[str]:
    return [entry.act for entry in records.of_subject(play.session, play.consultation, subject)][2:]


@pytest.mark.parametrize("kind", ["comment", "question"])
@pytest.mark.parametrize("closed", [False, True])
def test_its_author_says_so_changes_it_and_takes_it_back(at: At, kind: str, closed: bool) -> None:
    play = at(Stage.OPEN)
    item = play.comment() if kind == "comment" else play.ask()
    response = play.release(play.answer(item))
    if closed:
        play.close()
    mark(play, response)
    mark(play, response)
    mark(play, response, "It names no date.")
    assert marks(play) == ["It names no date."]
    take_back(play, response)
    take_back(play, response)
    assert marks(play) == []
    subject = "comment C-0001" if kind == "comment" else "question Q-0001"
    assert acts(play, subject)[-3:] == ["not settled", "not settled", "settled"]


@pytest.mark.parametrize("part", ["other_member", "chair", "officer", "lead", "clerk", "observer"])
def test_nobody_else_can(at: At, part: str) -> None:
    play = at(Stage.OPEN)
    response = play.release(play.answer(play.comment()))
    with pytest.raises(Refused):
        mark(play, response, by=getattr(play.cast, part))
    mark(play, response)
    with pytest.raises(Refused):
        take_back(play, response, by=getattr(play.cast, part))
    assert marks(play) == ["It says nothing of rural areas."]


def test_not_before_it_is_released(at: At) -> None:
    play = at(Stage.OPEN)
    response = play.answer(play.comment())
    with pytest.raises(Refused, match="not been answered yet"):
        mark(play, response)
    assert marks(play) == []


def test_not_after_adoption(at: At) -> None:
    play = at(Stage.OPEN)
    response = play.release(play.answer(play.comment()))
    play.close()
    play.adopt()
    with pytest.raises(Refused):
        mark(play, response)


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 10_001])
def test_a_reason_is_needed(at: At, reason: str) -> None:
    play = at(Stage.OPEN)
    response = play.release(play.answer(play.comment()))
    with pytest.raises(Refused) as refused:
        mark(play, response, reason)
    assert refused.value.field == "reason"


def test_a_holding_reply_is_no_answer(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment()
    held = responses.answer(
        play.session, consultation=play.consultation, item=comment, authority_id=comment.authority_id,
        answering=responses.Answering("We will answer in March.", holding=True), revision=0,
        by=play.actor(play.cast.lead), now=play.now,
    )  # fmt: skip
    play.release(held)
    with pytest.raises(Refused, match="holding reply"):
        mark(play, held)
