"""A representative's report to the council that appointed them, as a document (DOMAIN section 4, end).

Built from primitives only, like the digest: a page and a Word file are made of the same value, and two reports compare
with `==`. Paragraphs are numbered on from one heading to the next, lines beneath them are lettered; the numbers are the
paper's to give. Dates and times are in the consultation's own time zone.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from consult.domain.digest import Contact
from consult.domain.redline import Piece


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the council's own meeting asks of the paper, and what its member adds in their own words.

    `introduction` and `view` are plain text and stand before and after what comes from the record.
    """

    council: str
    committee: str
    title: str
    summary: str
    recommendation: str
    item_number: str = ""
    meeting_on: date | None = None
    contact_title: str = ""
    contact_email: str = ""
    contact_telephone: str = ""
    introduction: str = ""
    view: str = ""

    def as_json(self) -> dict[str, Any]:
        """In JSON's own types."""
        return asdict(self) | {"meeting_on": self.meeting_on.isoformat() if self.meeting_on else None}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "Particulars":
        """What `as_json` gave, read back."""
        on = held.get("meeting_on")
        known = {field.name: held[field.name] for field in fields(cls) if field.name in held}
        return cls(**known | {"meeting_on": date.fromisoformat(on) if on else None})


@dataclass(frozen=True, slots=True)
class Line:
    """A lettered line: a sentence, and the words or the change to the draft that it leads up to."""

    text: str
    words: str = ""  # somebody's own, as they were said
    change: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered paragraph, the words it leads up to, and the lines beneath it."""

    text: str
    words: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what stands under it."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole paper, in the order it is printed."""

    language: str
    council: str
    committee: str
    item_number: str  # "" where the meeting has not numbered it yet
    meeting_on: date | None
    title: str
    summary: str
    recommendation: str
    contact: Contact
    heading: str  # of the report itself, beneath the front
    representative: str
    made_at: datetime
    parts: tuple[Part, ...]


def letter(position: int) -> str:
    """The letter of a line, from 0: "a", "b", … "z", "aa", "ab"."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
