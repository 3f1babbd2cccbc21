"""A redraft made of what was accepted, in one step."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from consult.actions import comments, drafts, exempting, redacting, redrafts, takings
from consult.actions.exempting import Matter
from consult.domain.dispositions import Disposition
from consult.domain.documents import from_document
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.queries import redrafts as redrafts_there_are
from consult.queries import writing as there_is
from consult.store.comments import Comment
from consult.store.drafts import DraftVersion
from consult.store.people import Person
from consult.store.redrafts import AppliedWording
from tests.actions.records import last_entry, refused
from tests.factories import DRAFT, Play

LINES = 3


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


OLD = "The constabulary will close lines, and the county council will help those who ran them."


def said(play: Play) -> list[tuple[str, bool, str]]:
    """Of each offer its reference, whether something can be taken, and why not."""
    return [(one.ref, one.taking is not None, one.why) for one in takings.offers(play.session, play.consultation)]


def make(play: Play, *taken: int, by: Person | None = None) -> DraftVersion:
    return takings.make(
        play.session, consultation=play.consultation, taken=taken, by=play.actor(by or play.cast.clerk), now=play.now
    )


def accept(play: Play, comment: Comment, wording: str, *, in_part: bool = False) -> None:
    disposition = Disposition.ACCEPTED_IN_PART if in_part else Disposition.ACCEPTED
    play.release(
        play.answer(comment, "Agreed.", disposition=disposition, wording=wording, reason="So far." if in_part else "")
    )


def test_accepted_wordings_are_taken_in_one_step(play: Play) -> None:
    one = play.comment(on="4", suggested=OLD.replace("close", "shut"))
    other = play.comment(on="4", quote="those who ran them", suggested="the people who ran them")
    third = play.comment(on="3", suggested="Referrals are made by any agency, within a week.")
    noted, waiting = play.comment(on="5"), play.comment(on="5", suggested="More work is done. More is needed.")
    accept(play, one, OLD.replace("close", "shut"))
    accept(play, other, "the people who ran them")
    accept(play, third, "Referrals are made by any agency, within a day.", in_part=True)
    play.release(play.answer(noted))
    play.answer(waiting, disposition=Disposition.ACCEPTED, wording="More work is done.")  # not released
    assert said(play) == [("C-0001", True, ""), ("C-0002", True, ""), ("C-0003", True, "")]
    version = make(play, one.id, other.id, third.id)
    made = {p.label: p for section in from_document(version.document).sections for p in section.paragraphs}
    assert made["4"].text == OLD.replace("close", "shut").replace("those who", "the people who")
    assert made["3"].html == "Referrals are made by <strong>any</strong> agency, within a day."
    assert made["3"].text == "Referrals are made by any agency, within a day."
    assert made["5"] == DRAFT.sections[LINES].paragraphs[1]
    assert (version.origin, version.based_on_id) == ("accepted wordings", play.version.id)
    entry = last_entry(play)
    assert (entry.act, entry.details) == ("take wordings", {"based_on": 1, "comments": ["C-0001", "C-0002", "C-0003"]})


def test_each_change_is_traced_to_its_comment_and_told_once_published(play: Play) -> None:
    one = play.comment(on="4", suggested=OLD.replace("close", "shut"))
    other = play.comment(on="5", suggested="x")
    accept(play, one, OLD.replace("close", "shut"))
    accept(play, other, "See paragraph 4.")
    paragraph = play.paragraph("4")
    version = make(play, one.id)
    rows = play.session.scalars(select(AppliedWording).order_by(AppliedWording.comment_id)).all()
    assert [(row.comment_id, row.applied) for row in rows] == [(one.id, True), (other.id, False)]
    assert rows[0].paragraph_id == paragraph.id
    assert rows[1].note == "The clerk did not take it."
    assert there_is.taken_into(play.session, play.consultation) == {}
    redrafts.plan(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now
    )
    play.publish(version)
    assert there_is.taken_into(play.session, play.consultation) == {one.id: 2}
    assert [comment.number for comment, _ in there_is.taken_by(play.session, version)] == [1]
    assert said(play)[0] == ("C-0001", False, "Version 2 says it already.")


def test_changes_of_the_same_words_are_listed_and_not_guessed(play: Play) -> None:
    one, other = (play.comment(on="4", suggested=OLD.replace("close", word)) for word in ("shut", "end"))
    accept(play, one, OLD.replace("close", "shut"))
    accept(play, other, OLD.replace("close", "end"))
    found = takings.offers(play.session, play.consultation)
    assert [offer.clashes for offer in found] == [(other.id,), (one.id,)]
    with refused(
        play,
        "C-0001 and C-0002 change the same words. Tick one of them, and write the other in by hand.",
        field="taken",
    ):
        make(play, one.id, other.id)
    assert there_is.being_written(play.session, play.consultation) is None
    assert OLD.replace("close", "end") in str(make(play, other.id).document)


def test_what_has_no_wording_or_no_paragraph_is_told_with_the_reason(play: Play) -> None:
    for comment in (play.comment(on="4"), play.comment(on="County Lines"), play.comment(on=None)):
        accept(play, comment, "See paragraph 31.")
    nowhere = "It is on no single paragraph. Write the change in where it belongs."
    assert said(play) == [
        (
            "C-0001",
            False,
            "The answer names paragraph 31 instead of giving wording. Write the change into the section.",
        ),
        ("C-0002", False, nowhere),
        ("C-0003", False, nowhere),
    ]
    with refused(play, "Tick at least one change to take into the text.", field="taken"):
        make(play, play.comment(on="1").id)


def test_what_is_kept_from_the_public_is_not_taken(play: Play) -> None:
    comment = play.comment(on="4", suggested=OLD.replace("close", "shut"))
    accept(play, comment, OLD.replace("close", "shut"))
    exempting.exempt(
        play.session, consultation=play.consultation, matter=Matter(comment), sealed=Sealed(7, "An inquiry is going on."),
        by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    assert said(play) == [
        ("C-0001", False, "It is kept from the public, so its wording cannot go into a public text from here.")
    ]


def test_withdrawn_and_rejected_comments_are_not_offered(play: Play) -> None:
    comment = play.comment(on="4", suggested=OLD.replace("close", "shut"))
    comments.withdraw(
        play.session,
        consultation=play.consultation,
        comment=play.again(comment),
        by=play.actor(play.cast.member),
        now=play.now,
    )
    assert said(play) == []


def test_only_the_clerk_makes_a_redraft_of_them(play: Play) -> None:
    comment = play.comment(on="4", suggested=OLD.replace("close", "shut"))
    accept(play, comment, OLD.replace("close", "shut"))
    with refused(play, "Only the clerk can do this."):
        make(play, comment.id, by=play.cast.lead)


def test_a_comment_on_words_its_own_wording_replaced_goes_to_the_new_words(play: Play) -> None:
    comment = play.comment(on="4", quote="help those who ran them", suggested="find safe homes for them")
    accept(play, comment, "find safe homes for them all")
    version = make(play, comment.id)
    redrafts.plan(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now
    )
    row = redrafts_there_are.planned(play.session, version.id)[comment.id]
    assert (row.state, row.review, row.why) == ("placed", False, "Its wording was taken into the text here.")
    play.publish(version)
    again = play.again(comment)
    assert (again.paragraph.label, again.quote) == ("4", "find safe homes for them all")
    assert again.paragraph.text[again.quote_start : again.quote_end] == again.quote


def test_where_somebody_wrote_on_since_the_place_is_looked_at(play: Play) -> None:
    comment = play.comment(on="4", quote="help those who ran them", suggested="find safe homes for them")
    accept(play, comment, "find safe homes for them all")
    version = make(play, comment.id)
    version.revision = 1
    redrafts.plan(
        play.session, consultation=play.consultation, version=version, by=play.actor(play.cast.clerk), now=play.now
    )
    row = redrafts_there_are.planned(play.session, version.id)[comment.id]
    assert (row.state, row.review) == ("placed", True)


def test_what_is_on_its_way_into_a_redraft_cannot_be_kept_from_the_public_unseen(play: Play) -> None:
    comment = play.comment(on="4", text="razorbill")
    accept(play, comment, OLD.replace("close", "shut"))
    version = make(play, comment.id)
    play.session.commit()
    clerk = play.actor(play.cast.clerk)
    reason = (
        "Its accepted wording has been taken into the redraft that is being checked, and would be published with it. "
        "Discard that redraft first, or publish it without these words."
    )
    facts = {"consultation": play.consultation, "by": clerk, "now": play.now}
    with refused(play, reason):
        redacting.redact(play.session, item=play.again(comment), words="razorbill", reason="A name.", **facts)
    with refused(play, reason):
        matter = Matter(play.again(comment))
        exempting.exempt(play.session, matter=matter, sealed=Sealed(1, "A person is named."), **facts)
    drafts.discard(play.session, version=version, **facts)
    redacting.redact(play.session, item=play.again(comment), words="razorbill", reason="A name.", **facts)
    assert play.again(comment).text == "[redacted]"
