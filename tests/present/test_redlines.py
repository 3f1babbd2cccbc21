"""The redline of two versions: words, anchors, what is heard, and the comments behind each change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from consult.domain.redline_paper import ChangedParagraph, Led, RedlinePaper
from consult.present.redlines import only_changes, redline_paper
from consult.queries import redrafts
from tests.actions.test_redrafts import rewritten
from tests.factories import DRAFT, Play

LATER = "The constabulary will soon close lines, and the county council will help those who ran them."


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def paper(play: Play) -> RedlinePaper:
    old, new = (redrafts.with_document(play.session, play.consultation, number) for number in (1, 2))
    return redline_paper(play.session, play.consultation, old, new)


def changed(play: Play) -> list[ChangedParagraph]:
    return [one for section in only_changes(paper(play)).sections for one in section.paragraphs]


def test_a_change_is_seen_heard_and_reached_from_both_versions(play: Play) -> None:
    old = play.paragraph("4").id
    play.redraft(rewritten(of={"4": LATER}))
    (one,) = changed(play)
    assert (one.what, one.label, one.old_label) == ("Edited", "4", "")
    assert one.anchors == (f"p-{play.paragraph('4').id}", f"o-{old}")
    heard = '<ins><span class="said">inserted:</span> soon<span class="said"> end of insertion</span></ins>'
    assert one.html == LATER.replace(" soon", heard)


def test_the_comments_on_a_change_stand_with_it_and_their_released_answers(play: Play) -> None:
    answered = play.comment(on="4")
    play.comment(on="4")
    drafted, elsewhere = play.comment(on="4"), play.comment(on="1")
    play.release(play.answer(answered, disposition=Disposition.ACCEPTED, wording=LATER, by=play.cast.other_lead))
    play.answer(drafted, disposition=Disposition.NOT_ACCEPTED, reason="No money.", by=play.cast.other_lead)
    play.redraft(rewritten(of={"4": LATER}))
    (one,) = changed(play)
    assert one.led == (Led("C-0001", "Accepted"), Led("C-0002"), Led("C-0003"))
    assert elsewhere.number == 4


def test_what_moved_is_linked_both_ways(play: Play) -> None:
    first, prevent, referrals, lines = DRAFT.sections
    moved = replace(referrals, paragraphs=(*referrals.paragraphs, prevent.paragraphs[0]))
    play.redraft(replace(DRAFT, sections=(first, replace(prevent, paragraphs=prevent.paragraphs[1:]), moved, lines)))
    there = {one.anchors[0]: one for one in changed(play)}
    (gone,) = [one for one in there.values() if one.moved_to]
    assert gone.moved_to is not None
    arrived = there[gone.moved_to.anchor]
    assert arrived.moved_from is not None
    assert arrived.moved_from.anchor == gone.anchors[0]
    assert (gone.what, arrived.what) == ("Moved", "Moved")


def test_the_same_draft_again_changes_nothing(play: Play) -> None:
    play.redraft(DRAFT)
    assert (changed(play), paper(play).changes) == ([], 0)
    assert [section.name for section in paper(play).sections] == [
        "Foreword",
        "1 Prevent",
        "1.1 Referrals",
        "2 County Lines",
    ]
