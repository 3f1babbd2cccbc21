"""A consultation in which nearly every kind of words has been written by somebody."""

from typing import Any

from consult.actions import interests, recommendations, responses, work
from consult.actions.interests import Declared
from consult.domain.interests import Interest
from tests import registers
from tests.factories import COUNTY, Play
from tests.web.everything import Everything, everything
from tests.web.sealed_matter import sealed_matter


def full(play: Play) -> Everything:
    """Plays it, in an open window."""
    there = everything(play)
    cast = play.cast
    officer, lead = play.actor(cast.officer), play.actor(cast.lead)
    facts: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    sealed_matter(play)
    quoted = play.comment(on="1", quote="Schools and colleges", suggested="All schools refer.", start=0, end=20)
    county = play.body(COUNTY).id
    work.note(play.session, item=quoted, authority_id=county, text="A note.", by=officer, **facts)
    work.keep_text(play.session, authority_id=county, title="Money", text="Budgets.", by=officer, **facts)
    declared = Declared(Interest.PECUNIARY, "I own it.")
    interests.declare(play.session, declared=declared, by=play.actor(cast.chair), **facts)
    drafted = play.answer(quoted, "A draft.", by=cast.officer)
    responses.send_back(
        play.session, item=play.again(quoted), response=drafted, reason="Say when.", by=lead, **facts
    )  # fmt: skip
    gone = registers.issue(play, registers.recommend(play, "That is withdrawn."))
    clerk = registers.clerk_of(play)
    recommendations.withdraw(play.session, recommendation=gone, reason="It was wrong.", **clerk)
    play.session.commit()
    return there
