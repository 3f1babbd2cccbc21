"""Changes between two tables, cell by cell: rows and columns put in and taken out, and what changed in those that stayed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from consult.domain import marked_words, markup
from consult.domain.assignment import Offer, assigned
from consult.domain.marked_html import inline_html
from consult.domain.marked_words import Change, Run, changes, unchanged
from consult.domain.ordering import in_order
from consult.domain.tables import Cell, Row, Table
from consult.domain.word_alignment import closest_stretches

ALIKE = 0.5
"""Likeness from which two rows between the same neighbours are one, edited: half of it the first cell, which names the row."""

_MOST = 2500  # pairs of rows between the same neighbours that are all compared


class Kept(StrEnum):
    """Whether a row or a cell stayed."""

    BOTH = "both"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class CellChange:
    """What became of a cell; `old` and `new` are its start tags, "" on the side it is not on, both in a gap."""

    kept: Kept
    old: str
    new: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of a row; `old_head` and `new_head` say whether it was and is in the head of the table."""

    kept: Kept
    old_head: bool
    new_head: bool
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """What became of a table, row by row in new order, with deleted rows where they stood."""

    caption: tuple[Run, ...]
    rows: tuple[RowChange, ...]

    @property
    def runs(self) -> Iterator[Run]:
        """All its words, in the order they are shown."""
        yield from self.caption
        for row in self.rows:
            for cell in row.cells:
                yield from cell.runs


def compare(old: Table, new: Table) -> TableChange:
    """What leads from the old table to the new one."""
    columns = _columns(old, new)
    places = ([here for here, _ in columns], [there for _, there in columns]) if columns else (None, None)
    rows: list[RowChange] = []
    for one, other in _aligned([_texts(row) for row in old.rows], [_texts(row) for row in new.rows], _row_likeness):
        if one is not None and other is not None:
            rows.append(_row(old.rows[one], new.rows[other], columns))
        elif one is not None:
            rows.append(whole_row(old.rows[one], Kept.DELETED, places[0]))
        elif other is not None:
            rows.append(whole_row(new.rows[other], Kept.INSERTED, places[1]))
    return TableChange(changes(old.caption, new.caption), tuple(rows))


def whole(held: Table, kept: Kept) -> TableChange:
    """A table put in, taken out or unchanged as a whole."""
    return TableChange(unchanged(held.caption, _CHANGE[kept]), tuple(whole_row(row, kept) for row in held.rows))


_CHANGE = {Kept.BOTH: Change.SAME, Kept.DELETED: Change.DELETED, Kept.INSERTED: Change.INSERTED}


def whole_row(row: Row, kept: Kept, columns: Sequence[int | None] | None = None) -> RowChange:
    """A row with one fate. `columns` says which of its cells stands where, None for a gap where it has none."""
    old, new = kept is not Kept.INSERTED, kept is not Kept.DELETED
    places = range(len(row.cells)) if columns is None else columns
    cells = (CellChange(kept, "", "", ()) if n is None else _whole_cell(row.cells[n], kept) for n in places)
    return RowChange(kept, row.head and old, row.head and new, tuple(cells))


def _whole_cell(cell: Cell, kept: Kept) -> CellChange:
    old, new = kept is not Kept.INSERTED, kept is not Kept.DELETED
    return CellChange(kept, cell.tag if old else "", cell.tag if new else "", unchanged(cell.held, _CHANGE[kept]))


Texts = tuple[str, ...]


def _texts(row: Row) -> Texts:
    return tuple(" ".join(cell.text.split()) for cell in row.cells)


def _row_likeness(one: Texts, other: Texts) -> float:
    named = bool(one and other and one[0]) and one[0] == other[0]
    return 0.5 * named + 0.5 * fuzz.ratio(" ".join(one).split(), " ".join(other).split()) / 100


def _cell_likeness(one: Texts, other: Texts) -> float:
    return fuzz.ratio(one[0], other[0]) / 100


