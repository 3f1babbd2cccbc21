"""Officers at work in a real browser: two on one answer, answering where the paragraph stands, on a phone, by keyboard."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.actions.test_work import assign, keep, note
from tests.e2e.conftest import faults
from tests.factories import COUNTY, Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_two_officers_on_one_answer(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    comment = play.comment()
    play.answer(comment, "It is measured every quarter.", by=play.cast.officer)
    form = play.url(f"comments/C-0001?answer=C-0001-{comment.authority_id}")
    officer, lead = sign_in(play, play.cast.officer), sign_in(play, play.cast.lead)
    for page in (officer, lead):
        page.goto(form)
    lead.get_by_label("Answer", exact=True).fill("It is measured every month.")
    press(lead, "Save answer")
    expect(lead.get_by_text("Answer to C-0001 saved.")).to_be_visible()
    mine = "It is measured every quarter, by district."
    officer.get_by_label("Answer", exact=True).fill(mine)
    press(officer, "Save answer")
    theirs = officer.get_by_role("group", name="Saved by Head of Communities while you were writing")
    expect(theirs).to_be_visible()
    expect(theirs.locator("del")).to_contain_text("quarter")
    expect(theirs.locator("ins")).to_contain_text("month")
    expect(officer.get_by_label("Answer", exact=True)).to_have_value(mine)
    assert faults(officer) == []
    press(officer, "Put both texts together")
    expect(officer.get_by_label("Answer", exact=True)).to_have_value(f"It is measured every month.\n\n{mine}")
    press(officer, "Save answer")
    expect(officer.locator(".answer__text")).to_contain_text("It is measured every month.")
    expect(officer.locator(".answer__text")).to_contain_text(mine)


@pytest.mark.parametrize("width", [1280, 390])
def test_an_officer_answers_beside_the_paragraph_and_comes_back_to_it(play: Play, sign_in: SignIn, width: int) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    for on in ("1", "2", "3", "2(a)", "1"):
        play.comment(on=on)
    page = sign_in(play, play.cast.officer, width=width)
    page.goto(play.url("draft/1/1"))
    page.get_by_role("link", name="Answer C-0003", exact=True).click()
    expect(page).to_have_url(re.compile("/draft/1/1.*answer="))
    expect(page.locator(".answer-form")).to_be_in_viewport()
    assert faults(page) == []
    page.get_by_label("Answer", exact=True).fill("Every agency refers.")
    page.get_by_label("Noted").check()
    press(page, "Save answer")
    expect(page).to_have_url(re.compile("/draft/1/1#C-0003$"))
    card = page.locator("#C-0003")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("Every agency refers.")
    expect(card).to_contain_text("Awaiting approval")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_by_keyboard_alone(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    play.comment(on="1")
    page = sign_in(play, play.cast.officer)
    page.goto(play.url("draft/1/1"))
    focus(page, "Answer C-0001")
    page.keyboard.press("Enter")
    page.wait_for_url("**answer=C-0001**")
    focus(page, "Answer")
    page.keyboard.type("Every quarter.")
    focus(page, "Accepted")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Noted")).to_be_checked()
    focus(page, "Save answer")
    page.keyboard.press("Enter")
    expect(page.locator("#C-0001")).to_contain_text("Every quarter.")
    expect(page).to_have_url(re.compile("/draft/1/1#C-0001$"))


def focus(page: Page, name: str) -> None:
    """Presses Tab until the thing of that name has the focus; every stop on the way can be seen."""
    page.wait_for_load_state()
    for _ in range(120):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const at = document.activeElement;
                const label = at.labels?.[0]?.innerText ?? at.innerText ?? "";
                return [label.replace(/\\s+/g, " ").trim(), at.getBoundingClientRect().width > 0];
            }"""
        )
        assert found[1], f"the focus is on something that cannot be seen: {found[0]}"
        if found[0] == name:
            return
    raise AssertionError(f"{name!r} was never reached")


def test_kept_texts_and_the_drafts_words_are_put_in_at_once(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    comment = play.comment(on="1", suggested="Schools refer some.")
    keep(play, "Budget", "Budgets are set in February.")
    page = sign_in(play, play.cast.officer)
    page.goto(play.url(f"comments/C-0001?answer=C-0001-{comment.authority_id}"))
    answer = page.get_by_label("Answer", exact=True)
    answer.fill("Thank you.")
    page.get_by_label("Put in a kept text").select_option(label="Budget")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    press(page, "Insert")
    expect(answer).to_have_value("Thank you.\n\nBudgets are set in February.")
    expect(answer).to_be_focused()
    press(page, "Take the suggested wording over")
    expect(page.get_by_label("Resulting wording")).to_have_value("Schools refer some.")
    assert sent == []


def test_without_javascript_the_same_buttons_send_the_form(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    comment = play.comment(on="1", suggested="Schools refer some.")
    keep(play, "Budget", "Budgets are set in February.")
    page = sign_in(play, play.cast.officer, java_script_enabled=False)
    page.goto(play.url(f"comments/C-0001?answer=C-0001-{comment.authority_id}"))
    page.get_by_label("Answer", exact=True).fill("Thank you.")
    page.get_by_label("Put in a kept text").select_option(label="Budget")
    press(page, "Insert")
    expect(page.get_by_label("Answer", exact=True)).to_have_value("Thank you.\n\nBudgets are set in February.")
    press(page, "Take the suggested wording over")
    expect(page.get_by_label("Resulting wording")).to_have_value("Schools refer some.")
    page.get_by_label("Noted").check()
    press(page, "Save answer")
    expect(page.locator(".answer__text").first).to_contain_text("Budgets are set in February.")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_desks_pages(play: Play, sign_in: SignIn, width: int) -> None:
    """Nothing for axe to find, nothing wider than the screen."""
    begin_writing(play.session)  # the server at work beside us writes too
    text = "How many referrals came from schools last year, and how many from the police?"
    items = [play.comment(on=on, text=text) for on in ("1", "2", "3")]
    assign(play, items[:1], play.cast.officer, play.now.date())
    note(play, items[0], "Legal must see this before it goes out.", play.cast.officer)
    keep(play, "Budget", "Budgets are set in February.")
    play.answer(items[1], "One.", by=play.cast.officer)
    play.answer(items[1], "One and two.", by=play.cast.officer, revision=1)
    play.clock.now += timedelta(days=3)
    county, drafted = play.body(COUNTY).id, play.url("comments/C-0002")
    page = sign_in(play, play.cast.lead, width=width)
    for path in (
        "work/",
        "work/similar",
        f"work/assign?item=C-0001:{county}&item=C-0003:{county}",
        f"work/together?item=C-0001:{county}&item=C-0003:{county}",
        f"work/approve?item=C-0002:{county}",
        f"work/texts/{county}",
        "comments/C-0001",
        f"comments/C-0001?answer=C-0001-{county}-holding",
        f"answers/C-0002/{county}/versions",
    ):
        page.goto(play.url(path))
        assert faults(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
    page.goto(drafted)
    page.get_by_role("link", name="Return to the officer C-0002").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C-0002")
    assert faults(page) == []
    page.goto("/letters")
    assert faults(page) == []
