"""Whose turn it is to write to SQLite: writers queue, in a process and among the processes of a machine.

SQLite has those who wait try again now and then, each longer after each try, so that under many writers one can wait for
ever while others pass it. Here nobody who waits is passed by another process's later ones. It is only courtesy: SQLite's own
lock still decides, and whoever gets no turn in time asks for that all the same.
"""

import fcntl
import os
import threading
from functools import cache, cached_property
from time import monotonic, sleep

_GATE, _ROOM = 0, 1  # bytes of the file, locked one by one
_TRY_AGAIN = 0.002  # seconds


class Turns:
    """The queue for one database file. `take` and `give_back` come in pairs, by whichever thread."""

    def __init__(self, file: str) -> None:
        self._name = file
        self._here = threading.Lock()  # among the threads of this process

    def take(self, seconds: float) -> bool:
        """Waits for its turn, at most that long; False where it did not come."""
        until = monotonic() + seconds
        if not self._here.acquire(timeout=seconds):
            return False
        came = False
        try:
            if self._locked(_GATE, until):
                came = self._locked(_ROOM, until)  # who waits in the gate is the next
                self._unlock(_GATE)
        except OSError:  # nothing can be kept beside the database: what that means is SQLite's to say
            came = False
        if not came:
            self._here.release()
        return came

    def give_back(self) -> None:
        """Lets the next one in. A process that dies has given back what it held."""
        self._unlock(_ROOM)
        self._here.release()

    @cached_property
    def _file(self) -> int:
        return os.open(self._name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _locked(self, place: int, until: float) -> bool:
        while True:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place)
            except BlockingIOError:  # another process has it
                if monotonic() >= until:
                    return False
                sleep(_TRY_AGAIN)
            else:
                return True

    def _unlock(self, place: int) -> None:
        fcntl.lockf(self._file, fcntl.LOCK_UN, 1, place)


@cache
def turns_at(database: str) -> Turns:
    """The queue for the database in that file: one for all engines of a process, since its locks are the process's."""
    return Turns(f"{database}-turns")
