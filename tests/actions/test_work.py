"""Sharing the work out, notes among officers, and texts kept for use again."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from consult.actions import work
from consult.queries import work as read
from consult.store.comments import Comment
from consult.store.people import Person
from consult.store.questions import Question
from tests.actions.records import Entry, last_entry, refused
from tests.factories import COUNTY, Play

Item = Comment | Question


def assign(
    play: Play, items: Sequence[Item], to: Person | None, due: date | None = None, *, by: Person | None = None
) -> list[Item]:
    return work.assign(
        play.session, consultation=play.consultation, items=items, authority_id=play.body(COUNTY).id,
        person_id=to.id if to else None, due_on=due, by=play.actor(by or play.cast.lead), now=play.now,
        today=play.now.date(),
    )  # fmt: skip


def held(play: Play, item: Item) -> tuple[str, date | None] | None:
    found = read.assignment(play.session, item, play.body(COUNTY).id)
    return (found.person.name, found.due_on) if found else None


def test_the_lead_gives_several_items_to_an_officer(play: Play) -> None:
    comment, question = play.comment(), play.ask()
    due = play.now.date() + timedelta(days=3)
    assert assign(play, [comment, question], play.cast.officer, due) == [comment, question]
    assert [held(play, one) for one in (comment, question)] == [("Prevent Co-ordinator", due)] * 2
    assert last_entry(play) == Entry(
        "assign",
        "question Q-0001",
        play.cast.lead.id,
        {
            "authority": play.body(COUNTY).id,
            "before": [None, None],
            "after": [play.cast.officer.id, due.isoformat()],
        },
    )


def test_what_is_as_it_was_is_left_alone(play: Play) -> None:
    comment = play.comment()
    assign(play, [comment], play.cast.officer)
    entry = last_entry(play)
    assert assign(play, [comment], play.cast.officer) == []
    assert last_entry(play) == entry


def test_to_somebody_else_and_to_nobody(play: Play) -> None:
    comment = play.comment()
    assign(play, [comment], play.cast.officer, play.now.date())
    assign(play, [comment], play.cast.lead)
    assert held(play, comment) == ("Head of Communities", None)
    assert assign(play, [comment], None) == [comment]
    assert held(play, comment) is None
    assert assign(play, [comment], None) == []


def test_an_officer_takes_what_is_nobodys(play: Play) -> None:
    comment, other = play.comment(), play.comment()
    assign(play, [comment], play.cast.officer, by=play.cast.officer)
    assert held(play, comment) == ("Prevent Co-ordinator", None)
    assign(play, [comment], None, by=play.cast.officer)
    assert held(play, comment) is None
    with refused(play, "Only the authority's lead officer can give work to others."):
        assign(play, [other], play.cast.lead, by=play.cast.officer)
    assign(play, [other], play.cast.lead)
    with refused(play, "C-0002 is assigned to Head of Communities. Ask your lead officer to give it to you."):
        assign(play, [other], play.cast.officer, by=play.cast.officer)


def test_refusals_leave_all_as_it_was(play: Play) -> None:
    comment = play.comment(on="1")
    police = play.comment(on="4")
    with refused(play, "Choose one of the authority’s officers", "officer"):
        assign(play, [comment], play.cast.other_officer)
    with refused(play, "The due date must be today or later", "due"):
        assign(play, [comment], play.cast.officer, play.now.date() - timedelta(days=1))
    for part in ("member", "clerk", "observer"):
        with refused(play, "Only officers of a responsible authority can do this."):
            assign(play, [comment], play.cast.officer, by=getattr(play.cast, part))
    with refused(play, "It was put to another authority."):
        assign(play, [comment], play.cast.officer, by=play.cast.other_lead)
    released = play.comment()
    play.release(play.answer(released))
    with refused(play, "This answer has been released and stands in the record."):
        assign(play, [comment, released], play.cast.officer)
    assert held(play, comment) is None
    assert police.authority_id != comment.authority_id


def test_a_day_that_has_passed_can_stay(play: Play) -> None:
    comment = play.comment()
    due = play.now.date()
    assign(play, [comment], play.cast.officer, due)
    play.clock.now += timedelta(days=2)
    assert assign(play, [comment], play.cast.lead, due) == [comment]
    assert held(play, comment) == ("Head of Communities", due)


def note(play: Play, item: Item, text: str, by: Person) -> None:
    work.note(
        play.session, consultation=play.consultation, item=item, authority_id=play.body(COUNTY).id, text=text,
        by=play.actor(by), now=play.now,
    )  # fmt: skip


def test_officers_note_things_to_each_other(play: Play) -> None:
    comment = play.comment()
    note(play, comment, " Legal must see this. ", play.cast.officer)
    note(play, comment, "They have.", play.cast.lead)
    said = read.notes(play.session, comment, play.body(COUNTY).id)
    assert [(one.author.name, one.text) for one in said] == [
        ("Prevent Co-ordinator", "Legal must see this."),
        ("Head of Communities", "They have."),
    ]
    assert last_entry(play) == Entry(
        "note", "comment C-0001", play.cast.lead.id, {"authority": play.body(COUNTY).id}
    ), "the record says that there is a note, not what it says"


ELSEWHERE = "It was put to another authority."
NO_OFFICER = "Only officers of a responsible authority can do this."


@pytest.mark.parametrize(
    ("part", "why"),
    [("member", NO_OFFICER), ("clerk", NO_OFFICER), ("other_lead", ELSEWHERE), ("observer", NO_OFFICER)],
)
def test_nobody_else_notes_anything(play: Play, part: str, why: str) -> None:
    with refused(play, why):
        note(play, play.comment(), "Hello", getattr(play.cast, part))


def test_a_note_has_words_and_not_too_many(play: Play) -> None:
    comment = play.comment()
    with refused(play, "Write your note", "note"):
        note(play, comment, " ", play.cast.officer)
    with refused(play, "That is 2,001 characters; a note has 2,000 at most", "note"):
        note(play, comment, "x" * 2_001, play.cast.officer)


def keep(play: Play, title: str, text: str, by: Person | None = None) -> None:
    work.keep_text(
        play.session, consultation=play.consultation, authority_id=play.body(COUNTY).id, title=title, text=text,
        by=play.actor(by or play.cast.officer), now=play.now,
    )  # fmt: skip


def kept(play: Play) -> list[tuple[str, str]]:
    found = read.saved_answers(play.session, play.consultation, play.body(COUNTY).id)
    return [(one.title, one.text) for one in found]


def test_texts_are_kept_by_title_and_replaced(play: Play) -> None:
    keep(play, "Money", "Budgets are set in February.")
    keep(play, "Figures", "They come each quarter.")
    keep(play, " money ", "The budget is set each February.")
    assert kept(play) == [("Figures", "They come each quarter."), ("money", "The budget is set each February.")]
    assert (last_entry(play).details or {})["before"] == "Budgets are set in February."
    saved = read.saved_answers(play.session, play.consultation, play.body(COUNTY).id)[0]
    work.forget_text(
        play.session, consultation=play.consultation, saved=saved, by=play.actor(play.cast.lead), now=play.now
    )
    play.session.flush()
    assert kept(play) == [("money", "The budget is set each February.")]


def test_a_text_needs_a_title_and_words_and_an_officer(play: Play) -> None:
    with refused(play, "Give the text a title to find it by", "title"):
        keep(play, " ", "Words")
    with refused(play, "The title has 120 characters at most", "title"):
        keep(play, "x" * 121, "Words")
    with refused(play, "Write the text to keep", "text"):
        keep(play, "Title", " ")
    with refused(play, ELSEWHERE):
        keep(play, "Title", "Words", play.cast.other_lead)
