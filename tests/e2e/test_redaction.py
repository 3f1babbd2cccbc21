"""Redaction with its public view, then looked for as an observer in pages, search, exports and history."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.domain.lifecycle import Stage
from tests.e2e.conftest import faults
from tests.factories import Play

pytestmark = pytest.mark.browser
SignIn = Callable[..., Page]
NEEDLE = "Jo Nuthatch"
SELECT = """name => {
  const paragraph = [...document.querySelectorAll("[data-redactable] p")].find((one) => one.textContent.includes(name));
  const text = paragraph.firstChild, at = text.data.indexOf(name), range = document.createRange();
  range.setStart(text, at);
  range.setEnd(text, at + name.length);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  paragraph.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
}"""


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    play = at(Stage.OPEN)
    comment = play.comment(
        on="1",
        text=f"My neighbour {NEEDLE} was referred in 2019 and never heard again. How many were there?",
        suggested="Schools, colleges and neighbours refer most of those who are helped by the Channel Panel.",
    )
    play.answer(comment, f"We have written to {NEEDLE}.", by=play.cast.officer)
    play.release(play.answer(comment, f"We have written to {NEEDLE} and to two others.", revision=1))
    play.comment(on="3", text=f"{NEEDLE} told me the same.", by=play.cast.chair)
    return play


def test_redacted_after_its_public_view_and_then_looked_for(play: Play, sign_in: SignIn) -> None:
    clerk = sign_in(play, play.cast.clerk)
    clerk.goto(play.url("comments/C-0001"))
    clerk.get_by_role("link", name="Redact words C-0001").click()
    expect(clerk.get_by_text("Select words above")).to_be_visible()
    clerk.evaluate(SELECT, NEEDLE)
    expect(clerk.get_by_label("The words to take out")).to_have_value(NEEDLE)
    assert faults(clerk) == []
    clerk.get_by_label("Why are they taken out?").fill("It names somebody who has not agreed to it.")
    clerk.get_by_role("button", name="See what everyone will read").click()
    view = clerk.get_by_role("region", name="The public view of C-0001")
    expect(view.locator("mark")).to_have_text(["[redacted]", "[redacted]"])
    expect(view).not_to_contain_text(NEEDLE)
    expect(clerk.get_by_role("row", name="C-0002")).to_be_visible()
    assert faults(clerk) == []

    with clerk.expect_popup() as popup:
        clerk.get_by_role("button", name="See C-0002").click()
    there = popup.value

    observer = sign_in(play, play.cast.observer)
    observer.goto(play.url("comments/C-0001"))
    expect(observer.get_by_role("main")).to_contain_text(NEEDLE)  # nothing has been done yet

    clerk.get_by_role("button", name="Redact these words").click()
    expect(clerk.get_by_role("alert")).to_contain_text("Words redacted in C-0001")
    history = clerk.get_by_role("region", name="History")
    expect(history).to_contain_text("Words of this change were redacted.")
    expect(history).not_to_contain_text(NEEDLE)
    there.get_by_role("button", name="Redact these words").click()
    expect(there.get_by_role("alert")).to_contain_text("Words redacted in C-0002")

    for path in ("comments/C-0001", "comments/", "draft/1/1?comments=shown", f"search/?q={NEEDLE.replace(' ', '+')}"):
        observer.goto(play.url(path))
        assert NEEDLE not in observer.locator("main").inner_text().replace(f"“{NEEDLE}”", ""), path
        assert f"{NEEDLE} was" not in observer.content(), path
    observer.goto(play.url(f"search/?q={NEEDLE.split()[1]}"))
    assert observer.locator("mark").count() == 0
    assert observer.goto(play.url("C-0001/redacted")).status == 403  # type: ignore[union-attr]

    clerk.goto(play.url("C-0001/redacted"))
    expect(clerk.get_by_role("main")).to_contain_text(f"My neighbour {NEEDLE} was referred in 2019")
    assert faults(clerk) == []

    clerk.goto(play.url("packs/"))
    clerk.get_by_label("JSON").check()
    clerk.get_by_role("button", name="Make the draft").click()
    with clerk.expect_download() as download:
        clerk.get_by_role("button", name="Download the data file").click()
    kept = Path(download.value.path()).read_text("utf-8")
    assert ("[redacted]" in kept, NEEDLE in kept) == (True, False)


@pytest.mark.parametrize("width", [1280, 390])
def test_keeping_from_the_public_rejecting_and_marking_late(play: Play, sign_in: SignIn, width: int) -> None:
    clerk = sign_in(play, play.cast.clerk, width=width)
    for path in ("C-0001/exempt", "C-0002/reject", "C-0002/late", "C-0001/redact"):
        clerk.goto(play.url(path))
        assert faults(clerk) == [], path
        assert clerk.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    clerk.goto(play.url("C-0001/exempt"))
    clerk.get_by_label("Exempt, paragraph 1: information relating to any individual").check()
    clerk.get_by_label("Why is the public interest better served").fill("A private person would be known.")
    clerk.get_by_role("button", name="See what the public will see").click()
    expect(clerk.get_by_role("button", name="Keep it from the public")).to_be_visible()
    assert faults(clerk) == []
    clerk.get_by_role("button", name="Keep it from the public").click()
    clerk.goto(play.url("C-0002/reject"))
    clerk.get_by_label("It is defamatory, frivolous or offensive").check()
    clerk.get_by_role("button", name="Reject the comment").click()
    for who, text in ((play.cast.clerk, True), (play.cast.observer, False)):
        page = clerk if who is play.cast.clerk else sign_in(play, who, width=width)
        page.goto(play.url("comments/"))
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (NEEDLE in page.content()) is text
        expect(page.locator("#C-0001")).to_contain_text("Exempt (Schedule 12A paragraph 1)")
        expect(page.locator("#C-0002")).to_contain_text("Rejected: it is defamatory, frivolous or offensive.")


def test_redacting_without_javascript(play: Play, sign_in: SignIn) -> None:
    clerk = sign_in(play, play.cast.clerk, java_script_enabled=False)
    clerk.goto(play.url("C-0001/redact"))
    clerk.get_by_label("The words to take out").fill("jo   nuthatch")
    clerk.get_by_label("Why are they taken out?").fill("It names somebody.")
    clerk.get_by_role("button", name="See what everyone will read").click()
    clerk.get_by_role("button", name="Redact these words").click()
    expect(clerk.get_by_role("main")).to_contain_text("My neighbour [redacted] was referred in 2019")
