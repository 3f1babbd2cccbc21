"""A browser without a screen: cookies, forms and times, for scripts that are many people at once.

It asks as a reverse proxy does, one connection a request. Pages are searched, not parsed: the machine's processors are
for the service that is measured.
"""

import html
import http.client
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode, urljoin, urlsplit

PATIENCE = 60
"""Seconds a person waits for a page before it counts as lost."""

Noting = Callable[[str, float, int], None]
"""What was asked for, how long its answer took in seconds, and the answer's status; 0 where there was none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `address` is the path it came from."""

    status: int
    text: str
    address: str
    location: str = ""

    def links(self, pattern: str) -> list[str]:
        """The addresses on the page that match as a whole, in their order, each once."""
        found = re.findall(rf'href="({pattern})"', self.text)
        return list(dict.fromkeys(html.unescape(one) for one in found))

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        fields = {}
        for tag in re.findall(r"<input[^>]*>", self.text):
            given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
            if given.get("type") == "hidden":
                fields[given["name"]] = html.unescape(given.get("value", ""))
        return fields


class Browser:
    """One person's browser at the service that listens at `base`, such as http://127.0.0.1:8000."""

    def __init__(self, base: str, note: Noting = lambda _kind, _seconds, _status: None) -> None:
        parts = urlsplit(base)
        self._at = (parts.hostname or "", parts.port or 80)
        self._note = note
        self._cookies: dict[str, str] = {}

    def get(self, address: str, kind: str) -> Answer:
        """A page, which counts as a request of that kind. Status 0 where no answer came."""
        return self._ask("GET", address, kind)

    def post(self, address: str, fields: Mapping[str, str], kind: str, accept: str = "text/html") -> Answer:
        """A form sent; the page it leads to is not opened. Status 0 where no answer came."""
        return self._ask("POST", address, kind, urlencode(fields), accept)

    def _ask(self, method: str, address: str, kind: str, body: str = "", accept: str = "text/html") -> Answer:
        headers = {"Accept": accept, "Connection": "close"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = perf_counter()
        try:
            answer = self._answer(method, address, body, headers)
        except (OSError, http.client.HTTPException):
            answer = Answer(0, "", address)
        self._note(kind, perf_counter() - began, answer.status)
        return answer

    def _answer(self, method: str, address: str, body: str, headers: Mapping[str, str]) -> Answer:
        connection = http.client.HTTPConnection(*self._at, timeout=PATIENCE)
        try:
            connection.request(method, address, body or None, dict(headers))
            came = connection.getresponse()
            for line in came.headers.get_all("Set-Cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self._cookies[name] = value
            location = came.headers.get("Location", "")
            where = urlsplit(urljoin(address, location))
            text = came.read().decode()
        finally:
            connection.close()
        return Answer(came.status, text, address, f"{where.path}?{where.query}".rstrip("?") if location else "")
