"""Changes between two texts, word by word.

Applying the pieces gives both texts back exactly: `"".join` of all but the inserted ones is the old text,
of all but the deleted ones the new text.
"""

import re
from collections.abc import Iterator, Sequence
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


def as_replacement(wording: str, *bases: str) -> tuple[Piece, ...]:
    """`wording` as what is to stand in place of one of `bases`: the words quoted, then the paragraph.

    A change of the one it is most like; where it is like none, the first is deleted whole and it is inserted. () for none.
    """
    if not wording:
        return ()
    how_like, base = _nearest(wording, bases)
    if how_like >= ALIKE:
        return changes(base, wording)
    replaced = next((base for base in bases if base), "")
    return (*([Piece(Op.DELETED, replaced)] if replaced else []), Piece(Op.INSERTED, wording))


def as_result(wording: str, suggestion: str, *bases: str) -> tuple[Piece, ...]:
    """What an authority says the wording will be, as a change of one of `bases`, also where it takes up the `suggestion`.

    Words that are like neither stand by themselves, unmarked: "See paragraph 31" changes nothing. () for none.
    """
    if not wording:
        return ()
    if max(_nearest(wording, bases)[0], likeness(suggestion, wording)) >= ALIKE:
        return as_replacement(wording, *bases)
    return (Piece(Op.SAME, wording),)


def _nearest(wording: str, bases: Sequence[str]) -> tuple[float, str]:
    """How like `wording` is to the one of `bases` it is most like, and that one."""
    return max(((likeness(base, wording), base) for base in bases if base), default=(0.0, ""))


def likeness(old: str, new: str) -> float:
    """How much of their words two texts have in common, in order: 0 to 1."""
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()
