"""Laid-out parts on the disk, for the next printing of nearly the same page.

A folder holds a few files, each a magic line, a checksum and a dictionary of keys and bytes. Nothing in it is trusted to
be whole or ours: what cannot be read, or was written by another version, is as if it were not there. Files are written
beside and put in place at once; where more is kept than is used, what is used is written anew and the rest thrown away.
"""

import marshal
import os
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_VERSION = 1
_MAGIC = b"consult press %d, marshal %d of Python %d.%d\n" % (_VERSION, marshal.version, *sys.version_info[:2])
_CHECKSUM = 4  # bytes
_MOST_FILES = 12
_SUFFIX, _NEW = ".kept", ".new-"
_LEFT_BEHIND = 3600
"""Seconds after which a file that was begun is nobody's any more: its writer was killed."""
LASTING = b"lasting "
"""What a key begins with whose content is kept though it is not used each time."""


class Kept:
    """What is kept in a folder, by key; without a folder, what is kept for as long as this lives."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files = _files(folder)
        self._old: dict[bytes, bytes] = {}
        for file in self._files:
            self._old.update(_read(file))
        self._new: dict[bytes, bytes] = {}
        self._used = {key for key in self._old if key.startswith(LASTING)}

    def get(self, key: bytes) -> bytes | None:
        """What is kept under a key, None where nothing is."""
        held = self._new.get(key) or self._old.get(key)
        if held is not None:
            self._used.add(key)
        return held

    def put(self, key: bytes, held: bytes) -> None:
        """Keeps something under a key."""
        self._new[key] = held
        self._used.add(key)

    def made(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key, made where nothing is."""
        held = self.get(key)
        if held is None:
            held = make()
            self.put(key, held)
        return held

    def save(self) -> None:
        """Writes what is new. A disk that is full or closed to us costs time at the next printing, nothing else."""
        if self._folder is None:
            return
        with suppress(OSError):
            if self._is_crowded():
                _write(self._folder, {key: (self._new.get(key) or self._old[key]) for key in self._used})
                for file in self._files:
                    file.unlink(missing_ok=True)
            elif self._new:
                _write(self._folder, self._new)

    def _is_crowded(self) -> bool:
        unused = sum(len(held) for key, held in self._old.items() if key not in self._used)
        used = sum(len(held) for key, held in self._old.items() if key in self._used)
        return len(self._files) >= _MOST_FILES or unused > used


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    with suppress(OSError):
        for file in folder.glob(f"{_NEW}*"):
            if file.stat().st_mtime < time.time() - _LEFT_BEHIND:
                file.unlink(missing_ok=True)
        return sorted(file for file in folder.iterdir() if file.suffix == _SUFFIX)
    return []


def _read(file: Path) -> dict[bytes, bytes]:
    with suppress(OSError, EOFError, ValueError, TypeError):
        data = file.read_bytes()
        start = len(_MAGIC) + _CHECKSUM
        body = memoryview(data)[start:]
        if data.startswith(_MAGIC) and zlib.crc32(body).to_bytes(_CHECKSUM, "big") == data[len(_MAGIC) : start]:
            found = marshal.loads(body)  # noqa: S302 - whole, and written by this very version
            return found if isinstance(found, dict) else {}
    return {}


def _write(folder: Path, held: dict[bytes, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = marshal.dumps(held)
    handle, name = tempfile.mkstemp(dir=folder, prefix=_NEW)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_MAGIC + zlib.crc32(body).to_bytes(_CHECKSUM, "big") + body)
        Path(name).replace(folder / (Path(name).name.removeprefix(_NEW) + _SUFFIX))
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
