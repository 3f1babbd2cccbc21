"""What one printing may use, and how it is said that it could not be done."""

import signal
from dataclasses import dataclass

PARENT = "CONSULT_PRESS_PARENT"
"""The variable that tells a process of the press who waits for it, by its number."""

OUT_OF_MEMORY = "it ran out of memory, or holds text that cannot be laid out"
TOO_LONG = "it took longer than it may"
_CRASHES = (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGTRAP)
_SIGNALS = {
    -signal.SIGXCPU: "it took more processor time than it may use",
    -signal.SIGKILL: "it was ended from outside, as happens where the machine is short of memory",
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
    """What each process of one printing may use, and how long it may take: some four times what 10,000 comments should take."""

    processor_seconds: int = 900
    wall_seconds: float = 1800
    memory_bytes: int = 3 * 1024**3


def reason_of(returncode: int) -> str:
    """Why a child ended with that status, in words (negative: the signal that ended it)."""
    return _SIGNALS.get(returncode, f"the renderer stopped with {returncode}")
