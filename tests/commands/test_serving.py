"""`consult serve` and `consult worker`, as processes of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from flask import Flask, request
from werkzeug.test import Client

from consult.config import from_environment
from consult.serving import behind_proxy
from tests.commands.conftest import Installation

ROOT = Path(__file__).parents[2]


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found: int = free.getsockname()[1]
        return found


@contextmanager
def running(installation: Installation, *args: str, **environ: str) -> "Iterator[subprocess.Popen[str]]":
    """`consult ARGS`, ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "consult", *args],
        cwd=ROOT,
        env={**os.environ, "CONSULT_INSTANCE": str(installation.folder), **environ},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def page(address: str | Request) -> str:
    """The page, as soon as it is served; within a minute."""
    end = time.monotonic() + 60
    while True:
        try:
            with urlopen(address) as answer:
                found: str = answer.read().decode()
                return found
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)


def wait_until_it_listens_to(number: signal.Signals, pid: int) -> None:
    """The kernel knows which signals a process has a handler for."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        caught = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "SigCgt" in line)
        if int(caught.split()[1], 16) >> (number - 1) & 1:
            return
        time.sleep(0.05)


def test_pages_are_served_until_ctrl_c_and_a_port_is_given_to_one_only(empty: Installation, port: int) -> None:
    """Each request is a line in the log. What all processes answered is added up, whichever of them is asked."""
    site, token = f"http://127.0.0.1:{port}", "9f3b-7c21-aa04-5d68-e1b0"
    with running(empty, "serve", "--port", str(port), CONSULT_METRICS_TOKEN=token) as process:
        assert page(f"{site}/ready") == '{"database":true,"migrations":true,"ready":true,"worker":true}\n'
        assert "<h1" in page(f"{site}/sign-in")
        with ThreadPoolExecutor(8) as many:
            list(many.map(page, [f"{site}/health"] * 40))
        scrape = Request(f"{site}/metrics", headers={"Authorization": f"Bearer {token}"})
        counted = [page(scrape).splitlines() for _ in range(4)]
        assert empty.fails("serve", "--port", str(port)) == (
            f"127.0.0.1:{port} cannot be used: Address already in use. Choose another with --port"
        )
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, said = process.communicate(timeout=15)
    assert process.returncode == 0
    first, *lines = said.splitlines()
    assert first == f"Serving {site} from 127.0.0.1:{port}. Stop with Ctrl-C."
    facts = r"endpoint=([a-z_.]+) method=GET ms=\d+ request_id=[0-9a-f]{16} status=(\d+)"
    told = Counter(re.sub(rf"\S+Z info request {facts}", r"\1 \2", line) for line in lines)
    told.pop("health.ready 503", None)  # before the first look for work
    assert told == {"health.ready 200": 1, "accounts.sign_in 200": 1, "health.health 200": 40, "health.metrics 200": 4}
    line = 'consult_requests_total{endpoint="health.health",method="GET",status="200"} 40.0'
    assert [line in one for one in counted] == [True] * 4


def test_a_worker_stops_when_told_to(empty: Installation) -> None:
    with running(empty, "worker") as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "Working. Stop with Ctrl-C.\n"
        wait_until_it_listens_to(signal.SIGTERM, process.pid)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=15)
    assert process.returncode == 0


def test_a_development_secret_is_refused(empty: Installation) -> None:
    assert empty.fails("serve", CONSULT_SECRET_KEY="secret") == (
        "CONSULT_SECRET_KEY is a development secret: set it to at least 32 random characters, or leave it out to have "
        "one made"
    )


def test_a_database_that_is_not_migrated_is_refused(bare: Installation, port: int) -> None:
    line = f"There is no database at {bare.folder / 'consult.sqlite'} yet. Run: consult migrate"
    assert bare.fails("worker") == line
    assert bare.fails("serve", "--port", str(port)) == line


def test_commands_that_serve_nobody_need_no_secret(demonstration: Installation) -> None:
    address = "member.norwich@example.org"
    assert demonstration.run("sign-in-link", address, CONSULT_SECRET_KEY="secret").code == 0


@pytest.mark.parametrize(
    ("public_url", "seen"),
    [
        ("https://consult.example.org", "203.0.113.9 https"),
        ("http://consult.example.org", "127.0.0.1 http"),
    ],
)
def test_a_proxy_is_believed_only_where_the_public_address_is_https(public_url: str, seen: str) -> None:
    app = Flask("seen")
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.scheme}")
    client = Client(behind_proxy(app, from_environment({"CONSULT_PUBLIC_URL": public_url})))
    claimed = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "https"}
    assert client.get("/", headers=claimed, environ_base={"REMOTE_ADDR": "127.0.0.1"}).text == seen
