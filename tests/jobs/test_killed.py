"""`kill -9` while a pack is made: it is taken up again, nobody meets half of it, and nothing goes on that nobody waits for."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import IO, Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.actions import packs as actions
from consult.domain.lifecycle import Stage
from consult.jobs import packs, queue
from consult.pack import formats
from consult.pack.press import Limits, RenderFailed, children
from consult.store.base import begin_writing, db
from consult.store.packs import Pack
from tests import pressing
from tests.client import Client
from tests.factories import Play

MOST_TRIES = 12_000  # of 10 ms


def wait_for(found: Callable[[], Any]) -> Any:
    """What is found, as soon as it is: of what other processes do nobody is told."""
    again = Event()
    for _ in range(MOST_TRIES):
        if held := found():
            return held
        again.wait(0.01)
    raise AssertionError("it did not come")


def started_by(pid: int) -> list[int]:
    """The processes that one has started, by whichever of its threads."""
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return []


def is_gone(pid: int) -> bool:
    try:
        return "(zombie)" in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return True


def a_maker(app: Flask, pack_id: int) -> int:
    """A process of its own that makes a pack, by its id."""
    pid = os.fork()
    if not pid:
        with app.app_context():
            db.engine.dispose(close=False)
            packs.make(db.session(), pack_id, clock=app.config["CLOCK"], settings=app.config["SETTINGS"])
        os._exit(0)
    return pid


def test_a_pack_whose_maker_is_killed_is_made_by_another(
    at: Callable[..., Play], app: Flask, client: Client, jobs: queue.Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = at(Stage.OPEN)
    play.comment()
    play.session.commit()
    begin_writing(play.session)
    clerk = play.actor(play.cast.clerk)
    asked = actions.request(play.session, consultation=play.consultation, kind="pdf", by=clerk, now=play.now).id
    client.sign_in(play.cast.clerk)
    maker = a_maker(app, asked)
    printing = wait_for(lambda: started_by(maker))
    os.kill(maker, signal.SIGKILL)
    os.waitpid(maker, 0)
    assert all(wait_for(lambda: is_gone(one)) for one in printing)  # noqa: B023
    assert client.get(play.url(f"packs/{asked}/download")).status == 404
    assert client.get(play.url(f"packs/{asked}")).status == 200
    assert stored(play, asked) == ("making", None)

    monkeypatch.setattr(formats, "print_page", pressing.press)
    monkeypatch.setattr(packs, "page_count", lambda _pdf: pressing.PAGES)
    play.clock.now += packs.GIVEN_UP_AFTER + timedelta(seconds=1)
    jobs.sweep()
    state, data = stored(play, asked)
    assert (state, (data or b"")[:5]) == ("ready", b"%PDF-")
    assert client.get(play.url(f"packs/{asked}/download")).response.data == data
    kept = app.config["SETTINGS"].instance / "layouts"
    assert [file for file in kept.rglob("*") if file.name.startswith(".new-")] == []


def stored(play: Play, pack_id: int) -> tuple[str, bytes | None]:
    play.session.rollback()
    row = play.session.execute(select(Pack.state, Pack.data).where(Pack.id == pack_id)).one()
    play.session.rollback()
    return row.state, row.data


PRESS = """
import pathlib, signal, sys
begun = pathlib.Path(sys.argv[1])
begun.write_text(begun.read_text() + "x")
if len(begun.read_text()) <= int(sys.argv[2]):
    print("progress begun", file=sys.stderr, flush=True)
    signal.pause()
print("made", end="")
"""


@pytest.mark.parametrize(("deaths", "says"), [(1, "made"), (2, "it was ended from outside")])
def test_a_printing_that_is_killed_is_begun_again_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deaths: int, says: str
) -> None:
    begun, running = tmp_path / "begun", []
    begun.touch()

    def press(_arguments: Any, source: IO[bytes], target: IO[bytes], _limits: Limits) -> "subprocess.Popen[str]":
        arguments = [sys.executable, "-S", "-c", PRESS, str(begun), str(deaths)]
        process = subprocess.Popen(
            arguments, stdin=source, stdout=target, stderr=subprocess.PIPE, encoding="utf-8", process_group=0
        )
        running.append(process.pid)
        return process

    def killed(_step: str) -> None:
        os.kill(running[-1], signal.SIGKILL)

    monkeypatch.setattr(children, "_child", press)
    try:
        found = children.run(["plain"], b"", Limits(), killed).decode()
    except RenderFailed as failure:
        found = failure.reason
    assert (found[: len(says)], len(begun.read_text())) == (says, 2)
