"""The chain of the record: each entry is bound to the one before it, so that what is changed afterwards is found, and where."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64
"""What the first entry of a chain is bound to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change, as it is kept. `details` is None where they were erased; their digest stays."""

    chain: int
    sequence: int
    at: datetime
    actor_id: int | None
    act: str
    subject: str
    details: dict[str, Any] | None
    salt: str
    details_digest: str
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain at some time, as something tells that is kept apart from it. `digest` is "" where it is not known."""

    sequence: int
    digest: str
    told_by: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a chain breaks. `entry` is what stands there now; None where nothing does, or nothing that can be read."""

    sequence: int
    why: str
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """How many entries verify, one after the other from the first, the digest of the last of them, and where that ends."""

    entries: int
    head: str
    broken: Broken | None = None


def checked(entries: Iterable[Entry], heads: Sequence[Head] = ()) -> Checked:
    """A chain gone through in the order of its sequence numbers, and held against what is known of it from elsewhere.

    Entries cut off at the end leave a chain that is whole in itself: only `heads` tell of them.
    """
    length, last = 0, FIRST
    told: dict[int, list[Head]] = {}
    for one in heads:
        told.setdefault(one.sequence, []).append(one)
    try:
        for entry in entries:
            if why := _fault(entry, length + 1, last, told.get(entry.sequence, ())):
                return Checked(length, last, Broken(entry.sequence, why, entry))
            length, last = length + 1, entry.digest
    except (ValueError, TypeError):  # as a time or as JSON
        return Checked(length, last, Broken(length + 1, "what stands there cannot be read"))
    beyond = max((one for one in heads if one.sequence > length), key=lambda one: one.sequence, default=None)
    if beyond is None:
        return Checked(length, last)
    why = f"the last entries were cut off: {beyond.told_by} tells of {beyond.sequence}, and there are {length}"
    return Checked(length, last, Broken(length + 1, why))


def _fault(entry: Entry, expected: int, previous: str, told: Sequence[Head]) -> str:
    if entry.sequence != expected:
        return f"entry {expected} is missing before it"
    if entry.previous != previous:
        return "it does not follow on from the entry before it"
    if entry.details is not None and entry.details_digest != digest_of_details(entry.salt, entry.details):
        return "its details are not those that were recorded"
    if entry.digest != digest_of_entry(entry):
        return "it is not as it was recorded"
    others = [one for one in told if one.digest and one.digest != entry.digest]
    return f"it, or one before it, was written anew: {others[0].told_by} tells of another" if others else ""


def digest_of_details(salt: str, details: dict[str, Any]) -> str:
    """Salted, so that erased details cannot be guessed back from what the chain keeps."""
    return hashlib.sha256((salt + canonical(details)).encode()).hexdigest()


def digest_of_entry(entry: Entry) -> str:
    """Covers everything but the details themselves, for which `details_digest` stands."""
    fixed = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor_id,
        "act": entry.act,
        "subject": entry.subject,
        "details": entry.details_digest,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(fixed).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One way of writing a value as JSON, which digests are made of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
