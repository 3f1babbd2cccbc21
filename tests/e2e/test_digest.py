"""The clerk waits for a digest in a real browser, and takes it away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from consult.actions import packs as actions
from consult.domain.lifecycle import Stage
from consult.store.base import begin_writing
from consult.store.packs import Pack
from tests.e2e.conftest import faults
from tests.factories import Play

pytestmark = pytest.mark.browser

SignIn = Callable[..., Page]


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    played = at(Stage.OPEN)
    played.comment(text="How will this be measured?")
    played.session.commit()
    return played


def being_made(play: Play) -> Pack:
    """A digest somebody is at, so that the worker leaves it alone."""
    take_turn(play)
    clerk = play.actor(play.cast.clerk)
    pack = actions.request(play.session, consultation=play.consultation, kind="json", by=clerk, now=play.now)
    actions.claim(play.session, pack.id, silent_since=play.now, now=play.now)
    play.session.commit()
    say(play, pack, "Setting page 1")
    return pack


def take_turn(play: Play) -> None:
    """The server writes too: who has read first and writes then would find the database changed, and locked."""
    play.session.rollback()
    begin_writing(play.session)


def say(play: Play, pack: Pack, words: str) -> None:
    take_turn(play)
    actions.report(play.session, pack.id, words, attempt=1, now=play.now)
    play.session.commit()


def finish(play: Play, pack: Pack) -> None:
    take_turn(play)
    actions.finish(play.session, pack.id, attempt=1, data=b"{}", now=play.now)
    play.session.commit()


@pytest.mark.parametrize("java_script", [True, False])
def test_a_digest_is_asked_for_waited_for_and_downloaded(
    play: Play, sign_in: SignIn, tmp_path: Path, java_script: bool
) -> None:
    page = sign_in(play, play.cast.clerk, java_script_enabled=java_script)
    page.goto(play.url("packs/"))
    page.get_by_label("Web page").check()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The web page is ready", timeout=20_000)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download the web page").click()
    assert waiting.value.suggested_filename == "community-safety-2021-2025-draft-2021-02-08.html"
    waiting.value.save_as(tmp_path / "digest.html")
    assert "How will this be measured?" in (tmp_path / "digest.html").read_text()


@pytest.mark.parametrize("java_script", [True, False])
def test_the_page_follows_the_making(play: Play, sign_in: SignIn, java_script: bool) -> None:
    page = sign_in(play, play.cast.clerk, java_script_enabled=java_script)
    pack = being_made(play)
    page.goto(play.url(f"packs/{pack.id}"))
    expect(page.get_by_role("status")).to_have_text("Setting page 1.")
    if java_script:
        assert faults(page) == []
    say(play, pack, "Setting page 12")
    expect(page.get_by_role("status")).to_have_text("Setting page 12.")
    finish(play, pack)
    expect(page.get_by_role("heading", level=1)).to_have_text("The data file is ready")


def test_how_long_it_will_be_follows_the_choices(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk)
    page.goto(play.url("packs/"))
    expect(page.get_by_role("status")).to_contain_text("About ")
    before = page.get_by_role("status").inner_text()
    page.get_by_label("Large print").check()
    expect(page.get_by_role("status")).not_to_have_text(before)
    assert faults(page) == []


def test_a_page_that_loses_the_service_keeps_trying(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk)
    pack = being_made(play)
    page.goto(play.url(f"packs/{pack.id}"))
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_have_text(
        "This page cannot reach the service at the moment. It keeps trying."
    )
    page.context.set_offline(False)
    finish(play, pack)
    expect(page.get_by_role("heading", level=1)).to_have_text("The data file is ready")


@pytest.mark.parametrize(
    "path",
    [
        "people/", "people/invite", "people/invite-many", "settings/", "settings/cover", "settings/window",
        "settings/sections", "packs/", "packs/issue", "packs/check", "packs/published",
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [1280, 320])
def test_the_clerks_pages_are_accessible_and_fit(play: Play, sign_in: SignIn, path: str, width: int) -> None:
    page = sign_in(play, play.cast.clerk, width=width)
    page.goto(play.url(path))
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_error_of_a_window_leads_to_its_input(play: Play, sign_in: SignIn) -> None:
    page = sign_in(play, play.cast.clerk)
    page.goto(play.url("settings/window"))
    page.get_by_label("Closing time").fill("5")
    page.get_by_role("button", name="Set the window").click()
    page.get_by_role("link", name="Closing time must say am or pm").click()
    expect(page.get_by_label("Closing time")).to_be_focused()
