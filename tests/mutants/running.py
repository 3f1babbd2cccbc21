"""Files put in at the doors by a process of its own, held to a time and to an amount of memory."""

import gc
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

Door = Callable[[], str]
"""Makes a file and puts it in; gives what is said of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. `memory` is in bytes, beyond what the process had before."""

    seconds: float = 20.0  # of the processor
    memory: int = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file: what was said of it, or `failed`, how it failed."""

    said: str
    failed: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0


def run(doors: Sequence[Door], limits: Limits, *, each: int = 1_000_000) -> Iterator[Verdict]:
    """A verdict for each, in order. A process takes up to `each` files, and so does one after a process that was ended.

    Memory is told of the process as a whole: with `each` of 1, of the file.
    """
    gc.collect()
    gc.freeze()  # so that the processes share what was there before
    done = 0
    while done < len(doors):
        for verdict in _process(doors[done : done + each], limits):
            done += 1
            yield verdict


def _process(doors: Sequence[Door], limits: Limits) -> Iterator[Verdict]:
    """Verdicts up to the first file that ended the process."""
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(told)
        _work(doors, limits, telling)
    os.close(telling)
    try:
        with os.fdopen(told, "rb") as lines:
            yield from _heard(doors, limits, lines.fileno())
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _heard(doors: Sequence[Door], limits: Limits, told: int) -> Iterator[Verdict]:
    held, wall = b"", 10 * limits.seconds + 20  # the machine has other things to do as well
    for _ in doors:
        ends = time.monotonic() + wall
        while b"\n" not in held:
            ready, _, _ = select.select([told], [], [], max(0.0, ends - time.monotonic()))
            new = os.read(told, 65536) if ready else b""
            if not new:
                yield Verdict("", "it took too long" if not ready else "the process was ended")
                return
            held += new
        line, _, held = held.partition(b"\n")
        yield Verdict(**json.loads(line))


def _work(doors: Sequence[Door], limits: Limits, telling: int) -> None:
    """What the process does; it never comes back."""
    try:
        before = _address_space()
        resource.setrlimit(resource.RLIMIT_AS, (before + limits.memory, before + limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for door in doors:
            os.write(telling, json.dumps(_verdict(door, limits)).encode() + b"\n")
    finally:
        os._exit(0)


def _verdict(door: Door, limits: Limits) -> dict[str, object]:
    said, failed, at, held = "", "", time.process_time(), _resident()
    _allow(limits.seconds)
    try:
        said = door()
    except BaseException as error:
        failed = _told(error)
    signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - at
    return {"said": said, "failed": failed, "seconds": seconds, "megabytes": max(0.0, _resident() - held) / 1e6}


def _allow(seconds: float) -> None:
    """After so much of the processor's time the process is ended, also within a library."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _told(error: BaseException) -> str:
    where = traceback.extract_tb(error.__traceback__)[-6:]
    steps = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(where))
    return f"{type(error).__name__}: {str(error)[:300]} ({steps})"


def _resident() -> int:
    """The most the process has held in memory, in bytes."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size if sys.platform == "darwin" else size * 1024


def _address_space() -> int:
    with open("/proc/self/statm") as statm:  # noqa: PTH123
        return int(statm.read().split()[0]) * resource.getpagesize()
