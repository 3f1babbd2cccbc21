"""Measures pages at a thousand comments and at a million: .venv/bin/python bench/million.py [--consultations 1000]

On a PostgreSQL of its own in --folder, or on the server at --server, it plays one consultation of 1,000 comments in the
database consult_bench_1, and makes the others from it in another (bench/multiplying.py). Stopped, or out of --seconds, it goes
on where it was when it is called again. Then it opens the same pages of the same consultation in both, by turns, nine times
each, and prints for each page: queries, the median time on the server, of that the database's, and the ratios.
"""

import argparse
import logging
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from multiplying import multiply, played
from sqlalchemy import URL, Engine, create_engine, event, make_url, text

from consult.actions import people as letting_in
from consult.app import create_app
from consult.config import Settings, from_environment
from consult.queries import people
from consult.store.base import db
from consult.store.opening import opened

NOW = datetime(2021, 3, 9, 12, 0, tzinfo=UTC)
SECRET = "a bench needs no secret, yet one of 32 characters"  # noqa: S105
VIEWERS = {
    "member": "member.norwich@example.org",
    "officer": "officer.police@example.org",
    "clerk": "clerk@example.org",
}
PAGES = {
    "member": (
        "home", "", "draft/", "draft/2/1", "draft/2/9", "comments/", "comments/?page=15", "comments/?sort=place",
        "comments/?stance=object&answered=no", "comments/C-0500", "questions/", "recommendations/", "register/", "mine/",
        "search/?q=police", "search/?q=police+partnership&kind=comments", "search/?q=%22domestic+abuse%22",
        "search/?q=nowhere",
    ),
    "officer": ("", "draft/2/9", "work/", "work/?page=5", "comments/", "register/", "search/?q=police"),
    "clerk": ("home", "", "board/", "draft/2/9", "work/", "comments/", "questions/", "people/", "packs/", "search/?q=police"),
}  # fmt: skip


@dataclass
class Spent:
    """What the openings of one page cost."""

    queries: int = 0
    seconds: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)


@dataclass
class Side:
    """One of the two databases, with an application that serves it."""

    app: Flask
    clients: dict[str, FlaskClient]
    statements: list[float] = field(default_factory=list)

    def open(self, viewer: str, address: str, spent: Spent) -> None:
        """Opens a page, and notes what it cost."""
        self.statements.clear()
        began = perf_counter()
        answer = self.clients[viewer].get(address)
        spent.seconds.append(perf_counter() - began)
        spent.in_database.append(sum(self.statements))
        spent.queries = len(self.statements)
        assert answer.status_code == 200, (address, answer.status)  # noqa: S101


@contextmanager
def server(given: argparse.Namespace) -> Iterator[URL]:
    """The server named, or one of our own that is left where it is."""
    if given.server:
        yield make_url(given.server).set(drivername="postgresql+psycopg")
        return
    import pgserver

    Path(given.folder).mkdir(parents=True, exist_ok=True)
    own = pgserver.get_server(Path(given.folder) / "postgresql")
    url = make_url(own.get_uri()).set(drivername="postgresql+psycopg")
    _run(url, "ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET max_wal_size = '8GB'", "SELECT pg_reload_conf()")
    yield url
    own.cleanup()


