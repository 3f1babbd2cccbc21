"""A browser for tests. It inspects every page it gets, and sends only forms that stand on a page it was given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from consult.actions import people
from consult.store.base import db
from consult.store.people import Person
from tests.inspection import controls, faults

BASE = "http://localhost"
Value = Any  # a string, a list of them for check boxes, (stream, file name) for a file


LEFT_BEHIND = "consult.tests.left_behind"


def watch(app: Flask) -> None:
    """Has the application note, after each request, what its session holds that was never committed."""

    @app.teardown_request
    def look_behind(_error: object) -> None:
        session = db.session()
        app.extensions[LEFT_BEHIND] = [*session.new, *session.dirty, *session.deleted]


class Client:
    """One browser: `client.get(url).form("Send comment").submit(text="…")`. Redirects are followed only when asked."""

    def __init__(self, app: Flask, before: Callable[[], object] = lambda: None) -> None:
        self.app, self.before = app, before
        self._browser = app.test_client()

    def get(self, url: str, **rest: Any) -> "Page":
        return self._open(url, method="GET", **rest)

    def post(self, url: str, data: dict[str, Value] | None = None, *, token: bool = True, **rest: Any) -> "Page":
        """For requests no page offers: with a good token unless told otherwise."""
        sent = {"csrf_token": self.token(), **(data or {})} if token else data or {}
        return self._open(url, method="POST", data=sent, **rest)

    def token(self) -> str:
        """A token of this browser's session."""
        for url in ("/accessibility", "/sign-in"):
            found = self.get(url).tree.xpath("//input[@name='csrf_token']/@value")
            if found:
                return str(found[0])
        raise AssertionError("no page offers a form")

    def sign_in(self, person: Person) -> "Client":
        """Signs in by a one-time link, as people do."""
        person_id = person.id
        self.before()
        with self.app.app_context():
            token = people.link_for(db.session(), person=db.session.get_one(Person, person_id), now=self._now())
            db.session.commit()
        answer = self.get(f"/sign-in/link/{token}").form().submit()
        assert answer.status == 303, answer
        return self

    def sign_out(self) -> "Page":
        return self.get("/accessibility").form("Sign out").submit()

    @property
    def cookies(self) -> dict[str, Any]:
        """What the browser keeps, by name."""
        return {key[2]: cookie for key, cookie in (self._browser._cookies or {}).items()}

    def _now(self) -> Any:
        return self.app.config["CLOCK"]()

    def _open(self, url: str, **how: Any) -> "Page":
        self.before()
        parts = urlsplit(urljoin(BASE, url))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        page = Page(self, path, self._browser.open(path, base_url=BASE, **how))
        page.inspect()
        left_behind = self.app.extensions[LEFT_BEHIND]
        assert not left_behind, f"{how['method']} {path} left uncommitted: {left_behind}"
        return page


