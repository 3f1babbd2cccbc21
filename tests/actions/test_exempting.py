"""Keeping an item, or an answer, from the public (R13)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from consult.actions import exempting, groups
from consult.actions.exempting import Matter
from consult.actions.responses import Answering
from consult.domain.dispositions import Disposition
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.queries import records
from consult.store.sealing import Exemption
from tests.factories import Play

At = Callable[[Stage], Play]
COMMERCIAL = Sealed(3, "The tender is still open.")


def exempt(play: Play, matter: Matter, sealed: Sealed = COMMERCIAL, by: str = "clerk") -> None:
    exempting.exempt(
        play.session, consultation=play.consultation, matter=matter, sealed=sealed,
        by=play.actor(getattr(play.cast, by)), now=play.now,
    )  # fmt: skip


def marked(play: Play) -> list[tuple[object, ...]]:
    rows = play.session.scalars(select(Exemption).order_by(Exemption.id))
    return [(r.comment_id, r.question_id, r.response_id, r.paragraph, r.reason) for r in rows]


def test_an_item_is_marked_marked_anew_and_lifted(at: At) -> None:
    play = at(Stage.OPEN)
    comment = play.comment()
    exempt(play, Matter(comment))
    exempt(play, Matter(comment))
    exempt(play, Matter(comment), Sealed(None))
    assert marked(play) == [(comment.id, None, None, None, "")]
    exempting.lift(
        play.session,
        consultation=play.consultation,
        matter=Matter(comment),
        by=play.actor(play.cast.clerk),
        now=play.now,
    )
    assert marked(play) == []
    told = records.of_subject(play.session, play.consultation, "comment C-0001")[1:]
    assert [(entry.act, entry.details) for entry in told] == [
        ("exempt", {"before": None, "after": [3, "The tender is still open."]}),
        ("exempt", {"before": [3, "The tender is still open."], "after": [None, ""]}),
        ("lift exemption", {"before": [None, ""]}),
    ]


@pytest.mark.parametrize(
    ("sealed", "reason"),
    [
        (Sealed(8, "Why not."), "Choose one of the paragraphs 1 to 7"),
        (Sealed(0, "Why not."), "Choose one of the paragraphs 1 to 7"),
        (Sealed(3, "  "), "Write why the public interest is better served by keeping it exempt"),
        (Sealed(None, "A reason."), "Confidential matter has no public-interest test. Leave the reason empty."),
    ],
)
def test_only_the_seven_paragraphs_each_with_a_reason(at: At, sealed: Sealed, reason: str) -> None:
    play = at(Stage.OPEN)
    with pytest.raises(Refused) as refusal:
        exempt(play, Matter(play.comment()), sealed)
    assert refusal.value.reason == reason
    assert marked(play) == []


@pytest.mark.parametrize("who", ["member", "chair", "lead", "observer"])
def test_only_the_clerk(at: At, who: str) -> None:
    play = at(Stage.OPEN)
    with pytest.raises(Refused, match="Only the clerk can do this"):
        exempt(play, Matter(play.comment()), by=who)


def test_an_answer_given_to_several_is_kept_back_for_all_and_for_those_who_join(at: At) -> None:
    play = at(Stage.OPEN)
    one, two, three = play.comment(), play.comment(), play.comment()
    lead = play.actor(play.cast.lead)
    answering = Answering("The same for both.", Disposition.NOTED)
    groups.answer_together(
        play.session, consultation=play.consultation, comments=[one, two], answering=answering, revision=0, by=lead,
        now=play.now,
    )  # fmt: skip
    first = play.again(one).responses[0]
    exempt(play, Matter(play.again(one), first))
    assert [row[2:4] for row in marked(play)] == [(first.id, 3), (play.again(two).responses[0].id, 3)]
    groups.answer_together(
        play.session, consultation=play.consultation, comments=[one, three], answering=answering,
        revision=first.revision, by=lead, now=play.now,
    )  # fmt: skip
    assert [row[3] for row in marked(play)] == [3, 3, 3]
