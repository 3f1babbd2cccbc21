"""The digest prints when the window was paused, and why."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lxml import html

from consult.actions import pausing
from consult.domain.digest import Digest
from consult.domain.lifecycle import Stage
from consult.pack.gather import gather
from consult.pack.render import to_html
from tests.factories import CLOSES, Play

LONDON = ZoneInfo("Europe/London")


def digest_of(play: Play) -> Digest:
    play.session.flush()
    return gather(play.session, play.consultation, made_at=play.now, timezone=LONDON)


def rows(digest: Digest) -> list[str]:
    page: Any = html.document_fromstring(to_html(digest))
    found = page.xpath("//table[contains(@class, 'pauses')]//tbody/tr")
    return ["; ".join(" ".join(cell.text_content().split()) for cell in row) for row in found]


def test_each_pause_is_a_row_and_one_that_lasts_says_so(at: Callable[[Stage], Play]) -> None:
    play = at(Stage.OPEN)
    assert "was paused" not in to_html(digest_of(play))
    clerk = play.actor(play.cast.clerk)
    pausing.pause(
        play.session, consultation=play.consultation, reason="An annex & a map were missing.", by=clerk, now=play.now
    )
    play.clock.now += timedelta(days=2)
    pausing.resume(play.session, consultation=play.consultation, by=clerk, now=play.now)
    play.clock.now += timedelta(days=1)
    pausing.pause(play.session, consultation=play.consultation, reason="Snow.", by=clerk, now=play.now)
    ended = "9am on 8 February 2021; 9am on 10 February 2021; An annex & a map were missing."
    assert rows(digest_of(play)) == [ended, "9am on 11 February 2021; Not resumed to date; Snow."]
    play.clock.now = CLOSES + timedelta(days=3)
    lasted = "9am on 11 February 2021; 5pm on 19 February 2021; Snow."
    assert rows(digest_of(play)) == [ended, lasted]
