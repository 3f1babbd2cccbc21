"""What a pack holds, item by item: kept inside the PDF and with an issued pack, so that anybody can tell what came since.

A hash stands for what each item said on paper. What a pack does not print, its manifest does not tell either: of an exempt
item it has the hash of the placeholder.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from consult.domain.digest import Digest
from consult.domain.pack_options import PUBLIC, Options
from consult.domain.publication import Publication

FORMAT = "consult pack manifest 1"
"""Names the file for what it is, to people and to `consult verify`."""

NAME = "manifest.json"
"""What it is called inside a PDF."""

_OF_THE_DAY = frozenset({"words", "days_overdue"})
"""Fields that together say how late something is: they change overnight, though nothing came or changed."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """`items`: by reference, the SHA-256 of what each item of the record says (`content_hash`).

    `printed`: the references of those that this paper prints, () where it prints them all.
    """

    consultation: str  # the last part of its address
    title: str
    draft_version: int
    made_at: datetime
    items: Mapping[str, str]
    part: int = PUBLIC
    options: Mapping[str, Any] = field(default_factory=dict)
    printed: tuple[str, ...] = ()
    publication: Publication = field(default_factory=Publication)

    def as_json(self) -> dict[str, Any]:
        """In JSON's own types, for `from_json`."""
        out = self.publication
        return {
            "format": FORMAT,
            "consultation": self.consultation,
            "title": self.title,
            "pack": out.number,
            "supplement_to": out.supplement_to,
            "part": self.part,
            "options": dict(self.options),
            "draft_version": self.draft_version,
            "made_at": self.made_at.isoformat(),
            "published_on": out.published_on.isoformat() if out.published_on else None,
            "urgency": out.urgency,
            "chain": {"sequence": out.chain_sequence, "head": out.chain_head},
            "printed": list(self.printed),
            "items": dict(self.items),
        }

    def as_bytes(self) -> bytes:
        """The file inside the PDF: the same manifest is the same bytes."""
        return (json.dumps(self.as_json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def from_json(held: Mapping[str, Any]) -> Manifest:
    """What `as_json` gave, read back. Raises ValueError, KeyError or TypeError for what is none."""
    if held["format"] != FORMAT:
        raise ValueError("it is not a manifest of this kind")
    number, supplement_to, chain = held["pack"], held["supplement_to"], held["chain"]
    return Manifest(
        consultation=str(held["consultation"]),
        title=str(held["title"]),
        draft_version=int(held["draft_version"]),
        made_at=datetime.fromisoformat(held["made_at"]),
        items={str(reference): str(hashed) for reference, hashed in dict(held["items"]).items()},
        part=int(held["part"]),
        options=dict(held["options"]),
        printed=tuple(map(str, held["printed"])),
        publication=Publication(
            number=None if number is None else int(number),
            supplement_to=None if supplement_to is None else int(supplement_to),
            published_on=date.fromisoformat(held["published_on"]) if held["published_on"] else None,
            urgency=str(held["urgency"]),
            chain_sequence=int(chain["sequence"]),
            chain_head=str(chain["head"]),
        ),
    )


def manifest(
    digest: Digest,
    *,
    consultation: str = "",
    options: Options | None = None,
    publication: Publication | None = None,
    printed: Iterable[str] | None = None,
) -> Manifest:
    """The manifest of a paper whose whole record is `digest`; `printed` are the items it is narrowed to."""
    options = options or Options()
    return Manifest(
        consultation=consultation,
        title=digest.cover.title,
        draft_version=digest.cover.draft_version,
        made_at=digest.cover.made_at,
        items=items(digest),
        part=options.part,
        options=options.as_json(),
        printed=() if printed is None else tuple(sorted(printed)),
        publication=publication or Publication(),
    )


def items(digest: Digest) -> dict[str, str]:
    """The content hash of every item of the digest by its reference; of what is only accounted for, of that line."""
    found = {row.reference: content_hash(row) for row in digest.not_printed}
    found |= {entry.reference: content_hash(entry) for entry in _entries(digest)}
    return dict(sorted(found.items()))


def changed(before: Mapping[str, str], now: Manifest) -> frozenset[str]:
    """The references of what came or changed since a manifest whose items were `before`."""
    return frozenset(reference for reference, hashed in now.items.items() if before.get(reference) != hashed)


def holds(contents: Mapping[str, Mapping[str, Any]], references: Collection[str]) -> bool:
    """Whether an issued pack prints any of these items, in any part. `contents`: its manifests as JSON, by part."""
    return any(set(references) & set(one["printed"] or one["items"]) for one in contents.values())


def content_hash(entry: Any) -> str:
    """The SHA-256 of an entry's words: of its fields as canonical JSON, without those that change with the day alone."""
    said = json.dumps(_plain(entry), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        names = {one.name for one in fields(value)}
        if names >= _OF_THE_DAY:
            names -= _OF_THE_DAY
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _entries(value: Any) -> Iterator[Any]:
    """Everything in a digest that has a reference and a text of its own, wherever the order of the paper has put it."""
    if isinstance(value, tuple):
        for one in value:
            yield from _entries(one)
    elif is_dataclass(value) and not isinstance(value, type):
        if hasattr(value, "reference") and hasattr(value, "text"):
            yield value
        else:
            for one in fields(value):
                yield from _entries(getattr(value, one.name))
