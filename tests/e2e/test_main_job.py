"""Clerk, member, officers, clerk: from a Word file to the digest in hand, each in a browser of their own."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy.orm import Session

from consult.actions import people as people_actions
from tests.conftest import Clock
from tests.e2e.conftest import comes, faults, link_in
from tests.pack import reading, structure

pytestmark = pytest.mark.browser

TITLE = "Community safety strategy and delivery plan 2021-2025"
SLUG = "community-safety-strategy-and-delivery-plan-2021-2025"


def strategy() -> bytes:
    """A short draft as Word keeps it."""
    document = Document()
    document.add_heading("Draft strategy 2021-2025", 0)
    document.add_heading("Prevent", 1)
    document.add_paragraph("1. Schools refer most of those who are helped by the Channel Panel.")
    document.add_paragraph("2. In the first year the partnership will train safeguarding leads.")
    document.add_heading("County Lines", 1)
    document.add_paragraph("3. The constabulary will close lines wherever it finds them.")
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def clerk(new_context: Callable[..., BrowserContext], session: Session, clock: Clock) -> Page:
    """A clerk, as the operator of a new installation admits one."""
    person = people_actions.appoint_clerk(
        session, email="clerk@example.org", name="Scrutiny officer, Democratic Services", now=clock.now
    )
    token = people_actions.link_for(session, person=person, now=clock.now)
    session.commit()
    page = new_context().new_page()
    page.goto(f"/sign-in/link/{token}")
    page.get_by_role("button", name="Sign in", exact=True).click()
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def set_up(clerk: Page) -> None:
    """The clerk starts a consultation and brings it to its window."""
    clerk.get_by_role("button", name="Start a consultation").click()
    clerk.get_by_label("Title of the consultation").fill(TITLE)
    clerk.get_by_label("Council or partnership whose paper it is").fill(
        "Norfolk Countywide Community Safety Partnership"
    )
    clerk.get_by_label("Scrutiny panel").fill("Scrutiny Sub-Panel")
    press(clerk, "Start the consultation")
    expect(clerk).to_have_url(re.compile(f"/{SLUG}/$"))

    clerk.goto(f"/{SLUG}/import/")
    clerk.locator("input[type=file]").set_input_files(
        {"name": "strategy.docx", "mimeType": "application/octet-stream", "buffer": strategy()}
    )
    clerk.locator("main form button[type=submit]").first.click()
    expect(clerk.get_by_text("The constabulary will close lines wherever it finds them.")).to_be_visible()
    clerk.goto(clerk.url.rstrip("/").split("#")[0].split("?")[0] + "/publish")
    clerk.locator("main form button[type=submit]").first.click()

    for name, email, role, body in (
        ("Member for Norwich City Council", "member@example.org", "Panel member", "Norwich City Council"),
        ("Chief Inspector, Communities", "officer@example.org", "Responding officer", "Norfolk Constabulary"),
        (
            "Detective Superintendent, County Policing Command",
            "lead@example.org",
            "Lead officer",
            "Norfolk Constabulary",
        ),
    ):
        clerk.goto(f"/{SLUG}/people/invite")
        clerk.locator("#name").fill(name)
        clerk.locator("#email").fill(email)
        clerk.get_by_label(role, exact=True).check()
        clerk.locator("#body").fill(body)
        clerk.locator("main form button[type=submit]").first.click()

    clerk.goto(f"/{SLUG}/settings/sections")
    clerk.get_by_label("Lead authority").select_option(label="Norfolk Constabulary")
    press(clerk, "Save who answers")


def open_window(clerk: Page) -> None:
    clerk.goto(f"/{SLUG}/settings/window")
    for date, time, day in (("opens", "9am", ("1", "2", "2021")), ("closes", "5pm", ("19", "2", "2021"))):
        for box, value in zip(clerk.locator(f"input[id^={date}][class*=date]").all(), day, strict=True):
            box.fill(value)
        clerk.locator(f"input[id^={date}_time], input[id={date}_at_time]").fill(time)
    clerk.locator("main form button[type=submit]").first.click()
    expect(clerk.get_by_role("alert")).to_be_visible()


def enter(page: Page, outbox: list[Any], to: str) -> None:
    """Signs in with the link of the last letter to somebody, as they would."""
    letter = [letter for letter in outbox if letter.to == [to] and "/sign-in/link/" in letter.body][-1]
    page.goto(link_in(letter))
    press(page, "Sign in")


def wait_for_letters(outbox: list[Any], *addresses: str) -> None:
    """Letters leave in the background, soon after the commit."""
    comes(lambda: set(addresses) - {address for letter in outbox for address in letter.to}, set())


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_word_file_to_the_digest(
    app: Flask,
    clerk: Page,
    clock: Clock,
    outbox: list[Any],
    new_context: Callable[..., BrowserContext],
    tmp_path: Path,
    scripts: bool,
) -> None:
    set_up(clerk)
    open_window(clerk)
    wait_for_letters(outbox, "member@example.org", "officer@example.org", "lead@example.org")
    clock.now = clock.now.replace(month=2, day=3)

    member = new_context(java_script_enabled=scripts).new_page()
    enter(member, outbox, "member@example.org")
    member.goto(f"/{SLUG}/")
    member.get_by_role("button", name="Read the draft and comment").click()
    member.get_by_role("link", name="Next").click()
    member.get_by_role("link", name="Comment on County Lines, paragraph 3").click()
    expect(member.get_by_role("heading", name="Before you write")).to_be_visible()
    if scripts:
        assert faults(member) == []
    press(member, "Continue")
    comment(member, scripts=scripts)
    expect(member.get_by_role("heading", name="Comment C-0001 received")).to_be_visible()
    member.goto(f"/{SLUG}/questions/ask")
    member.get_by_label("Norfolk Constabulary").check()
    member.get_by_label("Your question").fill("How many lines were closed?\n\nAt what cost?")
    press(member, "Send question")
    expect(member.get_by_role("heading", name="Question Q-0001 received")).to_be_visible()

    clerk.goto(f"/{SLUG}/questions/")
    clerk.get_by_role("button", name="Accept Q-0001").click()
    expect(clerk.get_by_text("Q-0001 accepted.")).to_be_visible()

    clock.now = clock.now.replace(day=23)
    officer = new_context(java_script_enabled=scripts).new_page()
    enter_by_mail(officer, outbox, "officer@example.org")
    officer.goto(f"/{SLUG}/")
    officer.get_by_role("button", name="Answer 2 items").click()
    officer.get_by_role("link", name="C-0001").click()
    officer.get_by_label("Answer", exact=True).fill("The measure will be published each quarter.")
    officer.get_by_label("Accepted in part").check()
    press(officer, "Save answer")
    expect(officer.locator(".govuk-error-message").first).to_contain_text("reason why the comment is accepted in part")
    officer.get_by_label("Reason", exact=True).fill("Weekly figures identify people.")
    press(officer, "Save answer")
    expect(officer.get_by_text("Awaiting approval", exact=True)).to_be_visible()

    lead = new_context(java_script_enabled=scripts).new_page()
    enter_by_mail(lead, outbox, "lead@example.org")
    lead.goto(f"/{SLUG}/comments/C-0001")
    lead.get_by_role("button", name="Approve C-0001").click()

    member.goto(f"/{SLUG}/comments/C-0001")
    expect(member.get_by_text("With the authority")).to_be_visible()
    assert "published each quarter" not in member.content()

    clerk.goto(f"/{SLUG}/work/")
    clerk.get_by_role("button", name="Release 1 answer").click()
    press(clerk, "Release 1 answer")
    member.reload()
    expect(member.get_by_text("The measure will be published each quarter.")).to_be_visible()

    data = digest(clerk, tmp_path)
    assert structure.faults(data) == []
    said = " ".join(reading.text(data).split())
    for words in (
        "The constabulary will close lines wherever it finds them.",
        "Say how this is measured.",
        "The measure will be published each quarter.",
        "Weekly figures identify people.",
        "(a) How many lines were closed?",
        "2 received = 2 printed + 0 grouped + 0 withdrawn + 0 rejected + 0 exempt",
    ):
        assert words in said
    assert "@example.org" not in said.replace("clerk@example.org", "")


def comment(member: Page, *, scripts: bool) -> None:
    """A comment on a passage, with other wording for the paragraph; the first attempt lacks its stance."""
    member.get_by_label("Your comment").fill("Say how this is measured.")
    press(member, "Send comment")
    expect(member.get_by_role("alert")).to_contain_text("Choose where you stand")
    if scripts:  # axe is a script itself
        assert faults(member) == []
    member.get_by_label("Support with conditions").check()
    member.get_by_text("Comment on some of the words only").click()
    member.locator("#quote").fill("close lines wherever")
    member.get_by_label("No interest to declare").check()
    press(member, "Send comment")


def enter_by_mail(page: Page, outbox: list[Any], address: str) -> None:
    """Asks for a link, as somebody does whose invitation is weeks old, and uses it."""
    before = len(outbox)

    def came() -> bool:
        return any(letter.to == [address] and "/sign-in/link/" in letter.body for letter in outbox[before:])

    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(address)
    press(page, "Send me a link")
    comes(came, True)
    enter(page, outbox, address)


def digest(clerk: Page, folder: Path) -> bytes:
    """Makes the PDF, waits for it as a clerk would, and downloads it."""
    clerk.goto(f"/{SLUG}/packs/")
    clerk.get_by_role("button", name="Make the draft").click()
    with clerk.expect_download(timeout=90_000) as download:
        clerk.get_by_role("link", name=re.compile("^Download")).or_(
            clerk.get_by_role("button", name=re.compile("^Download"))
        ).first.click(timeout=60_000)
    download.value.save_as(folder / "digest.pdf")
    return (folder / "digest.pdf").read_bytes()
