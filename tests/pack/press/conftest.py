"""Pages printed in both ways, each once."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import pytest

from consult.pack.press import Limits, children, wire
from tests.pack.press import pages


class Printed(NamedTuple):
    """A page as WeasyPrint alone prints it, and as it is assembled."""

    plain: bytes
    fast: bytes


def by(way: str, page: str, folder: str = "") -> bytes:
    """A page printed one way, without falling back to the other."""
    way_and_folder = [way, folder] if way == "fast" else [way]
    return children.run(way_and_folder, wire.packed(page, ()), Limits(), None)


PAGES: dict[str, Callable[[], str]] = {
    "one comment": lambda: pages.digest(1, 0),
    "seven comments": lambda: pages.digest(7, 2),
    "trouble": pages.trouble,
    "a long table": pages.long_table,
}


@cache
def _printed(name: str) -> Printed:
    page = PAGES[name]()
    return Printed(by("plain", page), by("fast", page))


@pytest.fixture(params=PAGES)
def printed(request: pytest.FixtureRequest) -> Printed:
    return _printed(request.param)


@pytest.fixture
def seven() -> Printed:
    return _printed("seven comments")


@pytest.fixture
def table() -> Printed:
    return _printed("a long table")
