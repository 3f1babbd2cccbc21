"""The clerk checks an imported draft in a real browser, with and without JavaScript, and on a phone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from tests.e2e.conftest import faults
from tests.factories import SLUG, Play

pytestmark = pytest.mark.browser

MARKDOWN = """# Community safety strategy 2021-2025

## 1. Prevent

1. The partnership will report to the scrutiny sub-panel twice a year on what has

been done by each of the authorities.

2. Training is offered to:

   a. schools and colleges; and
   b. housing associations.

**Measures of success**

3. Referrals are counted each quarter.

| Measure | 2019 | 2020 |
|---------|------|------|
| Referrals made | 41 | 50 |

![](https://example.org/chart.png)

4. More is planned.
"""
"""A paragraph broken by the end of a page, a bold line that may be a heading, and a picture that is elsewhere."""


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    """Played before the server starts, whose background work writes too."""
    return at(Stage.PREPARING)


@pytest.fixture
def checking(play: Play, sign_in: Callable[..., Page], tmp_path: Path) -> Callable[..., Page]:
    """Brings a clerk to the check of that draft: `checking(width=320)`."""
    file = tmp_path / "strategy.md"
    file.write_text(MARKDOWN)

    def bring_in(**options: object) -> Page:
        play.session.commit()
        begin_writing(play.session)  # waits for its turn
        page = sign_in(play, play.cast.clerk, **options)
        page.goto(f"/{SLUG}/import/")
        page.get_by_label("File of the draft").set_input_files(file)
        press(page, "Import the draft")
        expect(page.get_by_role("heading", level=1)).to_have_text("Check the draft")
        return page

    return bring_in


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def paragraph(page: Page, text: str) -> Locator:
    """The paragraph with these words, with what stands beneath it."""
    return page.locator(".para").filter(has=page.locator(".para__text", has_text=text))


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_the_warnings_to_a_published_version(checking: Callable[..., Page], scripts: bool) -> None:
    page = checking(java_script_enabled=scripts)
    expect(page.locator(".check__summary")).to_have_text("2 sections, 4 numbered paragraphs (1 to 4), 3 warnings")

    page.get_by_role("link", name="Go to the first warning").click()
    broken = paragraph(page, "twice a year on what has been done by each")
    expect(broken.locator(".remark")).to_be_in_viewport()
    expect(broken.locator(".remark")).to_contain_text("The parts were joined.")

    broken.get_by_role("link", name="Correct 1 Prevent, paragraph 1").click()
    page.get_by_label("Words the second part begins with").fill("been done")
    press(page, "Split in two there")
    said = page.get_by_role("status").filter(has_text="Split in two")
    expect(said).to_be_in_viewport()
    expect(paragraph(page, "been done by each of the authorities.").locator(".para__label")).to_have_count(0)

    paragraph(page, "been done by each of the authorities.").get_by_role("link", name="Correct").click()
    press(page, "Join with the paragraph before")
    expect(page.get_by_role("status").filter(has_text="Joined")).to_be_in_viewport()
    expect(broken.locator(".para__label")).to_have_text("1.")

    page.get_by_role("link", name="Only places with warnings (3)").click()
    expect(page.locator(".para")).to_have_count(2)
    for left in (2, 1, 0):
        page.get_by_role("button", name="I have checked this").first.click()
        expect(page.get_by_role("link", name=f"Only places with warnings ({left})")).to_have_attribute(
            "aria-current", "true"
        )
    page.get_by_role("link", name="The whole draft", exact=True).click()

    page.get_by_role("link", name="Correct Measures of success", exact=True).click()
    press(page, "This is not a heading")
    expect(page.locator(".check__summary")).to_have_text("1 section, 4 numbered paragraphs (1 to 4), no warnings")
    expect(paragraph(page, "Measures of success").get_by_role("status")).to_be_in_viewport()

    page.get_by_role("button", name="Publish the draft").first.click()
    press(page, "Publish version 1")
    expect(page).to_have_url(re.compile(f"/{SLUG}/settings/sections$"))


def test_every_page_of_an_import_is_accessible(checking: Callable[..., Page]) -> None:
    page = checking()
    check = page.url
    for asked in (
        "",
        "?edit=draft",
        "?edit=section-1",
        "?edit=paragraph-0-0",
        "?show=warnings",
        "/publish",
        "/discard",
    ):
        page.goto(check + asked)
        assert (asked, faults(page)) == (asked, [])
    page.goto(f"/{SLUG}/import/")
    press(page, "Import the draft")
    expect(page.get_by_role("alert")).to_contain_text("Choose the file of the draft")
    assert faults(page) == []


def test_a_fault_leads_to_the_field_of_its_place(checking: Callable[..., Page]) -> None:
    page = checking()
    page.goto(f"{page.url}?edit=paragraph-1-0")
    page.get_by_label("Words the second part begins with").fill("words that are not there")
    press(page, "Split in two there")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Those words are not in the paragraph.").click()
    expect(page.get_by_label("Words the second part begins with")).to_be_focused()
    assert faults(page) == []


def test_a_phone_shows_all_without_scrolling_sideways(checking: Callable[..., Page]) -> None:
    page = checking(width=320)
    check = page.url
    for asked in ("", "?edit=section-1", "?edit=paragraph-0-0", "?show=warnings", "/publish", "/discard"):
        page.goto(check + asked)
        assert (asked, page.evaluate("document.documentElement.scrollWidth")) == (asked, 320)
