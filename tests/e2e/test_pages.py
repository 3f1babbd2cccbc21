"""Every page on the demonstration's data: nothing for axe to find, nothing wider than the narrowest phone; and the
pictures of the documents, which `make pictures` keeps."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from sqlalchemy.orm import Session

from consult.actions import people as people_actions
from consult.actions import privacy
from consult.config import Settings
from consult.demo import production, scripts
from consult.domain.people import PANEL
from consult.pack import pdf
from consult.pack.gather import gather
from consult.queries import consultations, people
from consult.store.base import begin_writing
from consult.store.opening import opened
from tests.conftest import Clock
from tests.e2e.conftest import PICTURES, comes, faults
from tests.scenes import Scenes

pytestmark = pytest.mark.browser

STORY, REFRESH = "/community-safety-2021-2025", "/community-safety-2026-refresh"

CLERK = "clerk@example.org"
MEMBER = "member.norwich@example.org"
OFFICER = "officer.police@example.org"
OBSERVER = "observer@example.org"

PAGES = {
    None: ["/sign-in", "/sign-in/sent", "/accessibility", "/privacy", "/no/such/page"],
    MEMBER: [
        "/",
        "/account",
        f"{REFRESH}/",
        f"{REFRESH}/draft/",
        f"{REFRESH}/draft/1/0?comments=shown",
        f"{REFRESH}/draft/whole",
        f"{REFRESH}/privacy",
        "/your-data",
        f"{REFRESH}/comments/write",
        f"{REFRESH}/questions/ask",
        f"{REFRESH}/unsent/",
        f"{REFRESH}/declaration/",
        f"{STORY}/mine/",
        f"{STORY}/reports/",
        f"{STORY}/search/?q=youth",
        f"{STORY}/search/?q=nowhere+to+be+found",
        f"{STORY}/draft/1/7?comments=shown",
        f"{STORY}/draft/1/42?comments=shown",
        f"{STORY}/comments/",
        f"{STORY}/comments/?answered=no",
        f"{STORY}/comments/C-0033",
        f"{STORY}/questions/",
        f"{STORY}/questions/Q-0007",
        f"{STORY}/register/",
        f"{STORY}/register/IR-0001",
        f"{STORY}/recommendations/",
        f"{STORY}/recommendations/R-0002",
        f"{STORY}/coverage/",
        f"{REFRESH}/register/request",
    ],
    OFFICER: [
        "/letters",
        f"{STORY}/",
        f"{STORY}/draft/1/12",
        f"{STORY}/work/",
        f"{STORY}/work/similar",
        f"{STORY}/register/IR-0003",
        f"{STORY}/register/IR-0003/supply",
        f"{STORY}/comments/C-0002",
    ],
    CLERK: [
        "/",
        "/start",
        f"{STORY}/",
        f"{STORY}/board/",
        f"{STORY}/board/?part=all",
        f"{STORY}/board/remind-all/officers",
        f"{REFRESH}/board/",
        f"{STORY}/work/",
        f"{STORY}/adopt",
        f"{STORY}/register/",
        f"{STORY}/register/?type=Undertaking&sort=-due",
        f"{STORY}/register/U-0001",
        f"{STORY}/register/U-0001/close",
        f"{STORY}/register/meeting",
        f"{STORY}/recommendations/record",
        f"{STORY}/recommendations/R-0001",
        f"{STORY}/recommendations/R-0002/close",
        f"{STORY}/coverage/serious-violence",
        f"{STORY}/background/",
        f"{STORY}/partnership/",
        f"{STORY}/settings/meetings/",
        f"{STORY}/comments/C-0002",
        f"{STORY}/comments/?mark=exempt",
        f"{STORY}/C-0001/reject",
        f"{STORY}/C-0051/exempt",
        f"{STORY}/C-0051/late",
        f"{STORY}/C-0051/redact",
        f"{STORY}/C-0002/redacted",
        f"{STORY}/answers/release",
        f"{STORY}/people/",
        f"{STORY}/people/invite",
        f"{STORY}/people/invite-many",
        f"{STORY}/settings/",
        f"{STORY}/settings/cover",
        f"{STORY}/settings/window",
        f"{STORY}/settings/questions/",
        f"{STORY}/lines-of-enquiry/",
        f"{STORY}/questions/?by=line",
        f"{REFRESH}/questions/",
        f"{STORY}/settings/sections",
        f"{STORY}/import/",
        f"{STORY}/import/accepted",
        f"{STORY}/packs/",
        f"{STORY}/reports/",
        f"{STORY}/statement/",
    ],
    OBSERVER: [f"{STORY}/", f"{STORY}/draft/1/12", f"{STORY}/comments/?mark=exempt"],
}


@pytest.fixture
def demonstration(app: Flask, settings: Settings, session: Session, clock: Clock, scenes: Scenes) -> None:
    """Both consultations of the demonstration, as `consult demo` plays them."""

    def play() -> None:
        for script in (scripts.story(), scripts.refresh(clock.now)):
            with opened(settings, writes=True) as played:
                production.play(played, script)

    scenes.set("the demonstration", play, session, clock, settings.database_url)


def enter(page: Page, session: Session, email: str, clock: Clock) -> None:
    session.rollback()
    begin_writing(session)  # the server's jobs write as well: taking turns, nobody finds the database locked
    person = people.by_email(session, email)
    assert person is not None
    for consultation in consultations.of_person(session, person):
        actor = people.actor(session, person, consultation)
        if actor.holds(PANEL):
            privacy.note_read(session, consultation=consultation, by=actor, now=clock.now)
    token = people_actions.link_for(session, person=person, now=clock.now)
    session.commit()
    page.goto(f"/sign-in/link/{token}")
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "signed out")
def test_every_page_is_clean_and_fits(
    demonstration: None,
    new_context: Callable[..., BrowserContext],
    session: Session,
    clock: Clock,
    who: str | None,
) -> None:
    page = new_context().new_page()
    if who:
        enter(page, session, who, clock)
    found = {}
    for path in PAGES[who]:
        response = page.goto(path)
        assert response is not None
        assert response.status == (404 if path == "/no/such/page" else 200), path
        wrong = faults(page)
        page.set_viewport_size({"width": 320, "height": 800})
        comes(lambda: page.evaluate("innerWidth"), 320)
        width = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size({"width": 1280, "height": 900})
        if wrong or width > 320:
            found[path] = (wrong, width)
    assert found == {}


PICTURED = {
    "reading": (MEMBER, f"{REFRESH}/draft/1/1?comments=shown"),
    "clerk-board": (CLERK, f"{STORY}/board/"),
    "clerk-reminders": (CLERK, f"{REFRESH}/board/#not-yet"),
    "clerk-answers": (CLERK, f"{STORY}/work/"),
    "clerk-register": (CLERK, f"{STORY}/register/"),
    "clerk-recommendations": (CLERK, f"{STORY}/recommendations/"),
    "clerk-undertaking": (CLERK, f"{STORY}/register/U-0001"),
    "clerk-entering": (CLERK, f"{REFRESH}/enter/comment"),
    "clerk-people": (CLERK, f"{STORY}/people/"),
    "clerk-questions": (CLERK, f"{REFRESH}/questions/"),
    "clerk-redacted": (CLERK, f"{STORY}/comments/C-0002"),
    "clerk-lines": (CLERK, f"{STORY}/lines-of-enquiry/"),
}


def test_pictures_for_the_documents(
    demonstration: None,
    new_context: Callable[..., BrowserContext],
    session: Session,
    clock: Clock,
    settings: Settings,
    tmp_path: Path,
) -> None:
    kept = tmp_path / "pictures"
    kept.mkdir()
    for name, (who, path) in PICTURED.items():
        page = new_context(width=1180, height=1000, device_scale_factor=1).new_page()
        enter(page, session, who, clock)
        page.goto(path)
        page.evaluate("document.fonts.ready")
        page.screenshot(path=kept / f"{name}.png")
    new_consultation(new_context(width=1180, height=900).new_page(), session, clock, kept)
    consultation = consultations.by_slug(session, STORY.strip("/"))
    digest = gather(session, consultation, made_at=clock.now, timezone=settings.timezone)
    (tmp_path / "digest.pdf").write_bytes(pdf.to_pdf(digest))
    subprocess.run(
        [
            "pdftoppm",
            "-png",
            "-r",
            "70",
            "-f",
            "15",
            "-l",
            "15",
            "-singlefile",
            tmp_path / "digest.pdf",
            kept / "digest",
        ],
        check=True,
    )
    assert {path.stem for path in kept.iterdir()} == {*PICTURED, "clerk-overview", "clerk-check", "digest"}
    if os.environ.get("CONSULT_PICTURES"):
        shutil.copytree(kept, PICTURES, dirs_exist_ok=True)


def new_consultation(page: Page, session: Session, clock: Clock, kept: Path) -> None:
    """The clerk's first steps in a consultation of their own."""
    enter(page, session, CLERK, clock)
    page.goto("/start")
    page.get_by_label("Title of the consultation").fill("Rural crime strategy 2021-2024")
    page.get_by_label("Council or partnership whose paper it is").fill(
        "Norfolk Countywide Community Safety Partnership"
    )
    page.get_by_label("Scrutiny panel").fill("Scrutiny Sub-Panel")
    page.get_by_role("button", name="Start the consultation").click()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=kept / "clerk-overview.png")
    page.goto("/rural-crime-strategy-2021-2024/import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "strategy.md", "mimeType": "text/markdown", "buffer": RURAL.encode()}
    )
    page.locator("main form button[type=submit]").first.click()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=kept / "clerk-check.png")


RURAL = """# Rural crime strategy 2021-2024

## Why a strategy of its own

1. A third of the county’s people live in villages and small towns. Crime there is less frequent, and more often
   unreported, than in the city.

2. The partnership has heard from parish councils that response times matter less to them than being told what was
   done with

a report once it was made.

**What we will do**

3. In the first year we will:

   a) name a rural officer for each district;

   b) publish what became of each report.

## How we will know

| Measure | 2019/20 | 2024 |
|---|---|---|
| Reports answered within a week | 41% | 80% |
"""
