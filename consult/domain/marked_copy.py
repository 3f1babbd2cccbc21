"""A member's marked-up Word copy of the draft, as plain values: what stood in it, and what was marked where.

Positions count the copy's paragraphs from 0. The text of a paragraph is what it would be with every tracked change
rejected: the words the member was sent. A mark's offsets count in its *base*, those paragraphs joined by line ends.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class MarkKind(StrEnum):
    """What a member did to the copy."""

    COMMENT = "comment"  # a margin comment
    CHANGE = "change"  # all tracked changes of one author in one paragraph (or cell, row, or paragraphs joined)


class CopyKind(StrEnum):
    """What a paragraph of the copy is."""

    TEXT = "text"
    HEADING = "heading"
    TITLE = "title"
    TABLE = "table"  # cells are parted by tabs, rows by line ends
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CopyParagraph:
    """One paragraph of the copy, white space and all; `label` is the number Word shows beside it, "" where it shows none."""

    text: str
    kind: CopyKind = CopyKind.TEXT
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """`base[start:end]` becomes `new`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote below a margin comment."""

    author: str
    at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One comment, or one author's changes of one passage.

    `first` and `last` are the positions of the paragraphs concerned; None where the mark stands on nothing that was in
    the draft: then `near` is the position of what stands before it, if anything does. `start` and `end` bound the words
    commented on, or the passage changed: a whole paragraph, or a table's cell or row; `start == end` for a comment put
    between words. `inserted` holds commented words that were inserted and so are in no draft, `struck` says the words
    commented on are struck out. Edits are in order and do not overlap. `moved_to` and `moved_from` number the marks
    that words were moved to and from. `at` is the time as Word wrote it: the writer's clock, which Word calls UTC.
    """

    number: int
    kind: MarkKind
    author: str
    at: datetime | None
    first: int | None
    last: int | None
    start: int = 0
    end: int = 0
    text: str = ""
    inserted: str = ""
    struck: bool = False
    resolved: bool = False
    replies: tuple[Reply, ...] = ()
    edits: tuple[Edit, ...] = ()
    moved_to: tuple[int, ...] = ()
    moved_from: tuple[int, ...] = ()
    near: int | None = None


@dataclass(frozen=True, slots=True)
class Untaken:
    """What was marked and is no comment and no wording; `what` is a sentence, `position` the paragraph, None for none."""

    author: str
    what: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """The whole copy: its file's name, its paragraphs, its marks in the order they stand, and what cannot be taken."""

    name: str
    paragraphs: tuple[CopyParagraph, ...]
    marks: tuple[Mark, ...]
    untaken: tuple[Untaken, ...] = ()

    def base(self, mark: Mark) -> str:
        """The text that a mark's offsets count in; "" for a mark without a place."""
        if mark.first is None or mark.last is None:
            return ""
        return "\n".join(p.text for p in self.paragraphs[mark.first : mark.last + 1])

    def words(self, mark: Mark) -> str:
        """The words commented on, or the passage as it was before the changes."""
        return self.base(mark)[mark.start : mark.end]

    def wording(self, mark: Mark) -> str:
        """The passage after the changes."""
        return applied(self.base(mark), mark.edits, mark.start, mark.end)


def applied(text: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with the edits, which lie within it, made."""
    made, at = [], start
    for edit in edits:
        made += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*made, text[at : len(text) if end is None else end]])


def to_document(copy: MarkedCopy) -> dict[str, Any]:
    """The copy as JSON values; times are ISO 8601."""
    document = asdict(copy)
    for mark in document["marks"]:
        for held in (mark, *mark["replies"]):
            held["at"] = held["at"].isoformat() if held["at"] else None
    return document


def from_document(document: dict[str, Any]) -> MarkedCopy:
    """The copy that `to_document` was given, also after a passage through JSON."""
    return MarkedCopy(
        name=document["name"],
        paragraphs=tuple(CopyParagraph(**{**p, "kind": CopyKind(p["kind"])}) for p in document["paragraphs"]),
        marks=tuple(_mark(values) for values in document["marks"]),
        untaken=tuple(Untaken(**values) for values in document["untaken"]),
    )


def _mark(values: dict[str, Any]) -> Mark:
    return Mark(
        **{
            **values,
            "kind": MarkKind(values["kind"]),
            "at": _time(values["at"]),
            "replies": tuple(Reply(**{**reply, "at": _time(reply["at"])}) for reply in values["replies"]),
            "edits": tuple(Edit(**edit) for edit in values["edits"]),
            "moved_to": tuple(values["moved_to"]),
            "moved_from": tuple(values["moved_from"]),
        }
    )


def _time(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
