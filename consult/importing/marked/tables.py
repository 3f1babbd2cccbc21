"""Tracked changes of a table: a mark for each row that came or went, and for each author's changes in a cell."""

from collections.abc import Sequence

from consult.domain.marked_copy import CopyKind, Edit
from consult.importing.marked.gathering import Changes, Part, part_of
from consult.importing.marked.outline import Span
from consult.importing.marked.pieces import Stamp


def gather(found: Changes, position: int) -> None:
    """The changes of the table at a position."""
    unit = found.outline.units[position]
    whole = _wholly_deleted(unit.rows)
    if whole is not None:
        _row(found, position, unit.span, whole, 0, len(unit.text))
        return
    at = 0
    for row in unit.rows:
        ends = at + _old_length(found, row)
        if row.inserted is not None:
            _row(found, position, row, row.inserted, at, at)
        elif row.deleted is not None:
            _row(found, position, row, row.deleted, at, ends)
        else:
            _cells(found, position, row, at)
        at = ends


def _wholly_deleted(rows: Sequence[Span]) -> Stamp | None:
    """Who struck out all rows of a table, if it was one person."""
    stamps = [row.deleted for row in rows if row.inserted is None]
    one = len({stamp.author for stamp in stamps if stamp is not None}) == 1
    return stamps[0] if one and len(stamps) == len(rows) and None not in stamps else None


def _old_length(found: Changes, span: Span) -> int:
    return sum(len(piece.text) for piece in found.outline.pieces_of(span) if piece.is_original)


def _row(found: Changes, position: int, row: Span, stamp: Stamp, at: int, ends: int) -> None:
    pieces, length = found.outline.pieces_of(row), len(found.outline.units[position].text)
    words = "".join(piece.text for piece in pieces if piece.is_kept_by(stamp.author)).strip() if row.inserted else ""
    if words:
        words = f"{words}\n" if at < length else f"\n{words}"
    bounds = min(at, length), min(ends, length)
    part = Part([Edit(*bounds, words)], [stamp])
    part.note(pieces, stamp.author)
    found.take(stamp.author, [position], bounds, [part], row.start)


def _cells(found: Changes, position: int, row: Span, at: int) -> None:
    for cell in row.cells:
        pieces, end = found.outline.pieces_of(cell), at + _old_length(found, cell)
        for author in found.authors([cell]):
            found.take(author, [position], (at, end), [part_of(pieces, author, at)], cell.start)
        at = end + 1


def gather_new(found: Changes, position: int, span: Span, at: int) -> None:
    """A table that is wholly new, before (`at` is 0) or after what stands at a position."""
    text = found.outline.units[position].text
    for author in found.authors([span]):
        pieces = found.outline.pieces_of(span)
        words = "".join(piece.text for piece in pieces if piece.is_kept_by(author)).strip()
        part = Part([Edit(at, at, f"\n{words}" if at else f"{words}\n")])
        part.note(pieces, author)
        bounds = (at, at) if found.outline.units[position].kind is CopyKind.TABLE else (0, len(text))
        if words:
            found.take(author, [position], bounds, [part], span.start)
