"""`consult serve` and `consult worker` as units that are killed and at once started again, as systemd would."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

TRY_AGAIN = 0.02


def free_port() -> int:
    """One nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        found: int = trial.getsockname()[1]
        return found


class Unit:
    """One service. What it says goes to the end of a file."""

    def __init__(self, log: Path, environment: Mapping[str, str], *arguments: str) -> None:
        self.log, self.environment, self.arguments = log, dict(environment), arguments
        self.process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as said:
            return subprocess.Popen(  # noqa: S603  (our own program)
                [sys.executable, "-m", "consult", *self.arguments],
                env=self.environment,
                stderr=said,
                start_new_session=True,
            )

    @property
    def children(self) -> list[int]:
        """The processes it has started and that still are."""
        with suppress(OSError):
            found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
            return [int(one) for one in found.split()]
        return []

    def kill_child(self, chosen: int) -> bool:
        """`kill -9` of one of its processes; False where there is none at the moment."""
        children = self.children
        if not children:
            return False
        with suppress(ProcessLookupError):
            os.kill(children[chosen % len(children)], signal.SIGKILL)
        return True

    def kill(self) -> None:
        """`kill -9` of its main process; what is left of it is ended, and it is started again."""
        self.process.kill()
        self.process.wait()
        self._end_group()
        self.process = self._started()

    def stop(self) -> None:
        """As systemd stops a unit: asked first, then ended."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._end_group()

    def _end_group(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def wait_until_served(base: str, seconds: float = 180) -> None:
    """Raises TimeoutError where nobody answers for so long."""
    tries = threading.Event()
    for _ in range(int(seconds / TRY_AGAIN)):
        try:
            urlopen(f"{base}/accessibility", timeout=30).close()  # noqa: S310  (our own)
        except (URLError, OSError):
            tries.wait(TRY_AGAIN)
        else:
            return
    raise TimeoutError(f"{base} does not answer")


@contextmanager
def running(environment: Mapping[str, str], port: int, processes: int) -> Iterator[tuple[Unit, Unit]]:
    """The web and the worker, each in its own unit; both ended at the end."""
    folder = Path(environment["CONSULT_INSTANCE"])
    web = Unit(
        folder / "web.log", environment, "serve", "--port", str(port), "--processes", str(processes), "--no-worker"
    )
    worker = Unit(folder / "worker.log", environment, "worker")
    try:
        wait_until_served(f"http://127.0.0.1:{port}")
        yield web, worker
    finally:
        for unit in (web, worker):
            unit.stop()
