"""The file of a backup: a zip that any tool opens, whose comment, its last 64 bytes, is the SHA-256 of all before it.

So one altered byte anywhere is found before anything is read from it, also where a zip would not notice.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from consult.files import writing_whole
from consult.store.backups import manifest
from consult.store.backups.manifest import Manifest, Part, Unfit

_MANIFEST = "manifest.json"
_SEAL = 64
_PIECE = 2**20
_LEVEL = 3
"""Of compression: a third of the time of the usual 6, for a file a few hundredths larger."""


class Writer:
    """A backup being written."""

    def __init__(self, file: BinaryIO, at: datetime) -> None:
        self._zip, self._at = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_LEVEL), at

    def add(self, table: str, columns: Sequence[tuple[str, str]], lines: Iterable[bytes]) -> Part:
        """Writes the rows of a table as they come, one line each."""
        digest, rows = hashlib.sha256(), 0
        part = Part(table, tuple(columns), 0, "")
        with self._zip.open(self._info(part.name), "w", force_zip64=True) as file:
            for line in lines:
                file.write(line)
                digest.update(line)
                rows += 1
        return Part(table, tuple(columns), rows, digest.hexdigest())

    def close(self, told: Manifest) -> None:
        """Adds the manifest, which only now can be written."""
        self._zip.writestr(self._info(_MANIFEST), json.dumps(told.as_json(), ensure_ascii=False, indent=1))
        self._zip.comment = b"0" * _SEAL
        self._zip.close()

    def abandon(self) -> None:
        """Lets go of the file, which is going to be deleted."""
        self._zip.fp = None

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, self._at.timetuple()[:6])
        info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
        return info


@contextmanager
def writing(target: Path, at: datetime) -> Iterator[Writer]:
    """A backup that is at `target` once the block ends, readable by its owner alone, or not at all. Raises OSError."""
    with writing_whole(target, mode=0o600) as file:
        writer = Writer(file, at)
        try:
            yield writer
        except BaseException:
            writer.abandon()
            raise
        seal = _digest(file).encode("ascii")
        file.seek(-_SEAL, 2)
        file.write(seal)


class Reader:
    """A backup that is whole."""

    def __init__(self, archive: ZipFile) -> None:
        self._zip = archive
        self.manifest = manifest.read(json.loads(archive.read(_MANIFEST)))

    def lines(self, part: Part) -> Iterator[bytes]:
        """The rows of a table. Raises Unfit at their end, where they are not those the manifest tells of."""
        digest, rows = hashlib.sha256(), 0
        with self._zip.open(part.name) as file:
            for line in file:
                digest.update(line)
                rows += 1
                yield line
        if (rows, digest.hexdigest()) != (part.rows, part.sha256):
            raise Unfit(f"its part {part.name} is not the one its manifest tells of")


@contextmanager
def reading(source: Path) -> Iterator[Reader]:
    """A backup, once every byte of it is known to be as written. Raises Unfit, and OSError where it cannot be read."""
    with source.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(-min(_SEAL, size), 2)
        if size <= _SEAL or _digest(file) != _seal_of(file):
            raise Unfit("it is damaged, or no backup of consult")
        try:
            archive = ZipFile(file)
            reader = Reader(archive)
        except (BadZipFile, KeyError, ValueError, TypeError) as error:
            raise Unfit("it is no backup of consult") from error
        yield reader


def _seal_of(file: BinaryIO) -> str:
    file.seek(-_SEAL, 2)
    return file.read(_SEAL).decode("ascii", "replace")


def _digest(file: BinaryIO) -> str:
    """SHA-256 of all but the seal."""
    left = file.seek(0, 2) - _SEAL
    file.seek(0)
    digest = hashlib.sha256()
    while left > 0:
        piece = file.read(min(_PIECE, left))
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest()
