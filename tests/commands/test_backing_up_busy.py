"""A backup is made while people write: it holds every comment whose receipt was given before, and all of it fits together."""

import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from flask import Flask

from consult.config import Settings
from consult.domain.lifecycle import Stage
from tests.client import Client
from tests.commands import backups
from tests.commands.conftest import Installation
from tests.factories import Play

other = backups.other
BETWEEN = 4
"""Comments that are received between one backup and the next."""


class Members:
    """People who go on sending comments, and keep the reference that they were given for each."""

    def __init__(self, app: Flask, play: Play) -> None:
        self.receipts, self.faults, self.page = list[str](), list[BaseException](), play.url("comments/write")
        self.stop, self.told = threading.Event(), threading.Condition()
        self.clients = [Client(app, play.session.commit).sign_in(one) for one in (play.cast.member, play.cast.chair)]
        play.session.commit()
        for client in self.clients:
            client.before = lambda: None  # the play is over, and its session is for one thread

    def write(self, client: Client) -> None:
        try:
            while not self.stop.is_set():
                form = client.get(self.page).form("Send comment")
                own = {"interest": "none"} if "interest" in form.values or form.choices("interest") else {}
                words = " ".join(secrets.token_hex(4) for _ in range(5))  # like nothing anybody else has sent
                sent = form.submit(text=words, stance="observation", **own)
                assert sent.status == 303, sent.text
                self.note(sent.location.rstrip("/").split("/")[-2])
        except BaseException as fault:
            self.faults.append(fault)
            self.note("")

    def note(self, reference: str) -> None:
        with self.told:
            self.receipts.append(reference)
            self.told.notify_all()

    def given(self, many: int) -> list[str]:
        """The receipts, once there are so many."""
        with self.told:
            assert self.told.wait_for(lambda: len(self.receipts) >= many or self.faults, timeout=60)
            return list(self.receipts)

    def __enter__(self) -> "Members":
        self.threads = [threading.Thread(target=self.write, args=(client,)) for client in self.clients]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


def test_every_receipt_given_before_a_backup_began_is_in_it(
    app: Flask, at: Callable[[Stage], Play], settings: Settings, other: Installation, tmp_path: Path
) -> None:
    here, rounds = Installation(settings.instance), {}
    with Members(app, at(Stage.OPEN)) as members:
        for n in range(1, 3):
            before = members.given(n * BETWEEN)
            here.does("backup", str(file := tmp_path / f"{n}.backup"), CONSULT_DATABASE_URL=settings.database_url)
            rounds[file] = before, members.given(len(before) + 1)
    assert members.faults == []
    for file, (before, after) in rounds.items():
        restored = Installation(tmp_path / file.stem)
        restored.does("restore", str(file))
        found = references(restored)
        assert set(before) <= found
        assert found == {f"C-{number:04}" for number in range(1, len(found) + 1)}
        assert len(found) <= len(after) + len(members.clients)
        assert "BROKEN" not in restored.does("audit", "verify")


def references(restored: Installation) -> set[str]:
    """Of the comments that are there, whose rows all fit together."""
    with closing(sqlite3.connect(restored.folder / "consult.sqlite")) as there:
        assert there.execute("pragma foreign_key_check").fetchall() == []
        assert there.execute("pragma integrity_check").fetchall() == [("ok",)]
        return {f"C-{number:04}" for (number,) in there.execute("select number from comment")}
