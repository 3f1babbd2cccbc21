"""What every test stands on: a database, a clock and an application of its own.

Nothing is simulated below the surface: changes are committed, jobs run (at once, after the commit), letters are sent
(to a list). Only the clock is ours.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from huey.signals import SIGNAL_ERROR
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from consult.app import create_app
from consult.config import Settings
from consult.domain.lifecycle import Stage
from consult.domain.signing_in import Limits
from consult.jobs import queue
from consult.store.base import db

pytest.register_assert_rewrite("tests.client", "tests.actions.records")

from tests.client import Client, watch  # noqa: E402
from tests.databases import Databases, databases, engine_for, settings_for, spare_the_disk  # noqa: E402
from tests.factories import Play, consultation_at  # noqa: E402
from tests.scenes import Scenes  # noqa: E402


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
CLOCK = Clock()
FOR_EVER = Limits(idle=timedelta(days=3650), whole=timedelta(days=3650))


def application(settings: Settings) -> Flask:
    """The application as it is served, but for its clock, which a test moves on by weeks: that signs nobody out."""
    made = create_app(replace(settings, sign_ins=FOR_EVER), clock=CLOCK)
    made.jinja_env.bytecode_cache = TEMPLATES
    watch(made)
    with made.app_context():
        spare_the_disk(db.engine)
    return made


@contextmanager
def at_work(app: Flask) -> Iterator[None]:
    """An application during one test: its letters are kept, its jobs run at once, and a job that fails, fails the test."""
    app.extensions["mailman"].outbox = []
    configured = dict(app.config)
    jobs = app.extensions["consult.queue"].huey
    jobs.immediate = True
    jobs.flush()
    failed: list[BaseException] = []

    @jobs.signal(SIGNAL_ERROR)
    def note(_signal: str, _task: Any, error: BaseException) -> None:
        failed.append(error)

    yield
    jobs.disconnect_signal(note, SIGNAL_ERROR)
    if not jobs.immediate:
        jobs.storage.close()  # the next test's jobs run at once, and this queue is forgotten
    app.config.clear()
    app.config.update(configured)  # what a test configures holds for that test
    with app.app_context():
        db.engine.dispose()
    if failed:
        raise failed[0]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Databases]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "gw")
    with databases(tmp_path_factory.mktemp("databases"), worker) as made:
        yield made


@pytest.fixture(scope="session")
def installed(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The one installation of a process: set up once, since that takes longer than most tests; emptied for each of them."""
    folder = tmp_path_factory.mktemp("instance")
    url = migrated.copy(folder)  # there is one before the application is made
    yield settings_for(url, folder)
    migrated.remove(url)


@pytest.fixture
def settings(installed: Settings, migrated: Databases) -> Settings:
    """An installation whose database is empty."""
    shutil.rmtree(installed.instance)
    installed.instance.mkdir()
    migrated.renew(installed.database_url)
    return installed


@pytest.fixture
def clock() -> Clock:
    """The time it is for a test and for the application: the same at the start of every test."""
    CLOCK.now = Clock.now
    return CLOCK


@pytest.fixture(scope="session")
def own_engine(installed: Settings) -> Engine:
    return engine_for(installed)


@pytest.fixture
def engine(own_engine: Engine, settings: Settings) -> Iterator[Engine]:
    """The test's own way to the database, beside the application's."""
    yield own_engine
    own_engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that is not the application's: what it has not committed, no request sees; and the other way round."""
    with Session(engine) as opened:
        yield opened


@pytest.fixture(scope="session")
def own_app(installed: Settings) -> Flask:
    return application(installed)


@pytest.fixture
def app(own_app: Flask, settings: Settings, clock: Clock) -> Iterator[Flask]:
    """The application of this process; see `application` and `at_work`."""
    with at_work(own_app):
        yield own_app


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


@pytest.fixture(scope="session")
def scenes(migrated: Databases) -> Scenes:
    return Scenes(migrated)


def as_it_is(play: Play) -> Play:
    return play


@pytest.fixture
def at(session: Session, clock: Clock, settings: Settings, scenes: Scenes) -> Callable[..., Any]:
    """`at(Stage.OPEN)` plays a consultation up to that stage, and sets the clock; `at(Stage.OPEN, everything)` goes on with
    `everything(play)`, and returns what that returns. A process plays each once: see tests/scenes.py.
    """

    def play(stage: Stage, then: Callable[[Play], Any] = as_it_is) -> Any:
        def played() -> Any:
            return then(consultation_at(session, stage, clock=clock))

        return scenes.set((stage, then), played, session, clock, settings.database_url)

    return play
