"""A question from draft to supplementary, through everybody's hands; and lines of enquiry by keyboard, by mouse and without a
script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.actions import enquiry
from consult.domain.interests import Interest
from consult.domain.lifecycle import Stage
from consult.queries import enquiry as lines_there_are
from consult.store.base import begin_writing
from tests.e2e.conftest import comes, faults
from tests.e2e.test_answering import focus, press
from tests.factories import COUNTY, Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_from_draft_to_supplementary(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    cast = play.cast
    member, clerk = sign_in(play, cast.member), sign_in(play, cast.clerk)
    officer, lead = sign_in(play, cast.officer), sign_in(play, cast.lead)

    member.goto(play.url("draft/1/1"))
    member.get_by_role("link", name="Ask a question about Prevent, paragraph 2(a)", exact=True).click()
    member.get_by_label(COUNTY).check()
    member.get_by_label("Your question").fill("How many leads were trained?\n\nAt what cost?")
    member.get_by_label("A written answer before the meeting, and to speak to it there").check()
    press(member, "Save and send later")
    expect(member.get_by_text("It has not been sent.")).to_be_visible()
    member.get_by_role("link", name="Go on with text 1").click()
    expect(member.get_by_label(COUNTY)).to_be_checked()
    member.get_by_label(Interest.NONE.wording).check()
    assert faults(member) == []
    press(member, "Send question")
    member.goto(play.url("questions/Q-0001"))
    expect(member.locator("#Q-0001")).to_contain_text("Waiting for the clerk to accept it")

    officer.goto(play.url("work/"))
    expect(officer.get_by_text("Q-0001")).to_have_count(0)
    clerk.goto(play.url("questions/"))
    expect(clerk.get_by_role("heading", name="1 waits for you")).to_be_visible()
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Accept Q-0001").click()
    expect(clerk.get_by_text("Q-0001 accepted.")).to_be_visible()

    officer.goto(play.url(f"questions/Q-0001?answer=Q-0001-{play.body(COUNTY).id}"))
    officer.get_by_label("Answer", exact=True).fill("(a) Forty-one. (b) £8,200.")
    press(officer, "Save answer")
    lead.goto(play.url("questions/Q-0001"))
    lead.get_by_role("button", name="Approve Q-0001").click()
    clerk.goto(play.url("questions/Q-0001"))
    clerk.get_by_role("button", name="Release Q-0001").click()

    member.goto(play.url("questions/Q-0001"))
    expect(member.locator("#Q-0001")).to_contain_text("Forty-one")
    member.get_by_role("link", name="Ask a supplementary question Q-0001").click()
    assert faults(member) == []
    member.get_by_label("Your supplementary question").fill("How many leads are there in all?")
    press(member, "Send supplementary question")
    clerk.goto(play.url("questions/"))
    clerk.get_by_role("button", name="Accept Q-0002").click()
    member.goto(play.url("questions/Q-0002"))
    expect(member.locator("#Q-0002")).to_contain_text("Supplementary to Q-0001")
    expect(member.locator("#Q-0002")).to_contain_text("With the authority")
    member.locator("#Q-0002").get_by_role("link", name="Q-0001", exact=True).click()
    expect(member.locator("#Q-0001")).to_contain_text("Followed by its supplementary Q-0002")
    expect(member.get_by_role("link", name="Ask a supplementary question")).to_have_count(0)
    assert faults(member) == []


@pytest.fixture
def lines(play: Play) -> str:
    """Two lines, and three questions under none."""
    begin_writing(play.session)
    for title in ("Early help", "Money"):
        by = play.actor(play.cast.clerk)
        enquiry.add_line(play.session, consultation=play.consultation, title=title, by=by, now=play.now)
    for words in ("What does it cost?", "Who pays?", "Until when?"):
        play.ask(words)
    play.session.commit()
    return play.url("lines-of-enquiry/")


def order(play: Play) -> list[tuple[str, tuple[int, ...]]]:
    play.session.rollback()
    titles = {line.id: line.title for line in lines_there_are.lines(play.session, play.consultation)}
    groups = lines_there_are.arrangement(play.session, play.consultation)
    return [(titles[group.line] if group.line else "", group.questions) for group in groups]


def test_lines_of_enquiry_by_keyboard_alone(play: Play, lines: str, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk)
    page.goto(lines)
    said = page.get_by_role("status")
    for ref in ("Q-0001", "Q-0002"):
        focus(page, f"Put there {ref}")
        page.keyboard.press("Shift+Tab")
        page.keyboard.type("Mon")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(said).to_contain_text(f"{ref} is number {ref[-1]} of {ref[-1]} under Money. Saved.")
        expect(page.get_by_role("button", name=f"Put there {ref}")).to_be_focused()
    focus_back(page, "Up Q-0002")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Q-0002 is number 1 of 2 under Money. Saved.")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Q-0002 is number 1 of 2 under Money, and stays there.")
    focus_back(page, "Up line Money")
    page.keyboard.press("Enter")
    expect(said).to_contain_text("Money is line 1 of 2. Saved.")
    comes(lambda: order(play), [("Money", (2, 1)), ("Early help", ()), ("", (3,))])
    assert faults(page) == []


def focus_back(page: Page, name: str) -> None:
    """Presses Shift and Tab until the button of that name has the focus."""
    wanted = page.get_by_role("button", name=name, exact=True)
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{name!r} was never reached")


def drag(page: Page, what: str, to: str) -> None:
    """By its grip, with the mouse, onto the upper part of something else."""
    page.locator(f"{what} [data-grip]").first.hover()
    page.mouse.down()
    box = page.locator(to).bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 12, steps=8)
    page.mouse.move(box["x"] + 60, box["y"] + 8, steps=4)
    page.mouse.up()


def test_lines_of_enquiry_are_dragged(play: Play, lines: str, sign_in: SignIn) -> None:
    early, money = (f"#line-{line.id}" for line in lines_there_are.lines(play.session, play.consultation))
    page = sign_in(play, play.cast.clerk)
    page.goto(lines)
    said = page.get_by_role("status")
    drag(page, "#Q-0003", f"{early}")
    expect(said).to_contain_text("Q-0003 is number 1 of 1 under Early help. Saved.")
    drag(page, "#Q-0001", "#Q-0003")
    expect(said).to_contain_text("Q-0001 is number 1 of 2 under Early help. Saved.")
    expect(page.locator("#to-Q-0001")).to_have_value(early[1:])
    drag(page, money, early)
    expect(said).to_contain_text("Money is line 1 of 2. Saved.")
    comes(lambda: order(play), [("Money", ()), ("Early help", (1, 3)), ("", (2,))])


def test_lines_of_enquiry_without_javascript_on_a_phone(play: Play, lines: str, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk, width=390, java_script_enabled=False)
    page.goto(lines)
    page.get_by_label("Line of enquiry for Q-0002").select_option(label="Money")
    page.get_by_role("button", name="Put there Q-0002").click()
    page.get_by_role("button", name="Up line Money").click()
    comes(lambda: order(play), [("Money", (2,)), ("Early help", ()), ("", (1, 3))])
    page.get_by_label("Line of enquiry", exact=True).fill("Who answers?")
    page.get_by_role("button", name="Add the line").click()
    expect(page.get_by_role("heading", name="Who answers? 0")).to_be_visible()
