"""What a file proposes is taken whole or not at all, once, and only on the draft it was read against."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consult.actions import incoming
from consult.actions.incoming import File, NotTaken
from consult.domain.arriving import Entered, Way
from consult.domain.incoming import MARKED_COPY, Proposed, Read
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.store.comments import Comment
from consult.store.incoming import Incoming
from tests.actions.records import last_entry, refused
from tests.factories import CLOSES, Play

WHOLE = "The whole draft"


def items(play: Play) -> list[Proposed]:
    """One on words of paragraph 1, one on the whole draft."""
    one = play.paragraph("1")
    at = {"section_id": one.section_id, "paragraph_id": one.id}
    words = {"quote": "Schools", "start": 0, "end": 7, "suggested": "Schools, colleges and nurseries"}
    return [
        Proposed(1, "Somebody", "Nurseries too.", "Prevent, paragraph 1", **at, **words),  # type: ignore[arg-type]
        Proposed(2, "Somebody", "Well written.", WHOLE, stance="support"),
    ]


def bring(play: Play, held: Sequence[Proposed], entered: Entered | None = None, sha256: str = "a" * 64) -> Incoming:
    return incoming.bring(
        play.session, consultation=play.consultation, version=play.version,
        file=File("copy.docx", sha256, Read(MARKED_COPY, tuple(held))), author=play.actor(play.cast.member),
        entered=entered, now=play.now,
    )  # fmt: skip


def take(play: Play, row: Incoming, by: Actor | None = None) -> list[Comment]:
    member = play.actor(play.cast.member)
    return incoming.take(
        play.session, consultation=play.consultation, row=row, author=member, by=by or member, now=play.now
    )


def count(play: Play) -> int:
    return play.session.scalar(select(func.count()).select_from(Comment)) or 0


def test_each_becomes_a_comment_with_a_number_of_its_own(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    first, second = take(play, bring(play, items(play)))
    assert (first.number, first.quote, first.suggested_wording) == (1, "Schools", "Schools, colleges and nurseries")
    assert (second.number, second.section_id, second.stance) == (2, None, "support")
    assert {first.entered_by_id, second.entered_by_id} == {None}
    assert last_entry(play).act == "take file"


def test_taken_twice_makes_one_of_each(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    row = bring(play, items(play))
    take(play, row)
    with refused(play, "The comments of this file have been taken already."):
        take(play, row)
    assert Read.of(row.proposals).items == ()
    row.taken_at, row.proposals = None, Read(MARKED_COPY, tuple(items(play))).as_document()
    take(play, row)  # as where two windows press the button at once
    assert count(play) == 2


def test_one_that_cannot_be_a_comment_keeps_all_back(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    good, other = items(play)
    bad = Proposed(3, "Somebody", "   ", WHOLE)
    unplaced = Proposed(4, "Somebody", "Where?", "", placed=False)
    row = bring(play, [good, bad, unplaced, other])
    with pytest.raises(NotTaken) as stopped:
        take(play, row)
    assert stopped.value.faults == {3: "Write your comment", 4: "Choose where it belongs, or leave it out."}
    assert (count(play), play.consultation.comments_numbered, row.taken_at) == (0, 0, None)


def test_the_clerk_takes_it_for_the_member_as_it_came(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    clerk = play.actor(play.cast.clerk)
    row = bring(play, items(play), Entered(clerk, Way.MARKED_COPY, CLOSES, "The post was late."))
    first, _ = take(play, row, clerk)
    assert (first.author_id, first.entered_by_id) == (play.cast.member.id, play.cast.clerk.id)
    assert (first.came_by, first.late_reason) == ("marked copy", "The post was late.")


def test_what_a_member_did_not_confirm_in_time_is_late(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    row = bring(play, items(play))
    play.clock.now = CLOSES
    reason = "The commenting window has closed. Send what you have written to the clerk, who can take it as late."
    with refused(play, reason):
        take(play, row)


def test_the_same_file_is_brought_in_once_unless_it_was_discarded(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    row = bring(play, items(play))
    with refused(play, "This very file was brought in before.", "file"):
        bring(play, items(play))
    incoming.discard(
        play.session, consultation=play.consultation, row=row, by=play.actor(play.cast.member), now=play.now
    )
    assert Read.of(row.proposals).items == ()
    assert bring(play, items(play)).id != row.id


def test_with_nothing_ticked_there_is_nothing_to_take(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    row = bring(play, [Proposed(1, "Somebody", "Left out.", WHOLE, take=False)])
    with refused(play, "Nothing is ticked. Tick the comments to take, or discard the file."):
        take(play, row)


def test_five_hundred_are_taken_at_once(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    one, _ = items(play)
    many = [
        Proposed(n, "Somebody", f"Note {n}", one.where, True, one.section_id, one.paragraph_id) for n in range(1, 501)
    ]
    began = play.now
    made = take(play, bring(play, many))
    assert [comment.number for comment in made] == list(range(1, 501))
    assert play.now - began == timedelta(0)
