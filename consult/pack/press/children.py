"""Child processes that do the press's work: bytes in, bytes out, bounded, and with news on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Timer
from typing import IO

import consult
from consult.pack.press.limits import PARENT, TOO_LONG, Limits, RenderFailed, reason_of
from consult.pack.press.unknown import Unknown

Progress = Callable[[str], None]

_PACKAGE_ROOT = Path(consult.__path__[0]).parent
# All the child is told of the outside: where programs, fonts and temporary files are. No secrets, no database.
_ENVIRONMENT = (
    "FONTCONFIG_PATH",
    "HOME",
    "LANG",
    "LD_LIBRARY_PATH",
    "PATH",
    "TMPDIR",
    "XDG_CACHE_HOME",
)
# Fonts that are cut down bear the time of it, unless they are told another: the same paper is the same bytes. Which fonts
# there are is for the machine to say, but for those of pictures.
_SAME_EVERY_TIME = {"SOURCE_DATE_EPOCH": "0", "FONTCONFIG_FILE": str(Path(__file__).with_name("paper-fonts.conf"))}

# GLib gives up at once, also where a thread or memory was refused for a moment; and a machine short of memory ends processes.
_TRIED_AGAIN = (-signal.SIGTRAP, -signal.SIGKILL)


def run(arguments: Sequence[str], given: bytes, limits: Limits, progress: Progress | None) -> bytes:
    """What `python -m consult.pack.press …` writes to stdout for what it is given on stdin.

    Raises:
        RenderFailed: a limit was reached, or the child said why it could not.
        Unknown: the child said that it may not.
    """
    with TemporaryFile() as source, TemporaryFile() as target:
        source.write(given)
        returncode, kind, words = _run(arguments, source, target, limits, progress)
        if returncode in _TRIED_AGAIN and not words:
            returncode, kind, words = _run(arguments, source, target, limits, progress)
        if kind == "unknown":
            raise Unknown(words)
        if returncode:
            raise RenderFailed(words or reason_of(returncode))
        target.seek(0)
        return target.read()


def _run(
    arguments: Sequence[str], source: IO[bytes], target: IO[bytes], limits: Limits, progress: Progress | None
) -> tuple[int, str, str]:
    """The child's exit status (negative for a signal), and the last it said of a failure: of which kind, and why."""
    source.seek(0)
    target.truncate(0)
    late = Event()
    with _child(arguments, source, target, limits) as process:

        def too_late() -> None:
            late.set()
            _end(process)

        stop = Timer(limits.wall_seconds, too_late)
        stop.start()
        try:
            kind, words = _listen(process, progress)
            return process.wait(), kind, TOO_LONG if late.is_set() else words
        finally:
            stop.cancel()
            _end(process)


def _child(arguments: Sequence[str], source: IO[bytes], target: IO[bytes], limits: Limits) -> "subprocess.Popen[str]":
    bounds = (str(limits.processor_seconds), str(limits.memory_bytes))
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "consult.pack.press", *bounds, *arguments],
        stdin=source,
        stdout=target,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        process_group=0,
        cwd=_PACKAGE_ROOT,
        env={
            **{name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            **_SAME_EVERY_TIME,
            PARENT: str(os.getpid()),
        },
    )


def _end(process: "subprocess.Popen[str]") -> None:
    """Ends a child and its own."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _listen(process: "subprocess.Popen[str]", progress: Progress | None) -> tuple[str, str]:
    last = ("", "")
    for line in process.stderr or ():
        kind, _, rest = line.strip().partition(" ")
        if kind == "progress" and progress:
            progress(rest)
        elif kind in ("failed", "unknown"):
            last = (kind, rest)
    return last