@dataclass(frozen=True)
class Page:
    """An answer. `text` is what stands in the main part of the page, with single spaces."""

    client: Client = field(repr=False)
    url: str
    response: TestResponse = field(repr=False)

    def inspect(self) -> None:
        """Fails with everything that is wrong with the page, and where a redirect leads out of this service."""
        if self.location:
            host = urlsplit(urljoin(BASE, self.location)).netloc
            assert host == urlsplit(BASE).netloc, f"{self.url} leads to {self.location}"
        if self.is_page and self.status not in {301, 302, 303, 307, 308}:
            found = faults(self.html, self.response.headers.get("Content-Security-Policy", ""))
            assert not found, f"{self.url} ({self.status}): " + "; ".join(found)

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def location(self) -> str:
        """Where a redirect leads, "" where this is none."""
        return self.response.headers.get("Location", "")

    @property
    def is_page(self) -> bool:
        """What a browser shows; a file to be kept, whatever it holds, is none."""
        kept = self.response.headers.get("Content-Disposition", "").startswith("attachment")
        return self.response.mimetype == "text/html" and not kept

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def tree(self) -> HtmlElement:
        return html.document_fromstring(self.html)

    @property
    def text(self) -> str:
        return _words(self.tree.xpath("//main")[0])

    @property
    def h1(self) -> str:
        return _words(self.tree.xpath("//h1")[0])

    @property
    def title(self) -> str:
        return _words(self.tree.xpath("//title")[0])

    @property
    def errors(self) -> list[str]:
        """The entries of the error summary."""
        return [_words(item) for item in self.tree.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")]

    @property
    def notices(self) -> list[str]:
        """What the page says has just happened."""
        shown = "//*[contains(concat(' ', @class, ' '), ' govuk-notification-banner__content ')]"
        return [_words(item) for item in self.tree.xpath(shown)]

    @property
    def links(self) -> list[tuple[str, str]]:
        """(words, address) of every link in the main part, in order."""
        return [(_words(link), link.get("href")) for link in self.tree.xpath("//main//a[@href]")]

    def all(self, xpath: str) -> list[str]:
        """The words of every element found."""
        return [_words(found) for found in self.tree.xpath(xpath)]

    def follow(self) -> "Page":
        """Where a redirect leads."""
        assert self.location, f"{self.url} is no redirect ({self.status})"
        return self.client.get(urljoin(BASE + self.url, self.location))

    def click(self, words: str) -> "Page":
        """The page behind the first link anywhere on the page with these words."""
        for link in self.tree.xpath("//a[@href]"):
            if _words(link) == words:
                return self.client.get(urljoin(BASE + self.url, link.get("href")))
        raise AssertionError(f"{self.url} has no link {words!r}; there are {[words for words, _ in self.links]}")

    @property
    def buttons(self) -> list[str]:
        """The words on every button in the main part, in order."""
        return [_words(button) for button in self.tree.xpath("//main//button")]

    def form(self, button: str = "", *, nth: int = 0) -> "FilledForm":
        """The form with that button anywhere on the page (the nth of them, from 0); without, the only POST form in main."""
        if not button:
            forms = self.tree.xpath("//main//form[translate(@method, 'POST', 'post')='post']")
            assert len(forms) == 1, f"{self.url} ({self.status}) has {len(forms)} forms: {self.text[:200]}"
            return FilledForm(self, forms[0])
        sends = [
            (form, one)
            for form in self.tree.xpath("//form")
            for one in controls(form)
            if one.tag == "button" and _words(one) == button
        ]
        assert len(sends) > nth, f"{self.url} ({self.status}) has no button {button!r}; there are {self.buttons}"
        return FilledForm(self, *sends[nth])


class FilledForm:
    """A form as it stands on a page. Only fields and choices that are there can be filled in."""

    def __init__(self, page: Page, element: HtmlElement, button: HtmlElement | None = None) -> None:
        self.page, self.element = page, element
        self.controls = controls(element)
        self.button = (
            button if button is not None else next((one for one in self.controls if one.tag == "button"), None)
        )

    @property
    def values(self) -> dict[str, Value]:
        """What would be sent if nothing were changed, without the button."""
        found: dict[str, Value] = {}
        for one in self.controls:
            name, kind = one.get("name"), one.get("type", "text")
            if (
                not name
                or one.tag == "button"
                or kind in {"submit", "button", "file"}
                or one.get("disabled") is not None
            ):
                continue
            if kind == "checkbox":
                found.setdefault(name, [])
                found[name] += [one.get("value", "on")] if one.get("checked") is not None else []
            elif kind == "radio":
                if one.get("checked") is not None:
                    found[name] = one.get("value")
            elif one.tag == "select":
                found[name] = one.value or ""
            elif kind == "hidden" and name in found:  # several of one name
                before = found[name]
                found[name] = [*(before if isinstance(before, list) else [before]), one.get("value", "")]
            else:
                found[name] = (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.get("value", "")
        return found

    def choices(self, name: str) -> dict[str, str]:
        """The choices of radios, check boxes or a select: words by value."""
        boxes = [one for one in self.controls if one.get("name") == name]
        if boxes and boxes[0].tag == "select":
            return {option.get("value", ""): _words(option) for option in boxes[0].iter("option")}
        labels = {label.get("for"): _words(label) for label in self.element.getroottree().iter("label")}
        return {box.get("value", ""): labels.get(box.get("id"), "") for box in boxes}

    def submit(self, **changes: Value) -> Page:
        """Sends the form with these fields changed; the answer is given as it comes, redirects not followed."""
        for name, value in changes.items():
            self._ensure_offered(name, value)
        sent = {**self.values, **changes}
        if self.button is not None and self.button.get("name"):
            sent.setdefault(self.button.get("name"), self.button.get("value", ""))
        url = urljoin(BASE + self.page.url, self.element.get("action") or self.page.url)
        if self.element.get("method", "").lower() == "post":
            return self.page.client._open(url, method="POST", data=sent)
        return self.page.client.get(urlsplit(url).path, query_string=sent)

    def _ensure_offered(self, name: str, value: Value) -> None:
        fields = [one for one in self.controls if one.get("name") == name]
        assert fields, f"{self.page.url}: the form has no field {name!r}; it has {sorted(self.values)}"
        if fields[0].tag == "select" or fields[0].get("type") in {"radio", "checkbox"}:
            offered = set(self.choices(name))
            chosen = set(value) if isinstance(value, list) else {value}
            assert chosen <= offered, f"{self.page.url}: {name!r} offers {offered}, not {chosen - offered}"


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())
