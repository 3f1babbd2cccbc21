"""A digest as a tagged PDF, made in a child process that can be stopped."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO

import consult
from consult.domain.digest import Digest
from consult.pack.render import to_print_html

Progress = Callable[[str], None]

_PACKAGE_ROOT = Path(consult.__path__[0]).parent
# All the child is told of the outside: where programs, fonts and temporary files are. No secrets, no database.
_ENVIRONMENT = (
    "FONTCONFIG_FILE",
    "FONTCONFIG_PATH",
    "HOME",
    "LANG",
    "LD_LIBRARY_PATH",
    "PATH",
    "TMPDIR",
    "XDG_CACHE_HOME",
)
OUT_OF_MEMORY = "it ran out of memory, or holds text that cannot be laid out"
# Fonts that are cut down bear the time of it, unless they are told another: the same paper is the same bytes.
_SAME_EVERY_TIME = {"SOURCE_DATE_EPOCH": "0"}
_CRASHES = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP)
_SIGNALS = {
    -signal.SIGXCPU: "it took more processor time than it may use",
    -signal.SIGKILL: "it took longer than it may",
    # Pango and GLib end the process where memory is refused, and at some text.
    **dict.fromkeys(_CRASHES, OUT_OF_MEMORY),
}


class RenderFailed(Exception):
    """The paper could not be made; `reason` says why in words a clerk can pass on."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The PDF could not be made: {reason}.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Limits:
    """What one rendering may use: ten times what 500 comments take."""

    processor_seconds: int = 240
    wall_seconds: float = 300
    memory_bytes: int = 3 * 1024**3


def to_pdf(digest: Digest, *, progress: Progress | None = None, limits: Limits | None = None) -> bytes:
    """The digest as a PDF/UA-1 file; the same digest gives the same bytes.

    `progress` hears each step in WeasyPrint's words, in the caller's thread.

    Raises:
        RenderFailed: a limit was reached, or the page could not be laid out.
    """
    return print_page(to_print_html(digest), progress=progress, limits=limits)


def print_page(page: str, *, progress: Progress | None = None, limits: Limits | None = None) -> bytes:
    """A page of ours as a PDF/UA-1 file, as `to_pdf` makes it."""
    limits = limits or Limits()
    with TemporaryFile() as source, TemporaryFile() as target:
        source.write(page.encode())
        returncode, failure = _run(source, target, limits, progress)
        if (
            returncode == -signal.SIGTRAP
        ):  # GLib gives up at once, also where a thread or memory was refused for a moment
            returncode, failure = _run(source, target, limits, progress)
        if returncode:
            raise RenderFailed(failure or _SIGNALS.get(returncode, f"the renderer stopped with {returncode}"))
        target.seek(0)
        return target.read()


def _run(source: IO[bytes], target: IO[bytes], limits: Limits, progress: Progress | None) -> tuple[int, str]:
    """The child's exit status (negative for a signal) and what it said of its failure."""
    source.seek(0)
    target.truncate(0)
    with _child(source, target, limits) as process:
        stop = Timer(limits.wall_seconds, process.kill)
        stop.start()
        try:
            failure = _listen(process, progress)
            return process.wait(), failure
        finally:
            stop.cancel()
            process.kill()


def _child(source: IO[bytes], target: IO[bytes], limits: Limits) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", "consult.pack.press", str(limits.processor_seconds), str(limits.memory_bytes)],
        stdin=source,
        stdout=target,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        cwd=_PACKAGE_ROOT,
        env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ} | _SAME_EVERY_TIME,
    )


def _listen(process: "subprocess.Popen[str]", progress: Progress | None) -> str:
    failure = ""
    for line in process.stderr or ():
        kind, _, rest = line.strip().partition(" ")
        if kind == "progress" and progress:
            progress(rest)
        elif kind == "failed":
            failure = rest
    return failure
