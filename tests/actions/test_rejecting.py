"""Rejecting for a listed reason (R12)."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from consult.actions import rejecting
from consult.domain.lifecycle import ItemState, Stage
from consult.domain.refusals import Refused
from consult.domain.rejections import Rejection
from consult.queries import records
from tests.factories import Play

At = Callable[[Stage], Play]


def reject(play: Play, item: object, by: str = "clerk", note: str = "") -> None:
    rejecting.reject(
        play.session, consultation=play.consultation, item=play.again(item), reason=Rejection.OFFENSIVE, note=note,
        by=play.actor(getattr(play.cast, by)), now=play.now,
    )  # fmt: skip


def test_the_number_stays_with_the_reason_and_the_record_says_who_and_why(at: At) -> None:
    play = at(Stage.OPEN)
    comment, question = play.comment(), play.ask(accepted=False)
    for item in (comment, question):
        reject(play, item, note="Ask the district council.")
        assert (item.state, item.rejection, item.rejection_note, item.rejected_at, item.rejected_by_id) == (
            ItemState.REJECTED, Rejection.OFFENSIVE, "Ask the district council.", play.now, play.cast.clerk.id,
        )  # fmt: skip
    for subject in ("comment C-0001", "question Q-0001"):
        entry = records.of_subject(play.session, play.consultation, subject)[-1]
        assert (entry.act, entry.by, entry.details) == (
            "reject", play.cast.clerk.name, {"reason": Rejection.OFFENSIVE, "note": "Ask the district council."},
        )  # fmt: skip


@pytest.mark.parametrize("who", ["member", "chair", "lead", "observer"])
def test_only_the_clerk_rejects(at: At, who: str) -> None:
    play = at(Stage.OPEN)
    with pytest.raises(Refused, match="Only the clerk can do this"):
        reject(play, play.comment(), by=who)


def test_what_is_answered_stands_and_nothing_is_rejected_twice(at: At, session: Session) -> None:
    play = at(Stage.OPEN)
    answered, twice = play.comment(), play.comment()
    play.release(play.answer(answered))
    with pytest.raises(Refused, match="An answer to it has been released"):
        reject(play, answered)
    reject(play, twice)
    with pytest.raises(Refused, match="The clerk has rejected it"):
        reject(play, twice)
