"""A redraft in a real browser: where each comment goes, decided by keyboard alone; then read with what changed."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.actions.test_redrafts import rewritten
from tests.e2e.conftest import faults, picture
from tests.factories import Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]

REDRAFT = rewritten(
    of={
        "1": "Colleges and schools refer nearly all of those who are helped by the Channel Panel.",
        "4": "From April the constabulary will close lines, and the county council will help those who ran them.",
        "5": "Two officers are paid for until 2025.",
    }
)


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    """C-0001 stays, C-0002 is on edited words, C-0003 and C-0004 are on words that went."""
    play = at(Stage.OPEN)
    begin_writing(play.session)  # the server at work beside us writes too
    play.comment(on="4", quote="help those who ran them", text="Who pays?")
    play.comment(on="1", quote="Schools and colleges refer most of those who are helped", text="And the others?")
    play.comment(on="5", quote="More work is planned", text="When?")
    play.comment(on="5", quote="More work is needed", text="By whom?")
    play.import_draft(REDRAFT)
    play.session.commit()
    return play


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def enter(page: Page) -> None:
    """Presses Enter where that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Goes on with the Tab key to the link or button of that name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in str(page.evaluate("document.activeElement.textContent")):
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def test_the_review_by_keyboard_alone(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk)
    page.goto(play.url("import/2"))
    tab_to(page, "See where the comments go")
    enter(page)
    tab_to(page, "Work out where they go")
    enter(page)
    expect(page.get_by_role("heading", name="To be looked at", exact=True)).to_be_visible()
    assert faults(page) == []
    waiting = page.locator("[data-placing]")
    expect(waiting).to_have_count(3)
    if os.environ.get("CONSULT_PICTURES"):
        picture(page, "clerk-places")

    while focused(page) != "C-0002":  # the first, in the order of the draft
        page.keyboard.press("Tab")
        if page.locator("#C-0002:focus-within").count():
            break
    page.keyboard.press("a")
    expect(waiting).to_have_count(2)
    expect(page.locator("#C-0003")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#C-0004")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#C-0003")).to_be_focused()

    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Another place for C-0003", level=1)).to_be_visible()
    assert faults(page) == []
    tab_to_field(page, "Place in the new draft")
    page.keyboard.type("5")  # as a list is gone to by what is typed
    tab_to_field(page, "Words the comment is on")
    page.keyboard.type("Two officers")
    tab_to(page, "Put the comment here")
    enter(page)
    expect(waiting).to_have_count(1)
    expect(page.locator("#C-0004")).to_be_focused()
    page.keyboard.press("a")  # nothing was found: it is left without a place
    expect(page.locator("#done")).to_be_focused()
    expect(page.locator("#done")).to_contain_text("Nothing is left to be looked at.")
    tab_to(page, "Go on to publishing")
    enter(page)
    tab_to(page, "Publish version 2")
    enter(page)
    expect(page.get_by_text("Version 2 is published, with the comments in their places.")).to_be_visible()

    page.goto(play.url("comments/C-0003"))
    expect(page.locator(".para mark")).to_contain_text("Two officers")
    page.goto(play.url("comments/C-0004"))
    expect(page.get_by_text("Its words are no longer in the draft")).to_be_visible()


def tab_to_field(page: Page, label: str) -> None:
    field = page.get_by_label(label, exact=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if field.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{label} cannot be reached with the keyboard")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_member_reads_what_changed_and_what_became_of_a_comment(play: Play, sign_in: SignIn, width: int) -> None:
    begin_writing(play.session)
    play.redraft(REDRAFT)
    page = sign_in(play, play.cast.member, width=width)
    page.goto(play.url("versions/1/2"))
    assert faults(page) == []
    edited = page.locator(".change--edited").first
    expect(edited.locator("ins").first).to_contain_text("inserted:")
    page.get_by_role("link", name="C-0001").click()
    expect(page.get_by_text("Made on version 1: County Lines, paragraph 4.")).to_be_visible()
    page.get_by_text("What changed in the paragraph since").click()
    page.get_by_role("link", name="See it among all changes").click()
    expect(page.locator(".change", has_text="From April")).to_be_in_viewport()
    page.goto(play.url("versions/2/comments"))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
