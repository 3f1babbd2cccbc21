"""The clerk's board by keyboard alone: to a figure, into its list and back to the same figure, and a reminder in one click."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.domain.lifecycle import Stage
from tests.e2e.conftest import comes, faults
from tests.factories import Play, address

pytestmark = pytest.mark.browser


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """Three comments on Prevent and its section, one of them with a draft; one on County Lines."""
    play = at(Stage.OPEN)
    play.comment(on="1")
    play.answer(play.comment(on="2"), by=play.cast.officer)
    play.comment(on="3", text="Who refers?")
    play.comment(on="4")
    play.session.commit()
    return play


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def tab_to(page: Page, found: Callable[[], bool], most: int = 60) -> int:
    """Presses Tab until what is wanted has the focus; how often it took."""
    page.wait_for_load_state()
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if found():
            return pressed
    raise AssertionError(f"not reached in {most} steps; the focus is on #{focused(page)}")


def words(page: Page) -> str:
    return " ".join(str(page.evaluate("document.activeElement.textContent")).split())


def sent(outbox: list[Any]) -> list[Any]:
    """To whom letters went."""
    return [letter.to for letter in outbox]


def test_the_board_by_keyboard(play: Play, sign_in: Callable[..., Page], outbox: list[Any]) -> None:
    prevent = play.section("Prevent").key
    page = sign_in(play, play.cast.clerk)
    page.goto(play.url("board/"))

    page.keyboard.press("Tab")
    assert words(page) == "Skip to main content"
    page.keyboard.press("Enter")
    steps = tab_to(page, lambda: focused(page) == f"fold-{prevent}")
    assert steps < 8  # the navigation was skipped
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/board/?part={prevent}*")

    referrals = f"cell-{play.section('Referrals').key}-2"
    tab_to(page, lambda: focused(page) == referrals)
    assert words(page) == "1 not answered: 1.1 Referrals"
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/?**")
    expect(page.locator("article[id]")).to_have_count(1)
    expect(page.get_by_text("Who refers?")).to_be_visible()

    page.go_back()
    expect(page.locator(f"#{referrals}")).to_be_focused()
    page.go_forward()
    page.go_back()
    expect(page.locator(f"#{referrals}")).to_be_focused()

    tab_to(page, lambda: words(page) == f"Remind {play.cast.chair.name}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Chair of the scrutiny sub-panel is reminded.")).to_be_visible()
    assert f"part={prevent}" in page.url
    expect(page.locator("#not-yet").get_by_text("Reminded today at 9am")).to_be_visible()
    comes(lambda: sent(outbox), [[address("chair")]])  # they leave in the background, soon after the commit


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_board_is_clean_and_fits(play: Play, sign_in: Callable[..., Page], width: int, scripts: bool) -> None:
    page = sign_in(play, play.cast.clerk, width=width, java_script_enabled=scripts)
    page.goto(play.url("board/?part=all"))
    for heading in ("What waits for you", "Who has not yet contributed", "Whose answers are awaited"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(2)
    expect(page.get_by_role("navigation", name="This consultation").get_by_role("link", name="Board")).to_be_visible()
    if scripts:
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
