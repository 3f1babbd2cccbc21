"""A part of the draft as the browser prints it: what paper can do nothing with is gone, what was folded is there."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from consult.domain.dispositions import Stance
from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.factories import Play

pytestmark = pytest.mark.browser


def printed(page: Page, folder: Path) -> str:
    file = folder / "printed.pdf"
    page.pdf(path=str(file), format="A4", prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True)
    return " ".join(read.stdout.split())


@pytest.mark.parametrize("scripts", [True, False])
def test_a_printed_part_of_the_draft(
    at: Callable[[Stage], Play], sign_in: Callable[..., Page], tmp_path: Path, scripts: bool
) -> None:
    play = at(Stage.OPEN)
    begin_writing(play.session)  # the server at work beside us writes too
    play.release(play.answer(play.comment(on="1", text="Which schools were asked?"), "All of them."))
    play.comment(on="Prevent", text="On the section as a whole.", stance=Stance.OBJECT)
    play.comment(on="2(a)", text="Every lead.", suggested="train every lead; and")
    page = sign_in(play, play.cast.chair, java_script_enabled=scripts)
    page.goto(play.url("draft/1/1"))
    assert not page.get_by_text("Which schools were asked?").is_visible(), "folded on the screen"
    words = printed(page, tmp_path)
    for said in (
        "Draft version 1, published on 25 January 2021. Printed",
        "Schools and colleges refer most of those who are helped",
        "C-0001", "Which schools were asked?", "All of them.", "On the section as a whole.", "Suggested wording",
    ):  # fmt: skip
        assert said in words
    assert words.startswith(play.consultation.title)
    for left_out in (
        "Overview",
        "My contribution",
        "Search",
        "Contents",
        "Sign out",
        "Support this comment",
        "Not sent yet",
    ):
        assert left_out not in words


def test_the_drafts_own_words_are_in_serif(at: Callable[[Stage], Play], sign_in: Callable[..., Page]) -> None:
    play = at(Stage.OPEN)
    page = sign_in(play, play.cast.observer)
    page.goto(play.url("draft/1/1"))
    page.emulate_media(media="print")
    family = page.locator("[data-block]").first.evaluate("block => getComputedStyle(block).fontFamily")
    assert family.startswith('"Source Serif 4"')
    assert not page.locator(".masthead").is_visible()
    assert page.locator(".paper-head").is_visible()
