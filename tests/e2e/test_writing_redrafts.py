"""A redraft made in the browser: a section written beside its preview, two writers who both keep their text, and what was
accepted taken into the text and published."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from consult.domain.dispositions import Disposition
from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.e2e.conftest import faults, picture
from tests.factories import Play

pytestmark = pytest.mark.browser

OLD = "The constabulary will close lines, and the county council will help those who ran them."
At, SignIn = Callable[[Stage], Play], Callable[..., Page]


def begin(page: Page, play: Play) -> None:
    page.goto(play.url("import/"))
    page.get_by_role("button", name="Begin the redraft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The redraft")


def text_of(page: Page) -> str:
    return page.get_by_label("Text of the section").input_value()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_section_is_written_beside_its_preview_by_keyboard(at: At, sign_in: SignIn, width: int) -> None:
    play = at(Stage.OPEN)
    page = sign_in(play, play.cast.clerk, width=width)
    begin(page, play)
    assert faults(page) == []
    link = page.get_by_role("link", name="Edit 2 County Lines")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Edit “County Lines”")
    assert faults(page) == []
    box = page.get_by_label("Text of the section")
    page.wait_for_load_state()  # with the script that shows it
    box.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n6. **New** words.\n\n  (a) An item.")
    preview = page.get_by_role("region", name="How it will be read")
    expect(preview.locator("strong")).to_have_text("New")
    expect(preview.get_by_text("An item.")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if os.environ.get("CONSULT_PICTURES") and width == 1280:
        picture(page, "clerk-writing")
    page.get_by_role("button", name="Save the section").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("“County Lines” is saved.")).to_be_visible()
    page.get_by_role("link", name="Edit 2 County Lines").click()
    assert text_of(page).endswith("6. **New** words.\n\n  (a) An item.\n")


def test_without_javascript_a_button_shows_the_preview(at: At, sign_in: SignIn) -> None:
    play = at(Stage.OPEN)
    page = sign_in(play, play.cast.clerk, java_script_enabled=False)
    begin(page, play)
    page.get_by_role("link", name="Edit 2 County Lines").click()
    page.get_by_label("Text of the section").fill("# 2 County Lines\n\n4. *Shorter*.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("region", name="How it will be read").locator("em")).to_have_text("Shorter")
    page.get_by_role("button", name="Save the section").click()
    expect(page.get_by_text("“County Lines” is saved.")).to_be_visible()


def test_two_editors_of_one_section_both_keep_their_text(at: At, sign_in: SignIn) -> None:
    play = at(Stage.OPEN)
    clerk = sign_in(play, play.cast.clerk)
    begin(clerk, play)
    officer = sign_in(play, play.cast.other_officer, width=390)
    officer.goto(play.url())
    officer.get_by_role("link", name="Edit the sections your authority answers for").click()
    for page in (clerk, officer):
        page.get_by_role("link", name="Edit 2 County Lines").click()
    for page, word, instead in ((clerk, "close", "shut"), (officer, "those", "people")):
        page.get_by_label("Text of the section").fill(text_of(page).replace(word, instead))
        page.get_by_role("button", name="Save the section").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Two texts of “County Lines”")
    assert faults(officer) == []
    assert officer.evaluate("document.documentElement.scrollWidth") <= 390
    theirs, mine = (officer.get_by_role("region", name=name) for name in ("As it stands", "Yours, of"))
    expect(theirs.get_by_text(OLD.replace("close", "shut"))).to_be_visible()
    expect(mine.get_by_text(OLD.replace("those", "people"))).to_be_visible()
    both = text_of(officer).replace("close", "shut")
    officer.get_by_label("Text of the section").fill(both)
    officer.get_by_role("button", name="Save this in its place").click()
    expect(officer.get_by_text("“County Lines” is saved.")).to_be_visible()
    clerk.get_by_role("link", name="Edit 2 County Lines").click()
    assert OLD.replace("close", "shut").replace("those", "people") in text_of(clerk)


def test_what_was_accepted_becomes_the_next_version_and_its_author_is_shown(at: At, sign_in: SignIn) -> None:
    play = at(Stage.OPEN)
    begin_writing(play.session)
    wording = OLD.replace("close lines", "close all lines by 2022")
    comment = play.comment(on="4", quote="close lines", suggested="close all lines by 2022")
    play.release(play.answer(comment, "Agreed.", disposition=Disposition.ACCEPTED, wording="close all lines by 2022"))
    clerk = sign_in(play, play.cast.clerk)
    clerk.goto(play.url("import/"))
    clerk.get_by_role("button", name="See what was accepted").click()
    expect(clerk.get_by_role("checkbox", name="Take C-0001")).to_be_checked()
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Make the redraft").click()
    clerk.get_by_role("button", name="Check the whole draft").click()
    expect(clerk.get_by_text(wording)).to_be_visible()
    clerk.get_by_role("button", name="See where the comments go").first.click()
    clerk.get_by_role("button", name="Work out where they go").click()
    clerk.wait_for_load_state()
    if clerk.locator("button[data-key=a]").count():
        clerk.locator("button[data-key=a]").click()
    clerk.get_by_role("button", name="Go on to publishing").first.click()
    clerk.get_by_role("button", name="Publish version 2").click()
    expect(clerk.get_by_text("Version 2 is published")).to_be_visible()
    member = sign_in(play, play.cast.member, width=390)
    member.goto(play.url("comments/C-0001"))
    expect(member.get_by_text("This is what your comment changed in version 2")).to_be_visible()
    member.get_by_role("link", name="See it among all changes").click()
    expect(member.locator("ins", has_text="by 2022").first).to_be_visible()
    member.goto(play.url("draft/"))
    member.get_by_role("link", name="What it took up of the comments accepted").click()
    expect(member.get_by_role("link", name="C-0001")).to_be_visible()
    assert faults(member) == []
