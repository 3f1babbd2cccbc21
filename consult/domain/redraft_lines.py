"""The redline of a whole redraft: section by section, what became of each paragraph, word by word.

Sections and paragraphs stand in the order of the new draft, what was deleted where it stood. What moved is shown twice, each
linked to the other: where it was (`moved_to`), as it was, and where it is (`moved_from`), with what was changed in it. Applying
the runs gives both drafts back: `before` and `after`. `redlining` makes it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from consult.domain import marked_words, table_changes
from consult.domain.draft import Kind
from consult.domain.marked_html import inline_html
from consult.domain.marked_words import BREAK, Bit, Change, Run
from consult.domain.pairing import Was
from consult.domain.table_changes import TableChange, table_html
from consult.domain.tables import Table


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the redline.

    `old` are the positions in the old draft of what stands in it, the one it carries on first; `new` its position in the new one,
    None for what was deleted and where something moved from. `whole` are all the old paragraphs that went into it and into the
    other parts of the same split or merger. `runs` are its words, () for a table, which is in `table`.
    """

    was: Was
    old: tuple[int, ...]
    new: int | None
    whole: tuple[int, ...]
    old_label: str
    new_label: str
    kind: Kind
    level: int
    runs: tuple[Run, ...] = ()
    table: TableChange | None = None
    moved_from: int | None = None
    moved_to: int | None = None

    @property
    def changed(self) -> bool:
        """Whether anything but its number is other than it was."""
        runs = self.table.runs if self.table else self.runs
        return self.was not in (Was.SAME, Was.EDITED) or any(run.change is not Change.SAME for run in runs)


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section of the redline: its heading as runs, and its paragraphs. Positions and moves are as in `Line`."""

    was: Was
    old: tuple[int, ...]
    new: int | None
    old_number: str
    new_number: str
    level: int
    heading: tuple[Run, ...]
    lines: tuple[Line, ...]
    moved_from: int | None = None
    moved_to: int | None = None

    @property
    def changed(self) -> bool:
        """Whether its heading or place is other than it was; its paragraphs are asked for themselves."""
        return self.was not in (Was.SAME, Was.EDITED) or any(run.change is not Change.SAME for run in self.heading)


@dataclass(frozen=True, slots=True)
class Redline:
    """A whole draft against another."""

    sections: tuple[SectionLines, ...]


def only_changed(redline: Redline) -> Redline:
    """What changed, and the headings it stands under. A paragraph that has only another number has not changed."""
    kept = []
    for section in redline.sections:
        lines = tuple(line for line in section.lines if line.changed)
        if lines or section.changed:
            kept.append(replace(section, lines=lines))
    return Redline(tuple(kept))


def line_html(line: Line) -> str:
    """A paragraph of the redline as sanitised markup, with `<ins>` and `<del>`; of a table the whole `<table>`."""
    return table_html(line.table) if line.table else inline_html(line.runs)


Content = tuple[Bit, ...] | Table


def before(redline: Redline) -> dict[int, Content]:
    """What stood in each old paragraph, by its position."""
    found: dict[int, Content] = {}
    parts: dict[tuple[int, ...], list[Line]] = defaultdict(list)
    for line in _lines(redline):
        if line.table and line.old and line.moved_to is None:
            found[line.old[0]] = table_changes.before(line.table)
        elif line.whole and line.moved_to is None:
            parts[line.whole].append(line)
    for whole, lines in parts.items():
        in_order = sorted(lines, key=lambda line: -1 if line.new is None else line.new)
        text = marked_words.before(run for line in in_order for run in line.runs)
        found.update(zip(whole, _paragraphs(text), strict=True))
    return found


def after(redline: Redline) -> dict[int, Content]:
    """What stands in each new paragraph, by its position."""
    found: dict[int, Content] = {}
    for line in _lines(redline):
        if line.new is not None and line.table:
            found[line.new] = table_changes.after(line.table)
        elif line.new is not None:
            found[line.new] = tuple(bit for bit in marked_words.after(line.runs) if bit.element != BREAK)
    return found


def _lines(redline: Redline) -> Iterator[Line]:
    return (line for section in redline.sections for line in section.lines)


def _paragraphs(text: Iterable[Bit]) -> list[tuple[Bit, ...]]:
    """Text cut where its paragraphs end."""
    found: list[list[Bit]] = [[]]
    for bit in text:
        if bit.element == BREAK:
            found.append([])
        else:
            found[-1].append(bit)
    return [tuple(paragraph) for paragraph in found]
