"""A clerk, and a draft that waits to be checked."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from consult.domain.lifecycle import Stage
from consult.store.drafts import DraftVersion
from tests.client import Client
from tests.factories import Play
from tests.web.imports.looking import CHECKED


@pytest.fixture
def play(at: Callable[..., Play]) -> Play:
    return at(Stage.PREPARING)


@pytest.fixture
def clerk(client: Client, play: Play) -> Client:
    return client.sign_in(play.cast.clerk)


@pytest.fixture
def imported(play: Play, session: Session) -> DraftVersion:
    version = play.import_draft(CHECKED)
    session.commit()
    return version
