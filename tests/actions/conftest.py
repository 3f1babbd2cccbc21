"""A consultation whose window is open."""

from collections.abc import Callable

import pytest

from consult.domain.lifecycle import Stage
from tests.factories import Play


@pytest.fixture
def play(at: Callable[[Stage], Play]) -> Play:
    return at(Stage.OPEN)
