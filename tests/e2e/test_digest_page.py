"""The digest as a page: whole in itself, sound, as wide as a phone, and its contents never far away."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from consult.pack.render import to_html
from tests.e2e.conftest import faults
from tests.pack import digests
from tests.pack.complete import full

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def digest_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    file: Path = tmp_path_factory.mktemp("digest") / "digest.html"
    file.write_text(to_html(full(digests.digest(comments=12, questions=2))), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize(("width", "beside"), [(390, False), (1280, True)])
def test_the_page_is_sound_at_every_width(browser: Browser, digest_page: str, width: int, beside: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(digest_page)
    assert [address for address in asked if not address.startswith("data:")] == [digest_page], "it needs nothing else"
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator("#index").scroll_into_view_if_needed()
    if beside:
        expect(page.get_by_role("navigation").get_by_role("link", name="Scrutiny questions")).to_be_in_viewport()
    else:
        page.get_by_role("link", name="Contents", exact=True).click()
        expect(page.get_by_role("heading", name="Contents")).to_be_in_viewport()
    page.close()