def _aligned(
    old: Sequence[Texts], new: Sequence[Texts], likeness: Callable[[Texts, Texts], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Positions of rows (or columns, or cells) that are one, in order; None beside what has no counterpart."""
    keys = [tuple("\t".join(texts) for texts in side) for side in (old, new)]
    for one in closest_stretches(*keys):
        olds, news = range(one.old_start, one.old_end), range(one.new_start, one.new_end)
        pairs = list(zip(olds, news, strict=True)) if one.same else _alike(old, new, olds, news, likeness)
        last = one.old_start, one.new_start
        for here, there in [*pairs, (one.old_end, one.new_end)]:
            yield from ((n, None) for n in range(last[0], here))
            yield from ((None, n) for n in range(last[1], there))
            if (here, there) != (one.old_end, one.new_end):
                yield here, there
            last = here + 1, there + 1


def _alike(
    old: Sequence[Texts], new: Sequence[Texts], olds: range, news: range, likeness: Callable[[Texts, Texts], float]
) -> list[tuple[int, int]]:
    """Pairs in a changed stretch, in order; where it is too long to compare each with each, one with one down the rows."""
    if len(olds) * len(news) > _MOST:
        return list(zip(olds, news, strict=False))
    scores = ((n, m, likeness(old[n], new[m])) for n in olds for m in news)
    offers = [Offer(n, m, score, score >= ALIKE, (abs(n - m),)) for n, m, score in scores]
    pairs = [(offer.old, offer.new) for offer, _ in assigned(offers)]
    return [pairs[n] for n in in_order(pairs, [1] * len(pairs))]


def _columns(old: Table, new: Table) -> list[tuple[int | None, int | None]] | None:
    """Which columns are one, if both tables have rows of one length throughout, and not the same; None else."""
    widths = [{len(row.cells) for row in held.rows} for held in (old, new)]
    spans = any("span=" in cell.tag for held in (old, new) for row in held.rows for cell in row.cells)
    if spans or any(len(width) != 1 for width in widths) or widths[0] == widths[1]:
        return None
    sides = [list(zip(*(_texts(row) for row in held.rows), strict=True)) for held in (old, new)]
    return list(_aligned(sides[0], sides[1], _row_likeness))


def _row(old: Row, new: Row, columns: list[tuple[int | None, int | None]] | None) -> RowChange:
    if columns is None and len(old.cells) == len(new.cells):
        columns = [(n, n) for n in range(len(old.cells))]
    elif columns is None:
        texts = [[(text,) for text in _texts(row)] for row in (old, new)]
        columns = list(_aligned(texts[0], texts[1], _cell_likeness))
    return RowChange(Kept.BOTH, old.head, new.head, tuple(_cell(old, new, *column) for column in columns))


def _cell(old: Row, new: Row, one: int | None, other: int | None) -> CellChange:
    here, there = (None if one is None else old.cells[one]), (None if other is None else new.cells[other])
    if here and there:
        return CellChange(Kept.BOTH, here.tag, there.tag, changes(here.held, there.held))
    return _whole_cell(here, Kept.DELETED) if here else _whole_cell(there or Cell("", ()), Kept.INSERTED)


def before(change: TableChange) -> Table:
    """The table as it was."""
    rows = [
        Row(row.old_head, tuple(Cell(cell.old, marked_words.before(cell.runs)) for cell in row.cells if cell.old))
        for row in change.rows
        if row.kept is not Kept.INSERTED
    ]
    return Table(marked_words.before(change.caption), tuple(rows))


def after(change: TableChange) -> Table:
    """The table as it is now."""
    rows = [
        Row(row.new_head, tuple(Cell(cell.new, marked_words.after(cell.runs)) for cell in row.cells if cell.new))
        for row in change.rows
        if row.kept is not Kept.DELETED
    ]
    return Table(marked_words.after(change.caption), tuple(rows))


def table_html(change: TableChange) -> str:
    """The changes of a table as markup. Rows put in or taken out have all their words in `<ins>` or `<del>`."""
    caption = inline_html(change.caption)
    parts = [f"<caption>{caption}</caption>"] if caption else []
    heads = next((n for n, row in enumerate(change.rows) if not (row.new_head or row.old_head)), len(change.rows))
    for name, rows in (("thead", change.rows[:heads]), ("tbody", change.rows[heads:])):
        inner = "\n".join(_row_html(row) for row in rows)
        parts += [f"<{name}>{inner}</{name}>"] if rows else []
    inner = "\n".join(parts)
    return f"<table>{inner}</table>"


def _row_html(row: RowChange) -> str:
    tags = [(cell.new or cell.old or "<td>", inline_html(cell.runs)) for cell in row.cells]
    inner = "\t".join(f"{tag}{words}</{markup.tag_name(tag)}>" for tag, words in tags)
    return f"<tr>{inner}</tr>"
