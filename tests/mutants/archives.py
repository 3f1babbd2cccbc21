"""Damage to a zip file: its entries, and what is said of them."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

from tests.mutants import octets

Parts = list[tuple[str, bytes]]
Change = Callable[[Parts, Random], Parts]


def opened(data: bytes) -> Parts:
    """The entries of a good zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return [(name, held.read(name)) for name in held.namelist()]


def zipped(parts: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Entries as a zip file; two may have one name."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as made:
        warnings.simplefilter("ignore")  # zipfile tells of names that come twice
        for name, content in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = method
            made.writestr(entry, content)
    return out.getvalue()


def _two(parts: Parts, chance: Random) -> tuple[int, int]:
    return chance.randrange(len(parts)), chance.randrange(len(parts))


def swapped(parts: Parts, chance: Random) -> Parts:
    """Two entries with each other's content."""
    a, b = _two(parts, chance)
    parts[a], parts[b] = (parts[a][0], parts[b][1]), (parts[b][0], parts[a][1])
    return parts


def doubled(parts: Parts, chance: Random) -> Parts:
    """An entry twice, the second with another's content, or none."""
    a, b = _two(parts, chance)
    return [*parts, (parts[a][0], chance.choice((parts[b][1], b"", parts[a][1])))]


def missing(parts: Parts, chance: Random) -> Parts:
    """An entry that is not there."""
    return [one for one in parts if one is not parts[_two(parts, chance)[0]]]


def renamed(parts: Parts, chance: Random) -> Parts:
    """An entry under another name."""
    a, b = _two(parts, chance)
    name = parts[a][0]
    others = (
        name.upper(),
        f"../../{name}",
        f"/{name}",
        name.replace("/", "\\"),
        f"{name}/",
        "x" * 60_000,
        f"{name}\u202e",
        " ",
    )
    parts[a] = (chance.choice((*others, parts[b][0], name + ".bak", "\u00e9.xml")), parts[a][1])
    return parts


def emptied(parts: Parts, chance: Random) -> Parts:
    """An entry with nothing in it, or only the start of XML."""
    a, _ = _two(parts, chance)
    parts[a] = (parts[a][0], chance.choice((b"", b" ", b"<?xml version='1.0'?>", b"<a/>", b"\x00" * 50)))
    return parts


def spoilt(parts: Parts, chance: Random) -> Parts:
    """An entry whose bytes were damaged before it was packed."""
    a, _ = _two(parts, chance)
    parts[a] = (parts[a][0], octets.damaged(parts[a][1], chance))
    return parts


def many(parts: Parts, chance: Random) -> Parts:
    """Thousands of entries."""
    return [*parts, *((f"word/media/{n}.xml", b"<a/>") for n in range(chance.choice((1_000, 20_000))))]


CHANGES: tuple[Change, ...] = (swapped, doubled, missing, missing, renamed, emptied, spoilt, spoilt, spoilt)


def _field(data: bytes, chance: Random) -> bytes:
    """A number in the directory or before an entry that is not true: sizes, method, flags, offsets, checksum."""
    made = bytearray(data)
    for mark, at, wide in (
        (b"PK\x01\x02", (8, 10, 16, 20, 24, 28, 30, 42), 4),
        (b"PK\x03\x04", (6, 8, 14, 18, 22, 26), 4),
    ):
        starts = [n for n in range(len(made)) if made.startswith(mark, n)]
        if starts and chance.random() < 0.6:
            value = chance.choice((0, 1, 2, 8, 9, 12, 14, 99, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, chance.randrange(2**32)))
            where = chance.choice(starts) + chance.choice(at)
            made[where : where + wide] = struct.pack("<I", value)
    return bytes(made)


def _ended(data: bytes, chance: Random) -> bytes:
    """Something before it or after it, or another end."""
    at = data.rfind(b"PK\x05\x06")
    return chance.choice((data + b"x" * 70_000, b"MZ" * 40 + data, data[:at], data + data, data[:at] + data[at:][:12]))


def damaged(data: bytes, chance: Random) -> bytes:
    """A good zip file after changes to its entries, or to what holds them together."""
    if chance.random() < 0.3:
        return chance.choice((_field, _field, _ended, octets.damaged))(data, chance)
    parts = opened(data)
    for _ in range(chance.choice((1, 1, 2))):
        change = many if chance.random() < 0.004 else chance.choice(CHANGES)
        parts = change(parts, chance) or parts
    method = chance.choice((*(zipfile.ZIP_DEFLATED,) * 6, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED))
    return zipped(parts, method)
