"""Machines that share nothing but the database: each has a folder of its own, and runs consult as processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import requests
from lxml import html

from consult.config import Settings
from tests.databases import SECRET

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which something that should have happened has not."""


def free_port() -> int:
    """One on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found


def until(what: Callable[[], object]) -> object:
    """What a question is answered with, as soon as that is true of anything."""
    end = time.monotonic() + PATIENCE
    while not (found := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)
    return found


@dataclass
class Machine:
    """One machine, with its folder. `address` is where it serves, once it does."""

    folder: Path
    settings: Settings
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def serving(self) -> Iterator[None]:
        """`consult serve --no-worker` in one process."""
        with self.running("serve", "--port", str(self.port), "--processes", "1", "--no-worker"):
            until(self._answers)
            yield

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/sign-in", timeout=PATIENCE).ok
        except requests.ConnectionError:
            return False

    @contextmanager
    def running(self, *args: str) -> "Iterator[subprocess.Popen[bytes]]":
        """`consult ARGS`, killed at the end."""
        self.folder.mkdir(exist_ok=True)
        environment = {
            "CONSULT_INSTANCE": str(self.folder),
            "CONSULT_DATABASE_URL": self.settings.database_url.replace("+psycopg", ""),
            "CONSULT_SECRET_KEY": SECRET,
            "CONSULT_PUBLIC_URL": self.settings.public_url,
        }
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "consult", *args],
                cwd=ROOT,
                env={**os.environ, **environment},
                stderr=log,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            kill(process)

    def letters(self) -> str:
        """The letters it sent, which it keeps in files."""
        return "\n".join(one.read_text("utf-8") for one in (self.folder / "mail").glob("*"))


def kill(process: "subprocess.Popen[bytes]") -> None:
    """As the kernel does where memory runs out: at once, with all that it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Browser:
    """One person's browser, led to one machine or another, as by a proxy that spreads the requests."""

    def __init__(self) -> None:
        self.session = requests.Session()

    def get(self, machine: Machine, path: str) -> requests.Response:
        return self.session.get(machine.address + path, timeout=PATIENCE, allow_redirects=False)

    def submit(
        self, machine: Machine, path: str, at: Machine | None = None, *, having: str = "", files: object = None,
        **values: object,
    ) -> requests.Response:  # fmt: skip
        """Opens a page on a machine and sends the form on it that has a field or button `having`, there or `at` another."""
        page = self.get(machine, path)
        assert page.ok, (page.status_code, page.text)
        forms = html.document_fromstring(page.text).xpath("//main//form[@method='post']")
        form = next(one for one in forms if not having or having in (*one.fields, one.text_content().strip()))
        sent = {name: value for name, value in form.form_values() if name not in values}
        target = urljoin(path, form.get("action") or path)
        return self.session.post(
            (at or machine).address + target, data={**sent, **values}, files=files, timeout=PATIENCE,
            allow_redirects=False,
        )  # fmt: skip
