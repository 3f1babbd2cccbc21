"""Changes between two texts, word by word.

Applying the pieces gives both texts back exactly: `"".join` of all but the inserted ones is the old text,
of all but the deleted ones the new text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Op(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words with one fate."""

    op: Op
    text: str


_TOKEN = re.compile(r"\s+|[^\W_]+(?:['’\-.,][^\W_]+)*|.", re.DOTALL)


def changes(old: str, new: str) -> tuple[Piece, ...]:
    """The word-level changes that lead from `old` to `new`: deletions stand before the insertions that replace them."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_merged(_pieces(before, after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece(Op.SAME, "".join(before[i1:i2]))
            continue
        if i2 > i1:
            yield Piece(Op.DELETED, "".join(before[i1:i2]))
        if j2 > j1:
            yield Piece(Op.INSERTED, "".join(after[j1:j2]))


def _merged(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Takes the lone white space between two changes into them, so that a changed phrase reads as one change."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.op is not Op.SAME or (run and piece.text.isspace()):
            run.append(piece)
        else:
            yield from _one_change(run)
            yield piece
            run = []
    yield from _one_change(run)


def _one_change(run: list[Piece]) -> Iterator[Piece]:
    """A run of changes as one deletion and one insertion; as it is, where one of them would hold nothing but white space."""
    after = [run.pop()] if run and run[-1].op is Op.SAME else []
    deleted = "".join(piece.text for piece in run if piece.op is not Op.INSERTED)
    inserted = "".join(piece.text for piece in run if piece.op is not Op.DELETED)
    whole = deleted.strip() and inserted.strip()
    yield from (Piece(Op.DELETED, deleted), Piece(Op.INSERTED, inserted)) if whole else run
    yield from after


ALIKE = 0.4
"""The share of its words that a new wording has in common with the old one to be read as a change of it."""


def as_change(wording: str, *bases: str) -> tuple[Piece, ...]:
    """`wording` as a change of that one of `bases` (the words quoted, the paragraph) it is most like.

    Where it is like none of them it stands by itself, unmarked: "See paragraph 31" changes nothing. () for no wording.
    """
    if not wording:
        return ()
    likeness, base = max(((_likeness(base, wording), base) for base in bases if base), default=(0.0, ""))
    return changes(base, wording) if likeness >= ALIKE else (Piece(Op.SAME, wording),)


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
