"""Damage to bytes, whatever they are of: what happens on the way, and what a hand with a hex editor does."""

from collections.abc import Callable
from random import Random

Change = Callable[[bytes, Random], bytes]
NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80", b"\x1b[2J", b"\r", b"\x0b", b"\x85",
    b"%s%n", b"'\"><", b"]]>", b"<!--", b"&#0;", b"&#x110000;", b"PK\x03\x04", b"PK\x05\x06", b"\xe2\x80\xae", b"-1", b"9" * 400,
)  # fmt: skip


def _place(data: bytes, chance: Random) -> tuple[int, int]:
    at = chance.randrange(len(data) + 1)
    return at, min(len(data), at + int(chance.expovariate(1 / 20)) + 1)


def flip(data: bytes, chance: Random) -> bytes:
    """Some bytes changed."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 6, 40)) if made else 0):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


def cut(data: bytes, chance: Random) -> bytes:
    """The end, or the start, is missing."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.8 else data[at:]


def leave_out(data: bytes, chance: Random) -> bytes:
    """Some bytes are missing."""
    at, end = _place(data, chance)
    return data[:at] + data[end:]


def repeat(data: bytes, chance: Random) -> bytes:
    """Some bytes stand often."""
    at, end = _place(data, chance)
    return data[:at] + data[at:end] * chance.choice((2, 3, 50, 2_000)) + data[end:]


def put_in(data: bytes, chance: Random) -> bytes:
    """Something stands there that should not."""
    at, _ = _place(data, chance)
    return data[:at] + chance.choice(NASTY) * chance.choice((1, 1, 3, 100)) + data[at:]


def swap(data: bytes, chance: Random) -> bytes:
    """Two stretches stand in each other's place."""
    a, b = sorted(_place(data, chance) for _ in range(2))
    if a[1] > b[0]:
        return data[::-1]
    return data[: a[0]] + data[b[0] : b[1]] + data[a[1] : b[0]] + data[a[0] : a[1]] + data[b[1] :]


CHANGES: tuple[Change, ...] = (flip, flip, cut, leave_out, repeat, put_in, put_in, swap)


def damaged(data: bytes, chance: Random) -> bytes:
    """Data after one or two such changes."""
    for _ in range(chance.choice((1, 1, 2))):
        data = chance.choice(CHANGES)(data, chance)
    return data
