"""What is late says so, with a reason (R11)."""

from collections.abc import Callable

import pytest

from consult.actions import lateness
from consult.domain.lifecycle import Stage
from consult.domain.refusals import Refused
from consult.queries import records
from tests.factories import Play


def test_marked_with_a_reason_and_taken_off_with_another(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    item = play.comment()
    facts = {"consultation": play.consultation, "item": item, "by": play.actor(play.cast.clerk), "now": play.now}
    with pytest.raises(Refused, match="It is not marked as late"):
        lateness.unmark(play.session, reason="It came in time.", **facts)
    with pytest.raises(Refused, match="Write why it is taken"):
        lateness.mark_late(play.session, reason=" ", **facts)
    lateness.mark_late(play.session, reason="The post was late.", **facts)
    lateness.mark_late(play.session, reason="The post was late.", **facts)
    assert item.late_reason == "The post was late."
    lateness.unmark(play.session, reason="The postmark is of the day before.", **facts)
    assert item.late_reason == ""
    told = records.of_subject(play.session, play.consultation, "comment C-0001")[1:]
    assert [(entry.act, entry.details) for entry in told] == [
        ("late", {"before": "", "after": "The post was late."}),
        ("not late", {"before": "The post was late.", "reason": "The postmark is of the day before."}),
    ]
    with pytest.raises(Refused, match="Only the clerk can do this"):
        lateness.mark_late(play.session, **facts | {"by": play.actor(play.cast.member), "reason": "Mine."})
