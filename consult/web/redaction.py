"""What the clerk is shown before words are redacted, and of what was: every place marked, and where else the words stand."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy.orm import undefer

from consult.actions.allowing import Contribution
from consult.actions.naming import reference_of
from consult.actions.redactable import Seen, Slot, slots
from consult.actions.redacting import Found
from consult.domain.places import place_in_words
from consult.domain.redacting import Stretch, holds, places, stretches
from consult.queries import whole_text
from consult.store.sealing import Redaction
from consult.web.contributions import find_contribution, href_of
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Shown:
    """A text: what it is, its words in stretches, and how often the words stand in it."""

    what: str
    stretches: tuple[Stretch, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another item in which the words stand too: where, and its page."""

    reference: str
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole item as everyone will read it, and as only the clerk does; what is not shown here, counted; and where else."""

    public: tuple[Shown, ...]
    clerks: tuple[Shown, ...]
    unseen: tuple[str, ...]
    places: int
    elsewhere: tuple[Elsewhere, ...]
    in_draft: tuple[tuple[str, str], ...]


def preview(here: Here, item: Contribution, words: str, found: Found) -> Preview:
    """Of words that were looked for in an item."""
    there = slots(here.session, item)
    shown = [*_shown(there, Seen.ALL, words)]
    unseen = Counter(slot.what for slot in (*found.shown, *found.on_the_way) if slot.seen is Seen.OTHERS)
    entries = {"an earlier version in the record": len(found.recorded)} if found.recorded else {}
    return Preview(
        public=tuple(shown),
        clerks=tuple(one for one in _shown(there, Seen.CLERK, words) if one.count),
        unseen=tuple(f"{what} ({count})" for what, count in {**unseen, **entries}.items()),
        places=sum(one.count for one in shown),
        elsewhere=tuple(_elsewhere(here, item, words)),
        in_draft=tuple(_in_draft(here, words)),
    )


def texts(here: Here, item: Contribution) -> tuple[Shown, ...]:
    """What the clerk can copy words from."""
    found = slots(here.session, item)
    return tuple(
        Shown(_named(slot), (Stretch(slot.value),)) for slot in found if slot.value and slot.seen is not Seen.OTHERS
    )


def _shown(found: Sequence[Slot], seen: Seen, words: str) -> Iterator[Shown]:
    for slot in found:
        if slot.seen is seen and slot.value:
            yield Shown(_named(slot), stretches(slot.value, words), len(places(slot.value, words)))


def _named(slot: Slot) -> str:
    return slot.what[:1].upper() + slot.what[1:]


def _elsewhere(here: Here, item: Contribution, words: str) -> Iterator[Elsewhere]:
    found: dict[str, list[str]] = {}
    for text in whole_text.of_items(here.session, here.consultation):
        if text.reference != reference_of(item) and holds(text.text, words):
            found.setdefault(text.reference, []).append(text.what)
    for ref, what in found.items():
        other = find_contribution(here, ref)
        yield Elsewhere(ref, ", ".join(dict.fromkeys(what)), href_of(here, other))


def _in_draft(here: Here, words: str) -> Iterator[tuple[str, str]]:
    for paragraph_id, heading, label, text in whole_text.of_draft(here.session, here.consultation):
        if holds(text, words):
            href = url_for("reading.on_paragraph", slug=here.consultation.slug, paragraph_id=paragraph_id)
            yield place_in_words(heading, label or None), href


def mark_of(words: str, reason: str, item: Contribution, here: Here) -> str:
    """Marks a preview: of these words, for this reason, in the item as it stands."""
    there = [str(slot.value) for slot in slots(here.session, item)]
    return hashlib.sha256("\0".join([words, reason, *there]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A redaction as the clerk alone reads it: what went, and each text as it was; `unseen` of these are not the clerk's."""

    words: str
    reason: str
    by: str
    redacted_at: Any
    before: tuple[tuple[str, str], ...]
    unseen: int


def unsealed(here: Here, item: Contribution) -> list[Unsealed]:
    """Every redaction of an item, the latest first."""
    rows = [
        here.session.get_one(
            Redaction, row.id, options=[undefer(Redaction.words), undefer(Redaction.sealed)], populate_existing=True
        )
        for row in item.redactions
    ]
    return [_unsealed(here, row) for row in reversed(rows)]


def _unsealed(here: Here, row: Redaction) -> Unsealed:
    here.session.refresh(row, ["redacted_by"])
    texts = [one for one in row.sealed if "what" in one]
    read = [one for one in texts if one["seen"] != Seen.OTHERS and isinstance(one["before"], str)]
    return Unsealed(
        words=row.words,
        reason=row.reason,
        by=row.redacted_by.name,
        redacted_at=row.redacted_at,
        before=tuple((one["what"], one["before"]) for one in read),
        unseen=len(row.sealed) - len(read),
    )