def _run(url: URL, *statements: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def _settings(url: URL, folder: str) -> Settings:
    environment = {"CONSULT_INSTANCE": folder, "CONSULT_SECRET_KEY": SECRET, "CONSULT_MAIL_URL": f"file:{folder}/mail"}
    found = from_environment(environment)
    return replace(found, database_url=url.render_as_string(hide_password=False))


def prepare(url: URL, folder: str, given: argparse.Namespace) -> dict[int, Settings] | None:
    """Both databases, filled; None where the time was not enough."""
    there = _databases(url)
    sizes = {size: url.set(database=f"consult_bench_{size}") for size in (1, given.consultations)}
    small, large = sizes.values()
    if small.database not in there:
        _run(url, f"DROP DATABASE IF EXISTS {small.database}_half", f"CREATE DATABASE {small.database}_half")
        _play(_settings(url.set(database=f"{small.database}_half"), folder))
        _run(url, f"ALTER DATABASE {small.database}_half RENAME TO {small.database}")
    if large.database not in there:
        _run(url, f"CREATE DATABASE {large.database} TEMPLATE {small.database}")
    for size, of in sizes.items():
        engine = create_engine(of)
        found = multiply(engine, size, seconds=given.seconds)
        engine.dispose()
        if found < size:
            _say(f"{found} of {size} consultations are there. Call it again to go on.")
            return None
    return {size: _settings(of, folder) for size, of in sizes.items()}


def _databases(url: URL) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = set(connection.scalars(text("select datname from pg_database")))
    engine.dispose()
    return found


def _play(settings: Settings) -> None:
    app = create_app(settings, clock=lambda: NOW)
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
    with opened(settings, writes=True) as session:
        played(session, VIEWERS.values())


def side(settings: Settings, slug: str) -> Side:
    """Serves a database; everybody is signed in, and has been to the consultation."""
    app = create_app(settings, clock=lambda: NOW)
    found = Side(app, {})
    _time_statements(app, found.statements)
    for viewer, email in VIEWERS.items():
        found.clients[viewer] = _signed_in(app, email)
        found.clients[viewer].get(f"/{slug}/")
    return found


def _time_statements(app: Flask, spent: list[float]) -> None:
    with app.app_context():
        engine: Engine = db.engine

    @event.listens_for(engine, "before_cursor_execute")
    def before(connection: Any, *_rest: object) -> None:
        connection.info["began"] = perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def after(connection: Any, *_rest: object) -> None:
        spent.append(perf_counter() - connection.info["began"])


def _signed_in(app: Flask, email: str) -> FlaskClient:
    with app.app_context():
        person = people.by_email(db.session(), email)
        assert person is not None  # noqa: S101
        token = letting_in.link_for(db.session(), person=person, now=NOW)
        db.session.commit()
    client = app.test_client()
    page = client.get(f"/sign-in/link/{token}").text
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert csrf is not None  # noqa: S101
    assert client.post(f"/sign-in/link/{token}", data={"csrf_token": csrf[1]}).status_code == 303  # noqa: S101
    return client


def compare(small: Side, large: Side, slug: str, times: int) -> None:
    """Prints a line for each page."""
    _say("| Who | Page | Queries | | Server ms | | Ratio | Database ms | | Ratio |")
    _say("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for viewer, pages in PAGES.items():
        for page in pages:
            address = "/" if page == "home" else f"/{slug}/{page}"
            costs = Spent(), Spent()
            for _ in range(times + 1):
                for one, spent in zip((small, large), costs, strict=True):
                    one.open(viewer, address, spent)
            _say(_line(viewer, page, *costs))


def _line(viewer: str, page: str, small: Spent, large: Spent) -> str:
    """The first opening of each, which fills caches, is left out."""
    whole = [median(one.seconds[1:]) * 1000 for one in (small, large)]
    stored = [median(one.in_database[1:]) * 1000 for one in (small, large)]
    return (
        f"| {viewer} | {page or 'overview'} | {small.queries} | {large.queries} | {whole[0]:.0f} | {whole[1]:.0f} "
        f"| {whole[1] / whole[0]:.2f} | {stored[0]:.1f} | {stored[1]:.1f} | {stored[1] / stored[0]:.2f} |"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Prepares both databases, and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--consultations", type=int, default=1000)
    arguments.add_argument("--folder", default=str(Path(tempfile.gettempdir()) / "consult-million"))
    arguments.add_argument("--server", help="postgresql://user:password@host/postgres, where we may create databases")
    arguments.add_argument("--times", type=int, default=9, help="each page is opened")
    arguments.add_argument("--seconds", type=float, default=1800, help="for making the copies, in one call")
    given = arguments.parse_args()
    logging.disable(logging.WARNING)
    with server(given) as url, tempfile.TemporaryDirectory() as folder:
        prepared = prepare(url, folder, given)
        if prepared is None:
            return
        with opened(prepared[1]) as session:
            slug = str(session.scalar(text("select slug from consultation where id = 1")))
        sides = [side(settings, slug) for settings in prepared.values()]
        compare(*sides, slug, given.times)
        for one in sides:
            with one.app.app_context(), closing(db.session):
                db.engine.dispose()


if __name__ == "__main__":
    main()
