"""What is longer than its column can only come from a page that is not ours: it is refused, or kept, and no fault of ours."""

from collections.abc import Callable

import pytest

from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.databases import ON_POSTGRESQL
from tests.factories import Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)


def test_a_key_nobody_gave(play: Play, client: Client) -> None:
    page = client.sign_in(play.cast.clerk).get(play.url("recommendations/record"))
    answer = page.form("Record it").submit(text="That it be so.", meeting_on=["5", "2", "2021"], form_key="k" * 100)
    assert answer.status == (400 if ON_POSTGRESQL else 303)
