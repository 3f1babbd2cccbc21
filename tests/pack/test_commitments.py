"""The paper prints requests and undertakings, oldest first, with "not received to date" in words, and counts requests (R10)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from lxml import html

from consult.actions import commitments, exempting, rejecting
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import Stage
from consult.domain.rejections import Rejection
from consult.domain.supplied_files import FileBrought
from consult.pack.render import to_html
from tests.factories import COUNTY, POLICE, Play
from tests.pack.test_holding_and_groups import digest_of


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def words_at(page: str, anchor: str) -> str:
    tree: Any = html.fromstring(page)
    (found,) = tree.xpath(f"//*[@id='{anchor}']")
    return " ".join(str(found.text_content()).split())


def test_what_is_owed_is_printed_oldest_first(play: Play) -> None:
    asked = play.request("A breakdown of referrals", about=play.ask(about="Prevent"))
    play.undertake_at_meeting("A statistical breakdown will be supplied.")
    supply = play.supply(
        asked, "2019 is attached.", complete=False, reason="2020 follows.", files=[FileBrought("2019.csv", b"a,b")]
    )
    play.release_supply(asked, supply)
    play.supply(asked, "wombat-not-released", complete=False, reason="More.")
    play.clock.now += timedelta(days=12)
    digest = digest_of(play)
    assert [entry.reference for entry in digest.commitments] == ["U-0001", "IR-0001"]
    assert [entry.words for entry in digest.commitments] == [
        f"Promised by {POLICE} for 18 December 2020, not received to date (64 days)",
        f"Requested from {COUNTY} for 18 February 2021, received in part on 8 February 2021, "
        "the rest not received to date (2 days)",
    ]
    printed = words_at(to_html(digest), "item-IR-0001")
    assert "Asked about Q-0001, 8 February 2021. On Prevent" in printed
    assert "2019 is attached." in printed
    assert "Files: 2019.csv" in printed
    assert "wombat" not in to_html(digest)
    assert [(row.reference, row.stance, row.outcome) for row in digest.index][1:] == [
        ("IR-0001", "Information request", "Received in part"), ("U-0001", "Undertaking", "Not received"),
    ]  # fmt: skip


def test_a_promise_stands_with_the_answer_it_was_given_in(play: Play) -> None:
    answer = play.release(play.answer(play.ask(), "Thank you. We will count them."))
    play.undertake(answer, "We will count them.")
    page = to_html(digest_of(play))
    tree: Any = html.fromstring(page)
    found = tree.xpath("//*[@id='item-Q-0001']//a[@href='#item-U-0001']/text()")
    assert found == ["U-0001"]
    assert "Promised in the answer to Q-0001" in words_at(page, "item-U-0001")


def test_every_request_is_accounted_for(play: Play) -> None:
    clerk, member = play.actor(play.cast.clerk), play.actor(play.cast.member)
    _kept, gone, refused, sealed = (play.request(f"{name}-words") for name in ("kept", "gone", "refused", "sealed"))
    how: dict[str, Any] = {"consultation": play.consultation, "now": play.now}
    commitments.withdraw_request(play.session, commitment=play.owed(gone), by=member, **how)
    rejecting.reject(play.session, item=play.owed(refused), reason=Rejection.EXEMPT, by=clerk, **how)
    matter = exempting.Matter(play.owed(sealed))
    exempting.exempt(play.session, matter=matter, sealed=Sealed(3, "Its price."), by=clerk, **how)
    digest = digest_of(play)
    line = digest.reconciliation
    assert (line.received, line.printed, line.withdrawn, line.rejected, line.exempt) == (4, 1, 1, 1, 1)
    page = to_html(digest)
    assert {name: f"{name}-words" in page for name in ("kept", "gone", "refused", "sealed")} == {
        "kept": True, "gone": False, "refused": False, "sealed": False,
    }  # fmt: skip
    assert [row.reference for row in digest.not_printed] == ["IR-0002", "IR-0003", "IR-0004"]


def test_a_promise_in_an_exempt_answer_is_not_printed(play: Play) -> None:
    question = play.ask()
    answer = play.release(play.answer(question, "We will pay the tapir by March."))
    play.undertake(answer, "We will pay the tapir by March.")
    exempting.exempt(
        play.session, consultation=play.consultation, matter=exempting.Matter(play.again(question), answer),
        sealed=Sealed(3, "The price is being settled."), by=play.actor(play.cast.clerk), now=play.now,
    )  # fmt: skip
    digest = digest_of(play)
    assert "tapir" not in to_html(digest)
    assert (digest.commitments[0].hidden, digest.commitments[0].marks) == (True, ("Exempt (Schedule 12A paragraph 3)",))
