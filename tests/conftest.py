"""What every test stands on: a database, a clock and an application of its own.

Nothing is simulated below the surface: changes are committed, jobs run (at once, after the commit), letters are sent
(to a list). Only the clock is ours.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from huey.signals import SIGNAL_ERROR
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from consult.app import create_app
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.jobs import queue
from consult.store.base import db, prepare_sqlite

pytest.register_assert_rewrite("tests.client", "tests.actions.records")

from tests.client import Client, watch  # noqa: E402
from tests.databases import Databases, databases, settings_for  # noqa: E402
from tests.factories import Play, consultation_at  # noqa: E402


@dataclass
class Clock:
    """The time it is. Tests set `now`, or let time pass."""

    now: datetime = datetime(2021, 1, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def let_pass(self, **time: float) -> datetime:
        """`clock.let_pass(minutes=30)`"""
        self.now += timedelta(**time)
        return self.now


class _Compiled(BytecodeCache):
    """Templates compiled once for all the applications of a run."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = _Compiled()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Databases]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw")
    with databases(tmp_path_factory.mktemp("databases"), worker) as made:
        yield made


@pytest.fixture
def settings(migrated: Databases, tmp_path: Path) -> Iterator[Settings]:
    """An installation whose database is empty."""
    url = migrated.copy(tmp_path)
    yield settings_for(url, tmp_path)
    migrated.remove(url)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """The test's own way to the database, beside the application's."""
    made = create_engine(settings.database_url)
    if settings.on_sqlite:
        prepare_sqlite(made)
    yield made
    made.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that is not the application's: what it has not committed, no request sees; and the other way round."""
    with Session(engine) as opened:
        yield opened


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """The application as it is served, with jobs that run at once; a job that fails, fails the test."""
    made = create_app(settings, clock=clock)
    made.jinja_env.bytecode_cache = TEMPLATES
    made.extensions["mailman"].outbox = []
    watch(made)
    jobs = made.extensions["consult.queue"].huey
    jobs.immediate = True
    failed: list[BaseException] = []
    jobs.signal(SIGNAL_ERROR)(lambda _signal, _task, error=None: failed.append(error))
    yield made
    with made.app_context():
        db.engine.dispose()
    if failed:
        raise failed[0]


@pytest.fixture
def outbox(app: Flask) -> list[Any]:
    """The letters that were sent: each with `to`, `subject` and `body`."""
    sent: list[Any] = app.extensions["mailman"].outbox
    return sent


@pytest.fixture
def jobs(app: Flask) -> queue.Queue:
    """The application's tasks; `jobs.sweep()` does what is done every minute."""
    found: queue.Queue = app.extensions["consult.queue"]
    return found


@pytest.fixture
def new_client(app: Flask, session: Session) -> Callable[[], Client]:
    """Makes a browser; what the test's session holds is committed before each of its requests."""
    return lambda: Client(app, before=session.commit)


@pytest.fixture
def client(new_client: Callable[[], Client]) -> Client:
    return new_client()


@pytest.fixture
def at(session: Session, clock: Clock) -> Callable[..., Play]:
    """`at(Stage.OPEN)` plays a consultation up to that stage, and sets the clock."""

    def play(stage: Stage, **how: Any) -> Play:
        played = consultation_at(session, stage, clock=clock, **how)
        session.commit()
        return played

    return play
