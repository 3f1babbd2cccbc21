"""Signing in through a browser: by a council's own accounts, with a second step, and what is said of it on Your account."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pyotp
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.domain.providers import Provider
from tests import oidc
from tests.conftest import Clock, application, at_work
from tests.e2e.conftest import faults
from tests.factories import Play, address
from tests.oidc import CLIENT, SECRET, Council

pytestmark = pytest.mark.browser

NAME = "Norfolk County Council"


@pytest.fixture
def council(clock: Clock) -> Iterator[Council]:
    with oidc.serving(clock) as served:
        served.account = {"sub": "clerk-1", "email": address("clerk"), "email_verified": True}
        yield served


@pytest.fixture
def app(settings: Settings, clock: Clock, council: Council) -> Iterator[Flask]:
    one = Provider("norfolk", NAME, council.url, CLIENT, SECRET, ("example.org",))
    made = application(replace(settings, providers=(one,)))
    with at_work(made):
        yield made


@pytest.fixture
def new_page(app: Flask, live: str, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A browser for the application as it is reached."""
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], public_url=live)

    def new(**options: object) -> Page:
        return new_context(**options).new_page()

    return new


def enter_address(page: Page) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(address("clerk"))
    page.keyboard.press("Enter")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_leads_through_the_councils_sign_in_and_back(
    at: Callable[[Stage], Play], council: Council, new_page: Callable[..., Page], scripts: bool
) -> None:
    """Browsers hold every stop of a form's way against the page's policy: the way through another origin is not the form's."""
    at(Stage.OPEN)
    page, said = new_page(java_script_enabled=scripts), []
    page.on("console", lambda message: said.append(message.text))
    enter_address(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Your consultations")
    assert len(council.given_out) == 3
    assert [line for line in said if "Content Security Policy" in line] == []
    page.go_back()  # not into the provider's arms again
    expect(page).not_to_have_url("**/sign-in/with/**")


def test_a_clerk_adds_a_second_step_and_takes_it(
    at: Callable[[Stage], Play], council: Council, clock: Clock, new_page: Callable[..., Page]
) -> None:
    at(Stage.OPEN)
    page, phone = new_page(), new_page(width=390, height=844)
    enter_address(page)
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("button", name="Set up a second step").click()
    assert faults(page) == []
    totp = pyotp.TOTP(page.locator("code.key").inner_text().replace(" ", ""))
    page.get_by_label("Code from your app").fill(str(totp.at(clock.now)))
    page.keyboard.press("Enter")
    expect(page.locator("ul.codes li")).to_have_count(10)
    assert faults(page) == []
    clock.let_pass(minutes=1)
    enter_address(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Enter your code")
    assert faults(phone) == []
    phone.keyboard.press("Tab")
    phone.get_by_label("Code from your app").fill("1")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("That code is not right.")
    phone.get_by_role("link", name="That code is not right.").press("Enter")
    expect(phone.get_by_label("Code from your app")).to_be_focused()
    phone.keyboard.press("ControlOrMeta+a")
    phone.keyboard.type(str(totp.at(clock.now)))
    phone.keyboard.press("Enter")
    phone.get_by_role("link", name="Your account").click()
    assert faults(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Sign out there").press("Enter")
    expect(phone.get_by_text("You are signed out there.")).to_be_visible()
    page.goto("/account")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_what_is_read_where_the_council_does_not_let_somebody_in(
    at: Callable[[Stage], Play], council: Council, new_page: Callable[..., Page]
) -> None:
    at(Stage.OPEN)
    council.account |= {"email": "nobody@example.org"}
    page = new_page(width=390, height=844)
    enter_address(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("This account does not let you in")
    assert faults(page) == []
    page.get_by_role("link", name="Have a link sent to you by e-mail instead").click()
    page.get_by_label("E-mail address").fill(address("clerk"))
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your e-mail")
