"""What the clerk takes on a member's behalf: marked so, late where it came late, and told to nobody as the member's own hand."""

from collections.abc import Callable
from datetime import datetime, timedelta

from consult.actions import comments, interests, questions
from consult.actions.comments import Wording
from consult.actions.interests import Declared
from consult.domain.arriving import Entered, Way
from consult.domain.dispositions import Stance
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor
from consult.store.comments import Comment
from consult.store.interests import Declaration
from consult.store.people import Person
from tests.actions.records import last_entry, refused
from tests.factories import CLOSES, COUNTY, Play

INSTANT = timedelta(microseconds=1)


def entered(play: Play, came_at: datetime, why: str = "", by: Person | None = None) -> Entered:
    return Entered(play.actor(by or play.cast.clerk), Way.LETTER, came_at, why)


def take(play: Play, how: Entered, *, of: Actor | None = None, key: str = "a") -> Comment:
    return comments.submit(
        play.session, consultation=play.consultation, place=play.place("1"), wording=Wording(Stance.OBJECT, "Too slow."),
        form_key=key, by=of or play.actor(play.cast.member), now=play.now, entered=how,
    )  # fmt: skip


def test_it_is_the_members_and_says_how_it_came(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    came = play.now - timedelta(days=2)
    comment = take(play, entered(play, came))
    assert (comment.author_id, comment.entered_by_id) == (play.cast.member.id, play.cast.clerk.id)
    assert (comment.came_by, comment.came_at, comment.late_reason) == ("letter", came, "")
    assert comment.received_at == play.now
    entry = last_entry(play)
    assert (entry.act, entry.actor_id) == ("comment", play.cast.clerk.id)
    assert entry.details is not None
    assert (entry.details["author"], entry.details["came_by"]) == (play.cast.member.id, "letter")


def test_when_it_came_decides_whether_it_is_late_not_when_it_is_entered(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    in_time = take(play, entered(play, CLOSES - INSTANT, "not needed"))
    assert in_time.late_reason == ""
    with refused(play, "It came after the window closed. Say why it is taken all the same.", "late_reason"):
        take(play, entered(play, CLOSES), key="b")
    late = take(play, entered(play, CLOSES, " The post was late. "), key="c")
    assert late.late_reason == "The post was late."


def test_the_same_form_twice_makes_one(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    how = entered(play, CLOSES, "The post was late.")
    assert take(play, how) is take(play, how)


def test_a_pause_holds_members_up_and_not_the_post(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    play.consultation.paused_at, play.consultation.pause_reason = play.now, "A page was missing."
    assert take(play, entered(play, play.now)).late_reason == ""


def test_what_cannot_be_taken_says_why(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    with refused(play, "It cannot have come in the future. Check the date and the time.", "came"):
        take(play, entered(play, play.now + INSTANT))
    with refused(play, "Choose a member of the panel", "member"):
        take(play, entered(play, play.now), of=play.actor(play.cast.officer))
    with refused(play, "Only the clerk can do this."):
        take(play, entered(play, play.now, by=play.cast.lead))


def test_after_adoption_nothing_is_taken(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.ADOPTED)
    with refused(play, "Contributions are taken from the opening of the window until adoption."):
        take(play, entered(play, CLOSES, "Found in a drawer."))


def test_a_question_comes_in_the_same_way(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    question = questions.ask(
        play.session, consultation=play.consultation, parts=["What does it cost?"], authorities=[play.body(COUNTY)],
        section=None, form_key="q", by=play.actor(play.cast.chair), now=play.now,
        entered=entered(play, CLOSES, "The chair was in hospital."),
    )  # fmt: skip
    assert (question.author_id, question.entered_by_id) == (play.cast.chair.id, play.cast.clerk.id)
    assert (question.came_by, question.late_reason) == ("letter", "The chair was in hospital.")


def test_an_interest_told_to_the_clerk_is_the_members(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.RESPONDING)
    interests.declare(
        play.session, consultation=play.consultation, declared=Declared(Interest.NONE),
        by=play.actor(play.cast.member), now=play.now, entered_by=play.actor(play.cast.clerk),
    )  # fmt: skip
    made = play.session.get_one(Declaration, (play.consultation.id, play.cast.member.id))
    assert made.interest == "none"
    assert last_entry(play).actor_id == play.cast.clerk.id
