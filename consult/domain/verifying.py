"""What becomes of a file somebody holds up: is it one of ours, is it unaltered, and what has changed in the record since."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from consult.domain.calendar import moment, short_day


class Verdict(Enum):
    """The value is the word `consult verify --json` gives."""

    UNALTERED = "unaltered"
    ALTERED = "altered"
    UNRECORDED = "unrecorded"
    UNKNOWN = "unknown"

    @property
    def wording(self) -> str:
        """In a sentence."""
        return _WORDINGS[self]


_WORDINGS = {
    Verdict.UNALTERED: "This file is one of ours, and not a byte of it has been altered.",
    Verdict.ALTERED: "This file was made from one of ours, and has been altered since.",
    Verdict.UNRECORDED: (
        "This file says that it is a draft of ours, but it is not on record here: it was altered, or written by a command."
    ),
    Verdict.UNKNOWN: "This file is none of ours.",
}


@dataclass(frozen=True, slots=True)
class Since:
    """How the record went on after the file was gathered. `chain_leads_there`: the record still has the end it printed."""

    came: tuple[str, ...]
    changed: tuple[str, ...]
    entries: int
    chain_leads_there: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a file. `consultation` is "" where nothing is; `pack` None for a draft."""

    verdict: Verdict
    sha256: str
    consultation: str = ""
    title: str = ""
    kind: str = ""
    pack: int | None = None
    part: int = 1
    draft_version: int = 0
    made_at: datetime | None = None
    published_on: date | None = None
    withdrawn: str = ""  # why, "" where it is not
    discarded: str = ""  # why its draft was thrown away, "" where it was not
    chain_head: str = ""
    since: Since | None = None
    notes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """In JSON's own types."""
        since = self.since
        return {
            "verdict": self.verdict.value,
            "sha256": self.sha256,
            "consultation": self.consultation or None,
            "title": self.title or None,
            "format": self.kind or None,
            "pack": self.pack,
            "part": self.part if self.consultation else None,
            "draft_version": self.draft_version or None,
            "made_at": self.made_at.isoformat() if self.made_at else None,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "withdrawn": self.withdrawn or None,
            "discarded": self.discarded or None,
            "chain_head": self.chain_head or None,
            "since": None
            if since is None
            else {
                "came": list(since.came),
                "changed": list(since.changed),
                "entries": since.entries,
                "chain_leads_there": since.chain_leads_there,
            },
        }

    def in_words(self, zone: ZoneInfo) -> Iterator[str]:
        """Line by line, what it is first."""
        yield self.verdict.wording
        if self.consultation:
            yield self._what(zone)
        if self.withdrawn:
            yield f"It has been withdrawn from publication. {self.withdrawn}"
        if self.discarded:
            yield self.discarded
        if self.since is not None:
            yield from _since(self.since)
        yield from self.notes

    def _what(self, zone: ZoneInfo) -> str:
        name = f"Pack {self.pack}" if self.pack is not None else "A draft"
        part = ", Part 2, not for publication" if self.part == 2 else ""
        day = f", published on {short_day(self.published_on)}" if self.published_on else ""
        made = f", made at {moment(self.made_at, zone)}" if self.made_at and not day else ""
        version = f", on version {self.draft_version} of the draft" if self.draft_version else ""
        return f"{name}{part}: {self.title}{version}{day}{made}."


def _since(since: Since) -> Iterator[str]:
    if not since.chain_leads_there:
        yield "The record does not lead to the end that this file was gathered at: the record itself has been altered."
    if since.came:
        yield f"Came since: {', '.join(since.came)}."
    if since.changed:
        yield f"Changed since: {', '.join(since.changed)}."
    if not since.came and not since.changed:
        yield "Nothing that it would print has come or changed since."
    yield f"Entries in the record since: {since.entries}."
