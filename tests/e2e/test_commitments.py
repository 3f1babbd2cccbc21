"""What is asked for and promised, in a real browser: a request goes overdue, a promise is marked and chased, files come."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.conftest import Clock
from tests.e2e.conftest import comes, faults
from tests.factories import POLICE, Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]
ANSWER = "Thank you for asking. We will supply a statistical breakdown of referrals. Officers regret the delay."
PROMISE = "We will supply a statistical breakdown of referrals."


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def date_in(page: Page, legend: str, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label, exact=True).fill(value)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_request_becomes_overdue_as_the_clock_is_moved(play: Play, sign_in: SignIn, clock: Clock, width: int) -> None:
    page = sign_in(play, play.cast.member, width=width)
    page.goto(play.url("register/"))
    page.get_by_role("button", name="Ask for information").click()
    page.get_by_label("What information do you ask for?").fill("A statistical breakdown of referrals, by ward.")
    page.get_by_label(POLICE).check()
    date_in(page, "By which date is the panel to have it?", "12", "2", "2021")
    assert faults(page) == []
    press(page, "Send request")
    expect(page.get_by_text("Requested from Norfolk Constabulary for 12 February 2021", exact=True)).to_be_visible()
    for days, said in (
        (4, ", due today"),
        (1, ", not received to date (1 day)"),
        (33, ", not received to date (34 days)"),
    ):
        clock.let_pass(days=days)
        page.reload()
        words = f"Requested from Norfolk Constabulary for 12 February 2021{said}"
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    assert faults(page) == []
    page.goto(play.url("register/"))
    expect(page.locator(".register tbody tr").first).to_contain_text("IR-0001")
    expect(page.locator(".register tbody tr").first).to_contain_text("Overdue by 34 days")
    assert faults(page) == []


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_promise_in_an_answer_becomes_an_undertaking_and_is_chased(
    play: Play, sign_in: SignIn, clock: Clock, outbox: list[Any], script: bool
) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    play.release(play.answer(play.ask(of=(POLICE,)), ANSWER))
    clerk = sign_in(play, play.cast.clerk, java_script_enabled=script)
    clerk.goto(play.url("questions/Q-0001"))
    clerk.get_by_role("link", name="Mark a promise in it Q-0001").click()
    box = clerk.get_by_label("The words of the promise")
    if script:
        choose(clerk, PROMISE)
        expect(box).to_have_value(PROMISE)
        assert faults(clerk) == []
    else:
        box.fill(PROMISE)
    date_in(clerk, "For which date is it promised?", "18", "2", "2021")
    press(clerk, "Mark as an undertaking")
    expect(clerk.locator("mark.promise")).to_have_text(PROMISE)
    clerk.get_by_role("link", name="U-0001", exact=True).click()
    clock.let_pass(days=44)
    clerk.reload()
    overdue = "Promised by Norfolk Constabulary for 18 February 2021, not received to date (34 days)"
    expect(clerk.get_by_text(overdue, exact=True)).to_be_visible()
    press(clerk, "Send a reminder U-0001")
    expect(clerk.get_by_text("Reminded on 24 March 2021")).to_be_visible()
    expect(clerk.get_by_role("button", name="Send a reminder U-0001")).to_have_count(0)
    clock.let_pass(hours=2)
    lead = sign_in(play, play.cast.other_lead)
    lead.goto(play.url("work/"))
    expect(lead.get_by_text(overdue)).to_be_visible()
    reminder = "Reminder: U-0001 is overdue"
    comes(lambda: [one.to for one in outbox if one.subject == reminder], [["other-lead@example.org"]])
    assert [overdue in one.body for one in outbox if one.subject == reminder] == [True]


def choose(page: Page, words: str) -> None:
    """Marks words of the answer, as with a mouse."""
    page.locator("#promised-text").wait_for()
    page.evaluate(
        """words => {
          const node = document.getElementById("promised-text").firstChild;
          const at = node.data.indexOf(words);
          getSelection().setBaseAndExtent(node, at, node, at + words.length);
        }""",
        words,
    )


def test_what_is_supplied_is_handed_out_as_a_download(play: Play, sign_in: SignIn, tmp_path: Path) -> None:
    begin_writing(play.session)  # the server at work beside us writes too
    play.request(in_days=3)
    lead = sign_in(play, play.cast.lead)
    lead.goto(play.url("register/IR-0001/supply"))
    lead.get_by_label("What is supplied?").fill("Attached.")
    table = tmp_path / "Referrals by ward.csv"
    table.write_text("ward,referrals\nMancroft,41\n")
    lead.get_by_label("Files (optional)").set_input_files([table])
    lead.get_by_label("Yes, this is all of it").check()
    lead.get_by_label("Yes, nobody can be identified from it").check()
    press(lead, "Save")
    expect(lead.get_by_role("link", name="It can be supplied only where it is not likely")).to_be_visible()
    lead.get_by_label("I declare that supplying this is not likely").check()
    lead.get_by_label("Files (optional)").set_input_files([table])
    assert faults(lead) == []
    press(lead, "Save")
    clerk = sign_in(play, play.cast.clerk)
    clerk.goto(play.url("work/"))
    press(clerk, "Release IR-0001")
    observer = sign_in(play, play.cast.observer)
    observer.goto(play.url("register/IR-0001"))
    with observer.expect_download() as download:
        observer.get_by_role("link", name="Referrals by ward.csv").click()
    assert download.value.suggested_filename == "Referrals by ward.csv"
    assert Path(download.value.path()).read_text() == "ward,referrals\nMancroft,41\n"
    expect(observer.get_by_text("received on 8 February 2021")).to_be_visible()


def test_the_register_by_keyboard(play: Play, sign_in: SignIn) -> None:
    begin_writing(play.session)
    play.request("The later one", in_days=9)
    play.request("The sooner one", in_days=3)
    page = sign_in(play, play.cast.observer)
    page.goto(play.url("register/"))
    first = page.locator(".register tbody tr").first
    expect(first).to_contain_text("IR-0002")
    page.get_by_role("link", name="Reference").focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Reference")
    expect(first).to_contain_text("IR-0001")
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(first.get_by_text("The date the panel indicated")).to_be_visible()
    assert faults(page) == []
