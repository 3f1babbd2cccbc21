"""Damage to a record, as lines of JSON or as one document."""

import json
from copy import deepcopy
from random import Random
from typing import Any

from tests.mutants import octets

ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**31, 2**63, 2**70, 10**400, 0.5, 1e308, float("nan"), float("inf"), "", " ",
    "x" * 20_000, "a\x00b", "\ud800",
    "a" + "\u0301" * 50, "\u202e", "\ue000", "x1", "q1", "r1", "u1", "k1", "C-0001", "Q-0001", "person-1", "person-2",
    "nobody@example.org",
    "member@example.org", "2021-02-01T10:00:00Z", "2021-02-01T10:00:00", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00",
    "2021-02-01", "9999-12-31", "0001-01-01", "20210201", "2021-W05-1", "comment", "question", "response", "person",
    "\u00b2", "=1+1",
    "<script>x</script>", "a\nb", "../x", [], {}, [[]], [None], ["x1"] * 3, ["x1", "q1"], {"by": "letter"},
    {"version": 1, "position": [0, 0]},
    {"version": 2**40, "position": [10**9, -1], "start": -5, "end": 10**9}, [{}] * 50, "Lighting", "6(a)", "Norfolk Constabulary",
)  # fmt: skip


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Every place of a value that can be changed: what holds it, and by what."""
    keys = list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []
    return [spot for key in keys for spot in ((value, key), *_spots(value[key]))]


def _change(whole: Any, chance: Random) -> None:
    spots = _spots(whole)
    if not spots:
        return
    holder, key = chance.choice(spots)
    how = chance.random()
    if how < 0.2:
        del holder[key]
    elif how < 0.65:
        holder[key] = deepcopy(chance.choice(ODD))
    elif how < 0.8:
        other, name = chance.choice(spots)
        if name in (other if isinstance(other, dict) else range(len(other))):
            holder[key] = deepcopy(other[name])
    elif isinstance(holder, dict):
        name = chance.choice(
            (
                "type",
                "id",
                "by",
                "to",
                "at",
                "anchor",
                "kind",
                "group",
                "until",
                "withdrawn_at",
                "rejected",
                "x" * 500,
                "",
            )
        )
        holder[name] = deepcopy(chance.choice(ODD))
    else:
        holder.insert(chance.randrange(len(holder) + 1), deepcopy(holder[key]))


def _lines(data: bytes, chance: Random) -> bytes:
    held = [json.loads(line) for line in data.decode().splitlines()]
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change(held, chance)
    made = [json.dumps(one) for one in held]
    for _ in range(chance.choice((0, 0, 1, 2))):
        at = chance.randrange(len(made) + 1)
        extra = (
            *made,
            "",
            "[]",
            "null",
            "{",
            '{"type"',
            "[" * 20_000,
            '{"a":' * 20_000,
            "1" * 5_000,
            "NaN",
            '{"type":"person","type":"comment"}',
        )
        made.insert(at, chance.choice(extra))
    if chance.random() < 0.1:
        chance.shuffle(made)
    return chance.choice(("\n", "\n", "\n", "\r\n", "\n\n")).join(made).encode("utf-8", "surrogatepass")


def damaged(data: bytes, chance: Random) -> bytes:
    """A good record after changes to its values, its lines or its bytes."""
    if chance.random() < 0.15:
        return octets.damaged(data, chance)
    if b"\n" in data:
        return _lines(data, chance)
    whole = json.loads(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        _change(whole, chance)
    return json.dumps(whole).encode()
