"""What comes in by other ways, through a browser: from Word, from a spreadsheet, by letter; and a window that is paused."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from consult.domain.lifecycle import Stage
from consult.store.comments import Comment
from tests.e2e.conftest import faults, picture
from tests.factories import Play
from tests.pack.marking import Marking
from tests.response_forms import in_excel, typing

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


def taken_away(page: Page, link: str, to: Path) -> Path:
    """Downloads what a link leads to."""
    with page.expect_download() as started:
        page.get_by_role("link", name=link).click()
    started.value.save_as(to)
    return to


def comments(play: Play) -> list[tuple[str, str | None, str | None]]:
    play.session.rollback()
    rows = play.session.scalars(select(Comment).order_by(Comment.number))
    return [(row.text, row.quote, row.suggested_wording) for row in rows]


def test_a_draft_goes_out_as_word_is_marked_up_and_comes_back(
    at: Callable[[Stage], Play], sign_in: SignIn, tmp_path: Path
) -> None:
    play = at(Stage.OPEN)
    page = sign_in(play, play.cast.member)
    page.goto(play.url("draft/"))
    page.get_by_role("link", name="Comment offline").click()
    assert faults(page) == []
    file = taken_away(page, "The draft as a Word document", tmp_path / "draft.docx")
    copy = Marking(file.read_bytes())
    copy.comment("Schools and colleges refer most", "How many is most?")
    copy.change("It runs from April 2021 for four years.", "It runs from April 2021 for five years.")
    file.write_bytes(copy.saved())
    page.get_by_role("link", name="Send the comments in your file").click()
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("h1")).to_contain_text("2 comments in “draft.docx”")
    expect(page.locator("mark").first).to_contain_text("Schools and colleges refer most")
    if os.environ.get("CONSULT_PICTURES"):
        picture(page, "clerk-incoming")
    assert faults(page) == []
    page.get_by_label("No interest to declare").check()
    page.get_by_label("Send 1").uncheck()
    expect(page.get_by_role("button", name="Send 1 comment")).to_be_visible()
    page.get_by_label("Send 1").check()
    page.get_by_role("button", name="Send 2 comments").click()
    expect(page.get_by_text("2 comments sent.")).to_be_visible()
    found = comments(play)
    assert [quote for _, quote, _ in found if quote] != []
    page.goto(play.url(f"draft/1/{play.section('Prevent').position}"))
    expect(page.get_by_text("How many is most?")).to_be_attached()


def test_a_form_is_filled_in_as_a_spreadsheet_and_comes_back(
    at: Callable[[Stage], Play], sign_in: SignIn, tmp_path: Path
) -> None:
    play = at(Stage.OPEN)
    page = sign_in(play, play.cast.member)
    page.goto(play.url("offline/"))
    page.get_by_label("Part of the draft").select_option(label="1 Prevent")
    page.get_by_role("button", name="Show its files").click()
    file = taken_away(page, "Response form as a spreadsheet", tmp_path / "form.xlsx")
    cells = {3: {"quote": "most of those", "stance": "Object", "comment": "How many?"}}
    blank = file.read_bytes()
    file.write_bytes(in_excel(blank, typing({3: {"stance": "Perhaps", "comment": "How many?"}})))
    page.goto(play.url("incoming/"))
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.locator("h1")).to_have_text("This form cannot be taken yet")
    assert faults(page) == []
    file.write_bytes(in_excel(blank, typing(cells)))
    page.get_by_role("link", name="Another file").click()
    page.get_by_label("Your file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("No interest to declare").check()
    page.get_by_role("button", name="Send 1 comment").click()
    expect(page.get_by_text("1 comment sent.")).to_be_visible()
    assert comments(play) == [("How many?", "most of those", None)]


@pytest.mark.parametrize("width", [1280, 390])
def test_a_letter_that_came_late_is_entered_for_its_author(
    at: Callable[[Stage], Play], sign_in: SignIn, width: int
) -> None:
    play = at(Stage.RESPONDING)
    page = sign_in(play, play.cast.clerk, width=width)
    page.goto(play.url("draft/"))
    page.get_by_role("link", name="Enter something for a member").click()
    assert faults(page) == []
    page.get_by_label("Paragraph number (optional)").fill("4")
    page.get_by_role("button", name="Go on").click()
    assert faults(page) == []
    page.get_by_label("Who is it from?").select_option(str(play.cast.member.id))
    page.get_by_label("By letter").check()
    came = page.get_by_role("group", name="When did it come?")
    for name, value in (("Day", "20"), ("Month", "2"), ("Year", "2021")):
        came.get_by_label(name).fill(value)
    page.get_by_label("Object", exact=True).check()
    page.get_by_label("The comment").fill("The constabulary closes lines faster than it can help.")
    page.get_by_role("button", name="Enter the comment").click()
    expect(page.get_by_role("link", name="It came after the window closed.")).to_be_visible()
    page.get_by_label("Why it is taken").fill("The post was late.")
    page.get_by_role("button", name="Enter the comment").click()
    expect(page.get_by_text("Taken after the closing date: The post was late.")).to_be_visible()
    assert faults(page) == []


def test_a_pause_keeps_what_a_member_was_writing(at: Callable[[Stage], Play], sign_in: SignIn, clock: Any) -> None:
    play = at(Stage.OPEN)
    member = sign_in(play, play.cast.member)
    member.goto(play.url(f"comments/write?paragraph={play.paragraph('1').id}"))
    member.get_by_label("Your comment").fill("I was in the middle of")
    clerk = sign_in(play, play.cast.clerk)
    clerk.goto(play.url("settings/"))
    clerk.get_by_role("link", name="Pause the window").click()
    assert faults(clerk) == []
    clerk.get_by_label("Why is the window paused?").fill("The annex is missing.")
    clerk.get_by_role("button", name="Pause the window").click()
    expect(clerk.get_by_text("The window is paused. What members have begun to write is kept.")).to_be_visible()
    member.get_by_label("Your comment").fill("I was in the middle of a sentence.")
    expect(member.locator("#autosave")).to_contain_text("Saved at")
    member.get_by_label("Observation").check()
    member.get_by_label("No interest to declare").check()
    member.get_by_role("button", name="Send comment").click()
    expect(member.get_by_text("The clerk has paused the commenting window.").first).to_be_visible()
    expect(member.get_by_text("The annex is missing.").first).to_be_visible()
    assert faults(member) == []
    clock.now += timedelta(days=2)
    clerk.goto(play.url("settings/resume"))
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Resume the window").click()
    expect(clerk.get_by_text("The window is open again, until 5pm on Sunday 21 February 2021.")).to_be_visible()
    member.goto(play.url("unsent/"))
    expect(member.get_by_text("I was in the middle of a sentence.")).to_be_visible()
    assert comments(play) == []
