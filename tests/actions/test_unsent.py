"""What is being written is kept, never over what another window wrote, until it is sent."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consult.actions import unsent
from consult.actions.unsent import LONGEST, MOST, Begun, Kept
from consult.domain.refusals import Refused
from consult.queries import unsent as queries
from consult.store.people import Person
from consult.store.unsent import Unsent
from tests.actions.records import entries, refused
from tests.factories import Play


def keep(
    play: Play, text: str, *, key: str = "form", revision: int = 0, by: Person | None = None, **words: Any
) -> Kept:
    begun = Begun("comment", {"text": text, **words}, key, revision, play.place("1"))
    kept = unsent.keep(
        play.session, consultation=play.consultation, begun=begun, by=play.actor(by or play.cast.member), now=play.now
    )
    assert kept is not None
    return kept


def send(play: Play, text: str, revision: int, key: str = "form") -> Unsent | None:
    play.comment(key=key, text=text)
    begun = Begun("comment", {"text": text}, key, revision, play.place("1"))
    return unsent.sent(play.session, author_id=play.cast.member.id, begun=begun)


def waiting(play: Play) -> list[str]:
    rows = queries.of_author(play.session, play.consultation, play.cast.member.id)
    return sorted(row.words["text"] for row in rows)


def test_each_saving_takes_the_place_of_the_one_before(play: Play) -> None:
    first = keep(play, "One")
    play.clock.now += timedelta(minutes=1)
    second = keep(play, "One two", revision=first.row.revision)
    assert (second.row, second.row.revision, second.row.saved_at, second.apart) == (first.row, 2, play.now, False)
    assert waiting(play) == ["One two"]
    paragraph = play.paragraph("1")
    assert (second.row.paragraph_id, second.row.section_id) == (paragraph.id, paragraph.section_id)


def test_saving_the_same_again_changes_nothing(play: Play) -> None:
    first = keep(play, "One")
    play.clock.now += timedelta(minutes=1)
    again = keep(play, "One", revision=0)
    assert (again.row.revision, again.row.saved_at, again.apart) == (1, first.row.saved_at, False)


def test_a_window_that_lags_behind_is_kept_as_a_text_of_its_own(play: Play) -> None:
    keep(play, "Begun")
    keep(play, "Gone on with here", revision=1)
    lagging = keep(play, "Gone on with there", revision=1)
    assert lagging.apart
    assert lagging.row.form_key != "form"
    assert waiting(play) == ["Gone on with here", "Gone on with there"]
    further = keep(play, "Gone on with there, too", key=lagging.row.form_key, revision=1)
    assert not further.apart
    assert waiting(play) == ["Gone on with here", "Gone on with there, too"]


def test_sending_ends_the_keeping(play: Play) -> None:
    row = keep(play, "All of it").row
    assert send(play, "All of it", row.revision) is None
    assert waiting(play) == []


def test_what_another_window_wrote_is_not_lost_by_sending(play: Play) -> None:
    keep(play, "Begun")
    keep(play, "Better words in another window", revision=1)
    left = send(play, "Begun, and sent", revision=1)
    assert left is not None
    assert waiting(play) == ["Better words in another window"]
    keep(play, "Better still", key=left.form_key, revision=left.revision)
    assert waiting(play) == ["Better still"]


def test_a_saving_that_arrives_after_its_words_were_sent_keeps_nothing(play: Play) -> None:
    play.comment(key="form", text="Sent")
    begun = Begun("comment", {"text": "Sent "}, "form", 3, play.place("1"))
    by = play.actor(play.cast.member)
    assert unsent.keep(play.session, consultation=play.consultation, begun=begun, by=by, now=play.now) is None
    other = keep(play, "Other words on a form already sent", revision=3)
    assert other.apart
    assert waiting(play) == ["Other words on a form already sent"]


def test_a_question_sent_is_known_by_its_parts(play: Play) -> None:
    play.ask("What does it cost?", "Who pays?", key="form")
    assert queries.words_sent(play.session, play.cast.member.id, "form") == "What does it cost?\n\nWho pays?"
    assert queries.words_sent(play.session, play.cast.chair.id, "form") is None


def test_two_people_may_have_forms_of_one_key(play: Play) -> None:
    assert keep(play, "Mine").row.id != keep(play, "Yours", by=play.cast.chair).row.id
    assert waiting(play) == ["Mine"]


def test_it_is_kept_also_when_the_window_has_closed(play: Play) -> None:
    play.close()
    keep(play, "Too late")
    assert waiting(play) == ["Too late"]


@pytest.mark.parametrize("part", ["officer", "lead", "clerk", "observer", "outsider"])
def test_only_the_panel_writes(play: Play, part: str) -> None:
    with refused(play, "Only members of the panel can do this."):
        keep(play, "Words", by=getattr(play.cast, part))


def test_what_no_person_writes_is_refused(play: Play) -> None:
    with refused(play, f"That is too long to be kept: {LONGEST:,} characters are the most"):
        keep(play, "x" * (LONGEST + 1))
    for n in range(MOST):
        keep(play, "Words", key=f"form {n}")
    with pytest.raises(Refused, match="waiting to be sent"):
        keep(play, "Words", key="one too many")
    keep(play, "Other words", key="form 3", revision=1)


def test_what_is_not_sent_is_no_part_of_the_record(play: Play) -> None:
    before = entries(play.session, play.consultation.id)
    unsent.discard(play.session, keep(play, "Never sent").row)
    assert entries(play.session, play.consultation.id) == before
    assert play.session.scalars(select(Unsent)).all() == []


def say(play: Play, text: str, turn: int, *, window: str = "a1", key: str = "form", revision: int = 0) -> Kept:
    """A saving that says which window it comes from; its answer is lost unless the next one knows its revision."""
    begun = Begun("comment", {"text": text}, key, revision, play.place("1"), window, turn)
    kept = unsent.keep(
        play.session, consultation=play.consultation, begun=begun, by=play.actor(play.cast.member), now=play.now
    )
    assert kept is not None
    return kept


def test_what_goes_on_after_an_answer_was_lost_is_the_same_text(play: Play) -> None:
    say(play, "One", 1)
    second = say(play, "One two", 2)
    assert (second.apart, second.row.revision, waiting(play)) == (False, 2, ["One two"])
    assert not say(play, "One two three", 3, revision=second.row.revision).apart
    assert waiting(play) == ["One two three"]


def test_what_arrives_late_is_not_put_over_what_was_written_after_it(play: Play) -> None:
    say(play, "One two", 2)
    late = say(play, "One", 1)
    assert (late.apart, late.row.revision, waiting(play)) == (False, 1, ["One two"])


def test_another_window_is_told_apart_and_has_one_copy_however_many_answers_are_lost(play: Play) -> None:
    say(play, "Here", 1)
    assert [say(play, text, turn, window="b2").apart for turn, text in enumerate(("There", "There, too"), 1)] == [
        True,
        True,
    ]
    assert waiting(play) == ["Here", "There, too"]


def test_sending_ends_the_keeping_of_which_no_answer_came(play: Play) -> None:
    say(play, "All", 1)
    play.comment(key="form", text="All of it")
    for window, left in (("b2", ["All"]), ("a1", [])):
        begun = Begun("comment", {"text": "All of it"}, "form", 0, play.place("1"), window, 2)
        row = unsent.sent(play.session, author_id=play.cast.member.id, begun=begun)
        if row is not None:
            row.form_key = "form"
        assert waiting(play) == left
