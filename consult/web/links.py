"""Addresses: those that go out in letters, and those that come back in from outside."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, url_for


def public_url(endpoint: str, **values: Any) -> str:
    """The full address of a page, as the world reaches it."""
    return full_url(url_for(endpoint, **values))


def full_url(path: str) -> str:
    """The same of a path of ours."""
    return f"{current_app.config['SETTINGS'].public_url}{path}"


def local_path(wanted: str | None) -> str | None:
    """`wanted` where it is a path of this service; None for anything that could lead elsewhere."""
    if (
        not wanted
        or not wanted.startswith("/")
        or wanted.startswith("//")
        or "\\" in wanted
        or not wanted.isprintable()
    ):
        return None
    parts = urlsplit(wanted)
    return None if parts.scheme or parts.netloc else wanted
