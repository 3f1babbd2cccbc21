"""Which paragraph of a redraft carries on which paragraph of the draft before it, and the same of sections.

A paragraph is addressed by its position in the whole draft, counted from 0 through all sections (as it is stored); a section
by its position among the sections. Headings are no paragraphs. Tables, figures, list items and footnotes are.

What is the same is paired first (`twins`); then what is like (`kinship`), the most alike first; then parts are given to what
they were split from or merged into. Numbers play no part: a paragraph keeps its identity when it is renumbered.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from consult.domain import pairing_paragraphs, pairing_sections
from consult.domain.draft import Draft, Paragraph
from consult.domain.outline import Outline, Tie, mains, outline


class Was(StrEnum):
    """What became of a paragraph or section; the first that is true of: split or merged, moved, edited, same."""

    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    DELETED = "deleted"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of something in the old draft.

    `to` are its positions in the new draft: first the one that carries on its key or, where none does, that took most of it;
    () if it was deleted. `likeness`, 0 to 1, is how much of its words and the first one's are the same in the same order: 1 for
    the same words. `margin`, 0 to 1, is how far the first one is ahead of the next best; 0 means that either could be meant.
    `moved` is true of a split or merged one too, if it stands elsewhere now.
    """

    was: Was
    to: tuple[int, ...] = ()
    likeness: float = 0.0
    margin: float = 1.0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something in the new draft comes from.

    `of` are its positions in the old draft, first the one that gave most; () if it is new. `carries` is the one whose key it
    carries on: None for what is new, and for the lesser parts of what was split.
    """

    was: Was
    of: tuple[int, ...] = ()
    carries: int | None = None
    likeness: float = 0.0
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Pairing:
    """Both drafts and what became of what: `fates` of what was there, `origins` of what is there now, by position."""

    old: Outline
    new: Outline
    fates: tuple[Fate, ...]
    origins: tuple[Origin, ...]
    section_fates: tuple[Fate, ...]
    section_origins: tuple[Origin, ...]


def pair(old: Draft, new: Draft) -> Pairing:
    """Pairs two versions of a draft. Every position of either is accounted for, and no key is carried on twice."""
    before, after = outline(old), outline(new)
    exact = pairing_paragraphs.exact(before, after)
    ties = pairing_paragraphs.tie(before, after, exact)
    sections = pairing_sections.tie(before, after, exact.headings, ties)
    strayed = pairing_paragraphs.strayed(before, after, ties, mains(sections))
    paragraphs = _Told(ties, strayed, lambda one, other: _same(before.paragraphs[one], after.paragraphs[other]))
    headings = _Told(
        sections,
        pairing_sections.strayed(sections),
        lambda one, other: before.sections[one].heading == after.sections[other].heading,
    )
    return Pairing(
        before,
        after,
        tuple(paragraphs.fate(n) for n in range(len(before.paragraphs))),
        tuple(paragraphs.origin(n) for n in range(len(after.paragraphs))),
        tuple(headings.fate(n) for n in range(len(before.sections))),
        tuple(headings.origin(n) for n in range(len(after.sections))),
    )


def _same(one: Paragraph, other: Paragraph) -> bool:
    """The same words in the same form: its number and how far it is indented are not part of it."""
    return (one.text, one.html, one.kind) == (other.text, other.html, other.kind)


class _Told:
    """Ties told from either side."""

    def __init__(
        self, ties: Sequence[Tie], strayed: Container[tuple[int, int]], same: Callable[[int, int], bool]
    ) -> None:
        self._strayed, self._same = strayed, same
        self._to: dict[int, list[Tie]] = defaultdict(list)
        self._of: dict[int, list[Tie]] = defaultdict(list)
        for one in sorted(ties, key=lambda tie: (not tie.main, -tie.given, tie.new, tie.old)):
            self._to[one.old].append(one)
            self._of[one.new].append(one)

    def fate(self, old: int) -> Fate:
        """What became of the old one."""
        ties = self._to.get(old)
        if not ties:
            return Fate(Was.DELETED)
        first, moved = ties[0], (old, ties[0].new) in self._strayed
        was = self._was(ties, self._of[first.new], Was.SPLIT, Was.MERGED)
        return Fate(was, tuple(tie.new for tie in ties), first.likeness, first.margin, moved)

    def origin(self, new: int) -> Origin:
        """Where the new one comes from."""
        ties = self._of.get(new)
        if not ties:
            return Origin(Was.NEW)
        first, moved = ties[0], (ties[0].old, new) in self._strayed
        was = self._was(ties, self._to[first.old], Was.MERGED, Was.SPLIT)
        return Origin(was, tuple(tie.old for tie in ties), first.old if first.main else None, first.likeness, moved)

    def _was(self, ties: Sequence[Tie], others: Sequence[Tie], many: Was, among_many: Was) -> Was:
        pair = ties[0].old, ties[0].new
        if len(ties) > 1:
            return many
        if len(others) > 1:
            return among_many
        if pair in self._strayed:
            return Was.MOVED
        return Was.SAME if self._same(*pair) else Was.EDITED
