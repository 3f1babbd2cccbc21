"""Writers of one SQLite file queue: nobody who waits is passed, and nobody who dies keeps the others waiting."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consult.store.base import begin_writing
from consult.store.turns import Turns, turns_at

HOLDER = """
import sys
from consult.store.turns import Turns
turns = Turns(sys.argv[1])
print("asks", flush=True)
print("has" if turns.take(60) else "gave up", flush=True)
sys.stdin.readline()
turns.give_back()
print("gave back", flush=True)
"""


class Another:
    """Another process that takes a turn, keeps it until it is told, and says what it does."""

    def __init__(self, file: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.says() == "asks"

    def says(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def go_on(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "turns"


@pytest.fixture
def another(file: Path) -> Iterator[Another]:
    made = Another(file)
    assert made.says() == "has"
    yield made
    made.end()


def somebody_in_the_gate(file: Path) -> None:
    """Comes back once a process waits to be the next."""
    opened = os.open(file, os.O_RDWR)
    while True:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 0)
        except BlockingIOError:
            os.close(opened)
            return
        fcntl.lockf(opened, fcntl.LOCK_UN, 1, 0)


def test_one_at_a_time_among_processes(file: Path, another: Another) -> None:
    turns = Turns(str(file))
    assert not turns.take(0)
    another.go_on()
    assert another.says() == "gave back"
    assert turns.take(10)
    turns.give_back()


def test_who_waits_is_the_next(file: Path, another: Another) -> None:
    first = Another(file)
    somebody_in_the_gate(file)
    turns = Turns(str(file))
    assert not turns.take(0)  # comes later
    another.go_on()
    assert first.says() == "has"
    assert not turns.take(0)
    first.go_on()
    assert first.says() == "gave back"
    assert turns.take(10)
    turns.give_back()
    first.end()


def test_who_dies_has_given_back(file: Path, another: Another) -> None:
    another.end()
    turns = Turns(str(file))
    assert turns.take(10)
    turns.give_back()


def test_one_at_a_time_among_threads(file: Path) -> None:
    turns, together, inside, seen = Turns(str(file)), Barrier(4), [], []

    def work(n: int) -> None:
        together.wait()
        for _ in range(50):
            assert turns.take(30)
            inside.append(n)
            seen.append(len(inside))
            inside.pop()
            turns.give_back()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert seen == [1] * 200


def test_where_no_file_can_be_kept_there_are_no_turns(tmp_path: Path) -> None:
    turns = Turns(str(tmp_path / "no such folder" / "turns"))
    assert not turns.take(10)
    assert not turns.take(10)  # and nobody waits for ever either


def only_on_sqlite(engine: Engine) -> Turns:
    if engine.dialect.name != "sqlite":
        pytest.skip("other databases queue their writers themselves")
    return turns_at(str(engine.url.database))


def test_a_transaction_gives_its_turn_back_however_it_ends(engine: Engine) -> None:
    turns = only_on_sqlite(engine)
    for end in (Session.commit, Session.rollback, Session.close):
        with Session(engine) as session:
            begin_writing(session)
            assert not turns.take(0)
            end(session)
            assert turns.take(0)
            turns.give_back()


def test_a_transaction_that_could_not_begin_gives_its_turn_back(engine: Engine) -> None:
    turns = only_on_sqlite(engine)
    with engine.connect() as holder:
        bare = holder.connection.driver_connection
        assert bare is not None
        bare.execute("COMMIT") if bare.in_transaction else None
        bare.execute("BEGIN IMMEDIATE")  # somebody who knows of no turns
        with Session(engine) as session, pytest.raises(OperationalError, match="locked"):
            begin_writing(session, patience=0.05)
        assert turns.take(0)
        turns.give_back()
        bare.execute("ROLLBACK")


def test_who_got_no_turn_writes_all_the_same_where_nobody_else_does(engine: Engine) -> None:
    turns = only_on_sqlite(engine)
    assert turns.take(0)  # somebody who forgot to give it back
    with Session(engine) as session:
        begin_writing(session, patience=0.05)
        session.execute(text("delete from alembic_version where false"))
        session.commit()
    turns.give_back()
