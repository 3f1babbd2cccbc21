"""Work that leaves after the commit: letters and packs. The rows say what is to be done; huey only says that there is something.

A task that is lost, with its consumer or otherwise, is found again by the sweep, which looks at the rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from flask import Flask, current_app
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.consumer import Consumer, Scheduler
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool
from structlog.contextvars import bound_contextvars, get_contextvars

from consult.config import Settings
from consult.jobs import daily, forgetting, layouts, packs
from consult.logs import REQUEST_ID
from consult.mail import sending
from consult.store.base import UNAVAILABLE, db

WORKERS = 3
"""One to send letters while two digests are being made; they wait for mail servers and for the printing process."""

_EXTENSION = "consult.queue"
_SEEN = "seen_at"

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Queue:
    """The tasks of one application. Call `send_letters()` and `make_pack(id)` once the rows are committed.

    Neither raises: what was committed stands, and the sweep finds what could not be announced. `seen_at` is when somebody
    last looked what there is to do, which is every minute; None where nobody has, or the queue cannot be reached.
    """

    huey: Huey
    send_letters: Callable[[], None]
    make_pack: Callable[[int], None]
    sweep: Callable[[], None]
    seen_at: Callable[[], datetime | None]


def init_app(app: Flask) -> None:
    """Sets the queue up beside the database: in a file of the instance, or in PostgreSQL."""
    huey = _storage(app.config["SETTINGS"])
    clock = app.config["CLOCK"]

    def send_letters() -> None:
        with app.app_context():
            sent = sending.send_waiting(db.session(), now=clock())
        if sent == sending.AT_ONCE:  # a whole list was invited: there are more
            current_of(app).send_letters()

    def make_pack(pack_id: int) -> None:
        with app.app_context():
            packs.make(db.session(), pack_id, clock=clock, settings=app.config["SETTINGS"])
        current_of(app).send_letters()  # to whoever asked, or to everybody

    def sweep() -> None:
        queue: Queue = app.extensions[_EXTENSION]
        settings: Settings = app.config["SETTINGS"]
        huey.put(_SEEN, clock().isoformat())
        with app.app_context():
            left = packs.waiting(db.session(), now=clock())
            forgetting.forget(db.session(), settings, now=clock())
            daily.write_letters(db.session(), now=clock(), zone=settings.timezone, public_url=settings.public_url)
        for pack_id in left:
            queue.make_pack(pack_id)
        queue.send_letters()

    announced = partial(_announced, tries=1 if app.config["SETTINGS"].on_sqlite else 2)
    app.extensions[_EXTENSION] = Queue(
        huey,
        # people wait for their sign-in link; a digest can wait behind it
        send_letters=announced(huey.task(name="send_letters", priority=1)(_traced("send_letters", send_letters))),
        make_pack=announced(huey.task(name="make_pack")(_traced("make_pack", make_pack))),
        sweep=announced(huey.periodic_task(crontab(minute="*"), name="sweep")(_traced("sweep", sweep))),
        seen_at=lambda: _seen_at(huey),
    )


def _traced(name: str, work: Callable[..., None]) -> Callable[..., None]:
    """Work whose lines in the log name it, and the request that left it.

    Where the database cannot be used for the moment that is a line, and the sweep finds what is left to do.
    """

    def traced(*arguments: Any, asked_in: str = "") -> None:
        with bound_contextvars(job=name, **({REQUEST_ID: asked_in} if asked_in else {})):
            try:
                work(*arguments)
            except UNAVAILABLE as error:
                _log.error("database_unavailable", error=type(error).__name__)

    return traced


def _seen_at(huey: Huey) -> datetime | None:
    for last in (False, True):  # that a connection is broken is found out by using it; the next is a new one
        try:
            kept = huey.get(_SEEN, peek=True)
        except Exception as error:  # of whichever driver the queue has
            if last:
                _log.warning("queue_not_reached", error=type(error).__name__)
        else:
            return datetime.fromisoformat(kept) if kept else None
    return None


def _announced(task: Any, *, tries: int) -> Callable[..., None]:
    """Over a connection that was cut while it was idle the first try fails, and the second opens another."""

    def announce(*arguments: Any) -> None:
        for left in reversed(range(tries)):
            try:
                task(*arguments, asked_in=get_contextvars().get(REQUEST_ID, ""))
            except Exception:
                if not left:
                    _log.exception("task_not_announced", task=str(task.task_class.__name__))
            else:
                return

    return announce


def current() -> Queue:
    """The queue of the application at hand."""
    return current_of(current_app)


def current_of(app: Flask) -> Queue:
    """The queue of an application."""
    queue: Queue = app.extensions[_EXTENSION]
    return queue


def _storage(settings: Settings) -> Huey:
    if settings.on_sqlite:
        return SqliteHuey("consult", filename=str(settings.instance / "jobs.sqlite"), results=False)
    url = make_url(settings.database_url).set(drivername="postgresql")
    with create_engine(settings.database_url, poolclass=NullPool).connect() as turn:
        turn.execute(text("select pg_advisory_xact_lock(715828)"))  # of several that begin at once one makes its tables
        # looks into the queue as on SQLite: a listening connection for each thread would be left for the collector to close
        return PostgresHuey("consult", dsn=url.render_as_string(hide_password=False), results=False, blocking=False)


class EachMinute(Scheduler):  # type: ignore[misc]
    """Puts what is due each minute into the queue, for whichever machine takes it; what each does for itself, it does."""

    app: Flask

    def enqueue_periodic_tasks(self, now: datetime | None) -> None:
        """Called by huey, at the start and then every minute."""
        tidy(self.app)
        super().enqueue_periodic_tasks(now)


class Work(Consumer):  # type: ignore[misc]
    """Those who do the jobs of one process."""

    scheduler_class = EachMinute

    def __init__(self, app: Flask) -> None:
        self.app = app
        super().__init__(current_of(app).huey, workers=WORKERS, **_PACE)

    def _create_scheduler(self) -> EachMinute:
        made: EachMinute = super()._create_scheduler()
        made.app = self.app
        return made

    def stop(self, graceful: bool = False) -> None:
        """Stops; `graceful` waits for what is under way, and leaves no connection open."""
        super().stop(graceful)
        if graceful:
            self.huey.storage.close()


class Background(Work):
    """The same inside a web process, which keeps its own signal handlers."""

    def _set_signal_handlers(self) -> None:
        pass


def tidy(app: Flask) -> None:
    """Throws away what this machine keeps beside the database and should not keep any more. Does not raise."""
    try:
        with app.app_context():
            layouts.forget_redacted(db.session(), app.config["SETTINGS"])
    except Exception:
        _log.exception("not_tidied")


def consume(app: Flask) -> None:
    """Works until told to stop; what was left over from before comes first."""
    queue = current_of(app)
    queue.sweep()
    try:
        Work(app).run()
    finally:
        queue.huey.storage.close()


def consume_in_background(app: Flask) -> Consumer:
    """Starts working beside a web process, in threads that end with it."""
    consumer = Background(app)
    consumer.start()
    current_of(app).sweep()
    return consumer


_PACE: dict[str, Any] = {"initial_delay": 0.1, "max_delay": 1.0}
"""Seconds between looks into the queue: short while there is work, up to a second while there is none."""
