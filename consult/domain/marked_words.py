"""Changes between two runs of inline markup: of words, and of the marks they stand in (bold, italics, links).

Words are compared first, without their marks; then the marks of the words that are the same. So a change of formatting alone is
seen as one, and never as words taken out and put in again. Applying the runs gives both sides back: all that was not inserted
is the old markup, all that was not deleted the new one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import unescape
from itertools import groupby

from consult.domain import markup
from consult.domain.word_alignment import Stretch, spans, stretches, words

BREAK = "¶"
"""Stands for the end of a paragraph where two are compared as one text: in place of an element without words (`Bit.element`)."""

_STAND_INS = {BREAK: "\ue000"}
_STAND_IN = "\ue001"  # for all other elements without words, among the words


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    FORMATTED = "formatted"  # the same words in other marks


@dataclass(frozen=True, slots=True)
class Bit:
    """A run of text in the same marks, or an element without words (`<br>`, `<img …>`, BREAK); then the text is "".

    `marks` are the start tags it stands in, with their attributes, the outermost first.
    """

    text: str
    marks: tuple[str, ...] = ()
    element: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words with one fate: `old` are its marks before, `new` those after. Of the side it is not on, they are ()."""

    change: Change
    text: str
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    element: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks it is shown in."""
        return self.old if self.change is Change.DELETED else self.new


def bits(html: str) -> tuple[Bit, ...]:
    """Sanitised inline markup as text with its marks. What a tag does not open it does not close."""
    found: list[Bit] = []
    marks: list[str] = []
    for token in markup.tokens(html):
        if not token.startswith("<"):
            found.append(Bit(unescape(token), tuple(marks)))
        elif markup.tag_name(token) in markup.VOID:
            found.append(Bit("", tuple(marks), token))
        elif not token.startswith("</"):
            marks.append(token)
        elif marks and markup.tag_name(marks[-1]) == markup.tag_name(token):
            marks.pop()
    return joined(found)


def joined(held: Iterable[Bit]) -> tuple[Bit, ...]:
    """Neighbours of the same marks as one; nothing empty."""
    found: list[Bit] = []
    for bit in held:
        if found and not (bit.element or found[-1].element) and found[-1].marks == bit.marks:
            found[-1] = replace(found[-1], text=found[-1].text + bit.text)
        elif bit.text or bit.element:
            found.append(bit)
    return tuple(found)


def changes(old: Sequence[Bit], new: Sequence[Bit]) -> tuple[Run, ...]:
    """What leads from the old markup to the new: deletions stand before the insertions that replace them."""
    runs: list[Run] = []
    readers = _Reader(old), _Reader(new)
    for same, *ends in _spread(_plain(old), _plain(new)):
        pieces = [reader.up_to(end) for reader, end in zip(readers, ends, strict=True)]
        runs += _compared(*pieces) if same else _replaced(*pieces)
    return tuple(_tidy(runs))


def unchanged(held: Iterable[Bit], change: Change = Change.SAME) -> tuple[Run, ...]:
    """Markup that has one fate as a whole."""
    old, new = change is not Change.INSERTED, change is not Change.DELETED
    return tuple(Run(change, bit.text, bit.marks if old else (), bit.marks if new else (), bit.element) for bit in held)


def before(runs: Iterable[Run]) -> tuple[Bit, ...]:
    """The markup as it was."""
    return joined(Bit(run.text, run.old, run.element) for run in runs if run.change is not Change.INSERTED)


def after(runs: Iterable[Run]) -> tuple[Bit, ...]:
    """The markup as it is now."""
    return joined(Bit(run.text, run.new, run.element) for run in runs if run.change is not Change.DELETED)


def _plain(held: Iterable[Bit]) -> str:
    """The words, with a character in place of each element that has none."""
    return "".join(_STAND_INS.get(bit.element, _STAND_IN) if bit.element else bit.text for bit in held)


def _spread(old: str, new: str) -> Iterator[tuple[bool, int, int]]:
    """The two texts against each other, character by character and without a gap: same or not, and up to where on each side.

    White space belongs to the word after it. What is the same of it between two words that are is the same; so is what two
    changed passages begin with.
    """
    ends = [0, *(end for _, end in spans(old))], [0, *(end for _, end in spans(new))]
    for one in stretches(words(old), words(new)):
        if one.same:
            yield from _word_by_word(one, old, new, ends)
        else:
            starts = ends[0][one.old_start], ends[1][one.new_start]
            last = ends[0][one.old_end], ends[1][one.new_end]
            space = _space(old[starts[0] : last[0]], new[starts[1] : last[1]])
            yield True, starts[0] + space, starts[1] + space
            yield False, *last
    tails = old[ends[0][-1] :], new[ends[1][-1] :]
    yield tails[0] == tails[1], len(old), len(new)


def _word_by_word(
    one: Stretch, old: str, new: str, ends: tuple[list[int], list[int]]
) -> Iterator[tuple[bool, int, int]]:
    first, last = one.old_start, one.old_end
    starts, stops = (ends[0][first], ends[1][one.new_start]), (ends[0][last], ends[1][one.new_end])
    if old[starts[0] : stops[0]] == new[starts[1] : stops[1]]:
        yield True, *stops
        return
    for n in range(last - first):
        here, there = one.old_start + n, one.new_start + n
        starts = spans(old)[here][0], spans(new)[there][0]
        gaps = old[ends[0][here] : starts[0]], new[ends[1][there] : starts[1]]
        yield gaps[0] == gaps[1], *starts
        yield True, ends[0][here + 1], ends[1][there + 1]


def _space(old: str, new: str) -> int:
    """How much white space two passages begin with alike."""
    spaces = old[: len(old) - len(old.lstrip())], new[: len(new) - len(new.lstrip())]
    return len(spaces[0]) if spaces[0] == spaces[1] else 0


class _Reader:
    """Reads bits by the characters of their words, in order."""

    def __init__(self, held: Sequence[Bit]) -> None:
        self._left = list(reversed(held))
        self._at = 0

    def up_to(self, end: int) -> list[Bit]:
        """What comes next, up to the character `end`."""
        found = []
        while self._at < end:
            bit = self._left.pop()
            size = 1 if bit.element else len(bit.text)
            if self._at + size > end:
                here = end - self._at
                self._left.append(replace(bit, text=bit.text[here:]))
                bit, size = replace(bit, text=bit.text[:here]), here
            self._at += size
            found.append(bit)
        return found


def _replaced(old: Iterable[Bit], new: Iterable[Bit]) -> tuple[Run, ...]:
    return (*unchanged(old, Change.DELETED), *unchanged(new, Change.INSERTED))


def _compared(old: Sequence[Bit], new: Sequence[Bit]) -> Iterator[Run]:
    """Bits of the same words: the same or in other marks; replaced where an element stands against another, or a character."""
    readers = _Reader(old), _Reader(new)
    ends = sorted({end for side in (old, new) for end in _ends(side)})
    for end in ends:
        (one,), (other,) = (reader.up_to(end) for reader in readers)
        if (one.text, one.element) != (other.text, other.element):
            yield from _replaced([one], [other])
        else:
            change = Change.SAME if one.marks == other.marks else Change.FORMATTED
            yield Run(change, one.text, one.marks, other.marks, one.element)


def _ends(held: Iterable[Bit]) -> Iterator[int]:
    at = 0
    for bit in held:
        at += 1 if bit.element else len(bit.text)
        yield at


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """Of each change first what was deleted, and neighbours of one fate as one."""
    ordered: list[Run] = []
    inserted: list[Run] = []
    for run in runs:
        if run.change is Change.INSERTED:
            inserted.append(run)
        elif run.change is Change.DELETED:
            ordered.append(run)
        else:
            ordered += [*inserted, run]
            inserted = []
    for alike, group in groupby((*ordered, *inserted), lambda run: (run.change, run.old, run.new, run.element)):
        if alike[-1]:
            yield from group
        else:
            held = list(group)
            yield replace(held[0], text="".join(run.text for run in held))
