"""Two services started on one SQLite file: one secret, one limit, every letter once, every pack once."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from bench.browsing import Browser
from bench.storm import Clock, environment_in
from bench.storm_service import Unit, free_port, wait_until_served
from consult import config
from consult.actions import packs, people
from consult.actions.people import LINKS_PER_ADDRESS
from consult.config import from_environment, secret_for_serving
from consult.domain.lifecycle import Stage
from consult.store.packs import Letter, Pack
from tests.commands.conftest import Installation
from tests.factories import address, consultation_at

PACKS = 6


@contextmanager
def two_services(empty: Installation) -> Iterator[list[str]]:
    """The addresses of two that began at the same moment, each with a worker of its own."""
    ports = [free_port(), free_port()]
    with ExitStack() as running:
        for number, port in enumerate(ports):
            environment = environment_in(str(empty.folder), port)
            log = empty.folder / f"service-{number}.log"
            unit = Unit(log, environment, "serve", "--port", str(port), "--processes", "1")
            running.callback(unit.stop)
        for port in ports:
            wait_until_served(f"http://127.0.0.1:{port}")
        yield [f"http://127.0.0.1:{port}" for port in ports]


def wait_for(file: Path, question: str, count: int) -> None:
    """Until the database says so."""
    again = Event()
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for _ in range(600):
            if opened.execute(question).fetchone()[0] == count:
                return
            again.wait(0.1)
    raise AssertionError(question)


def test_two_services_on_one_file(empty: Installation) -> None:
    file = empty.folder / "consult.sqlite"
    with empty.stored(writes=True) as session:
        play = consultation_at(session, Stage.OPEN, clock=Clock())
        play.comment()
        clerk, now = play.actor(play.cast.clerk), datetime.now(UTC)
        for n in range(PACKS):
            packs.request(
                session, consultation=play.consultation, kind="json", by=clerk, now=now,
                options={"order": "draft", "n": n},
            )  # fmt: skip
        session.query(Pack).update({Pack.options: {}})  # what is asked for in the same way is one pack
        link = people.link_for(session, person=play.cast.clerk, now=now)
    with two_services(empty) as bases:
        first, second = (Browser(base) for base in bases)
        entered = first.post(f"/sign-in/link/{link}", first.get(f"/sign-in/link/{link}", "").hidden(), "")
        second._cookies = first._cookies  # the same browser, led to the other by a proxy
        assert (entered.status, second.get("/account", "").status) == (303, 200)
        asking = [Browser(base) for base in bases]
        fields = [one.get("/sign-in", "").hidden() | {"email": address("member")} for one in asking]
        for n in range(LINKS_PER_ADDRESS + 2):
            asking[n % 2].post("/sign-in", fields[n % 2], "")
        wait_for(file, "SELECT count(*) FROM letter WHERE sent_at IS NULL", 0)
        wait_for(file, "SELECT count(*) FROM pack WHERE state = 'ready'", PACKS)
    with empty.stored() as session:
        to = Counter(one.to for one in session.query(Letter))
        attempts = {one.attempts for one in session.query(Letter)}
        made = {one.attempts for one in session.query(Pack)}
    sent = [one for one in (empty.folder / "mail").iterdir() if address("member") in one.read_text()]
    assert (to[address("member")], len(sent), attempts, made) == (LINKS_PER_ADDRESS, LINKS_PER_ADDRESS, {1}, {1})
    assert empty.does("audit", "verify")


def test_all_who_begin_at_once_have_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = from_environment({"CONSULT_INSTANCE": str(tmp_path / "instance")})
    with ThreadPoolExecutor(8) as several:
        found = set(several.map(lambda _: secret_for_serving(settings), range(24)))
    assert (len(found), [one.name for one in settings.instance.iterdir()]) == (1, ["secret-key"])


def test_a_secret_whose_making_was_broken_off_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch(mode=0o600)
    settings = from_environment({"CONSULT_INSTANCE": str(tmp_path)})
    made = secret_for_serving(settings)
    assert (len(made) >= config.SHORTEST_SECRET, secret_for_serving(settings)) == (True, made)


@pytest.mark.parametrize("command", ["migrate", "serve", "worker", "users"])
def test_an_instance_folder_that_is_none_is_named(tmp_path: Path, command: str) -> None:
    file = tmp_path / "instance"
    file.write_text("not a folder")
    line = Installation(file).fails(command)
    assert re.sub(r"\S*/instance", "…", line).startswith(("…", "There is no database", "The database"))
