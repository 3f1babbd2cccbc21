"""Files that are there whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def write_whole(target: Path, data: bytes) -> None:
    """Writes beside `target` and renames, so that nobody ever meets half a file. Raises OSError, leaving nothing behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with writing_whole(target) as file:
        file.write(data)


@contextmanager
def writing_whole(target: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """A file to write to and read from, which is at `target` once the block ends, on the disk, and never if it fails."""
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        with open(beside, "x+b", opener=lambda path, flags: os.open(path, flags, mode)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        _settle(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """The new name is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
