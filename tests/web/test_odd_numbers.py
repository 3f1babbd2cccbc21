"""Where an address or a form holds a number, anything else that stands there is none: never a fault of the service."""

from collections.abc import Callable

import pytest

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.factories import Play

ODD = ("²", "٣", "-1", "9" * 25, "1e3", "0x1", "%00", "①" * 9)


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


@pytest.mark.parametrize("odd", ODD)
def test_in_an_address(play: Play, client: Client, odd: str) -> None:
    play.comment()
    client.sign_in(play.cast.lead)
    for path in (
        "whole?version=", "whole?page=", "comments/?page=", "questions/?page=", "register/?page=", "work/?authority=",
        "work/?who=",
        "versions/compare?new=1&old=", "search?q=a&page=", "work/?answer=C-0001-", "whole?answer=C-0001-",
    ):  # fmt: skip
        assert client.get(play.url(path + odd)).status < 500, path


@pytest.mark.parametrize("odd", ODD)
def test_as_part_of_an_address(play: Play, client: Client, odd: str) -> None:
    play.comment()
    client.sign_in(play.cast.clerk)
    for path in (
        "import/{}", "incoming/{}", "sections/{}", "paragraphs/{}", "versions/{}", "packs/{}", "unsent/{}", "comments/C-{}",
        "questions/Q-{}", "people/{}", "versions/{}/1", "recommendations/R-{}",
    ):  # fmt: skip
        assert client.get(play.url(path.format(odd))).status < 500, path
