"""How long somebody stays signed in, and how the device they are signed in on is called."""

import re
from dataclasses import dataclass
from datetime import timedelta

SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is remembered when somebody was last here: most pages write nothing."""

CODE_TIME = timedelta(minutes=10)
"""How long a sign-in waits for the code of the second step."""

BY_LINK = "link"
"""The way in by a one-time link; any other is the name of a provider."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A sign-in ends after `idle` without a page, and `whole` after it began, whatever happens."""

    idle: timedelta = timedelta(hours=12)
    whole: timedelta = timedelta(days=7)


_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\b(OPR|Opera)/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\bCriOS/"),
    ("Chromium", r"\bChromium/"),
    ("Chrome", r"\b(Headless)?Chrome/"),
    ("Safari", r"\bVersion/.*\bSafari/"),
)
_SYSTEMS = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Mac", r"\bMac(intosh| OS X)\b"),
    ("Linux", r"\b(Linux|X11)\b"),
)


def device(user_agent: str) -> str:
    """The browser and the system that a User-Agent header names: "Firefox on Windows"; "Another device" where it names none.

    Most browsers name others too, for the sake of old sites, so that the order of asking matters.
    """
    browser, system = _named(_BROWSERS, user_agent), _named(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or "Another device"


def _named(names: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, user_agent)), "")
