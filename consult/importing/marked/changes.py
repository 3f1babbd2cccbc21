"""Tracked changes gathered: one mark for all that one author changed in a paragraph, a cell or a row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from consult.domain.marked_copy import CopyKind, Edit, Mark, MarkKind, Untaken, applied
from consult.importing.marked.outline import Outline, Span, Unit
from consult.importing.marked.pieces import Piece, Stamp

_QUOTED = 100  # characters of somebody's words in a remark


@dataclass(slots=True)
class Changes:
    """What was found: each mark with the piece it begins at, and the names of the moves it takes part in."""

    marks: list[tuple[int, Mark]] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)
    moves: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)  # by place in `marks`: from, to


@dataclass(slots=True)
class _Part:
    """What one author makes of one unit: edits of its text, the text after them, and the stamps of what was done."""

    edits: list[Edit]
    result: str
    stamps: list[Stamp]
    source: set[str]  # moves it loses words to
    target: set[str]


def gather(outline: Outline) -> Changes:
    """Every tracked insertion, deletion and move of the document."""
    found = Changes()
    done: set[tuple[str, int]] = set()
    for position, unit in enumerate(outline.units):
        if unit.kind is CopyKind.TABLE:
            _table(outline, position, found)
            continue
        for author in _authors(outline, [*unit.before, unit.span, *unit.after]):
            if (author, position) not in done:
                joined = _joined(outline, position, author)
                done.update((author, one) for one in joined)
                _gather_joined(outline, joined, author, found)
    _strays(outline, found)
    return found


def _authors(outline: Outline, spans: Iterable[Span]) -> list[str]:
    """Who changed anything there, in the order they first did."""
    pieces = (piece for span in spans for piece in outline.pieces_of(span))
    return list(dict.fromkeys(s.author for piece in pieces for s in (piece.inserted, piece.deleted) if s is not None))


def _joined(outline: Outline, position: int, author: str) -> list[int]:
    """The units that become one paragraph when this author's changes are made."""
    held, units = [position], outline.units
    while held[-1] + 1 < len(units):
        this, following = units[held[-1]], units[held[-1] + 1]
        cut = outline.pieces_of(this.span)[-1].is_cut_by(author)
        if not cut or following.story != this.story or CopyKind.NOTE in (this.kind, following.kind):
            break
        held.append(held[-1] + 1)
    return held


def _gather_joined(outline: Outline, positions: list[int], author: str, found: Changes) -> None:
    parts = [_part(outline, outline.units[position], author) for position in positions]
    left = [n for n, part in enumerate(parts) if part.result.strip()]
    if len(left) > 1:  # a true joining; all that is struck out between is part of it
        first, last = left[0], left[-1]
        _one_mark(outline, positions[first : last + 1], parts[first : last + 1], author, found)
        left = list(range(first, last + 1))
    for n, (position, part) in enumerate(zip(positions, parts, strict=True)):
        if len(left) < 2 or n not in left:
            _one_mark(outline, [position], [part], author, found)


def _one_mark(outline: Outline, positions: list[int], parts: list[_Part], author: str, found: Changes) -> None:
    units = [outline.units[position] for position in positions]
    edits, offset = [], 0
    for n, (unit, part) in enumerate(zip(units, parts, strict=True)):
        edits += [Edit(e.start + offset, e.end + offset, e.new) for e in part.edits]
        offset += len(unit.text)
        if n < len(units) - 1:
            edits.append(Edit(offset, offset + 1, ""))
            offset += 1
    mark = _mark(author, _last(parts), positions[0], positions[-1], 0, offset, tuple(_merged(edits)))
    _take(outline, mark, units[0].span.start, parts, found)


def _take(outline: Outline, mark: Mark, begins: int, parts: Sequence[_Part], found: Changes) -> None:
    base = "\n".join(unit.text for unit in outline.units[mark.first or 0 : (mark.last or 0) + 1])
    before, after = base[mark.start : mark.end], applied(base, mark.edits, mark.start, mark.end)
    if before.split() == after.split() and before.count("\n") == after.count("\n"):
        if any(part.stamps for part in parts):
            found.untaken.append(_nothing_left(mark, before == after))
        return
    found.moves[len(found.marks)] = (
        {name for part in parts for name in part.source},
        {name for part in parts for name in part.target},
    )
    found.marks.append((begins, mark))


def _nothing_left(mark: Mark, same: bool) -> Untaken:
    what = (
        "Words that somebody else had inserted were struck out: they are not in the draft."
        if same
        else "Only white space was changed."
    )
    return Untaken(mark.author, what, mark.first)


def _part(outline: Outline, unit: Unit, author: str) -> _Part:
    """This author's changes of a unit, the new paragraphs beside it included."""
    pieces = outline.pieces_of(unit.span)
    end = pieces.pop()
    part = _edits(pieces, author)
    if end.deleted is not None and end.is_cut_by(author):
        part.stamps.append(end.deleted)
    above = [Edit(0, 0, f"{words}\n") for words in _new_words(outline, unit.before, author, part)]
    here = len(unit.text)
    below = [Edit(here, here, f"\n{words}") for words in _new_words(outline, unit.after, author, part)]
    part.edits = list(_merged([*above, *part.edits, *below]))
    part.result = applied(unit.text, part.edits)
    return part


def _new_words(outline: Outline, spans: Iterable[Span], author: str, part: _Part) -> Iterator[str]:
    """The new paragraphs of this author among `spans`; what was done there is noted in `part`."""
    for span in spans:
        pieces = outline.pieces_of(span)
        words = "".join(piece.text for piece in pieces if piece.is_kept_by(author)).strip()
        if words:
            _note_stamps(part, pieces, author)
            yield words


def _edits(pieces: list[Piece], author: str, at: int = 0) -> _Part:
    """Edits of the text that the old ones of these pieces make, which begins at offset `at`."""
    part = _Part([], "", [], set(), set())
    for piece in pieces:
        ends = at + len(piece.text) if piece.is_original else at
        if piece.is_original and piece.is_cut_by(author):
            part.edits.append(Edit(at, ends, ""))
        elif not piece.is_original and piece.is_kept_by(author):
            part.edits.append(Edit(at, at, piece.text))
        at = ends
    _note_stamps(part, pieces, author)
    return part


def _note_stamps(part: _Part, pieces: Iterable[Piece], author: str) -> None:
    for piece in pieces:
        for stamp, moves in ((piece.inserted, part.target), (piece.deleted, part.source)):
            if stamp is not None and stamp.author == author:
                part.stamps.append(stamp)
                moves.update({stamp.move} - {""})


def _merged(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits that touch as one."""
    held: Edit | None = None
    for edit in edits:
        if held is not None and edit.start <= held.end:
            held = Edit(held.start, max(held.end, edit.end), held.new + edit.new)
            continue
        if held is not None:
            yield held
        held = edit
    if held is not None:
        yield held


def _table(outline: Outline, position: int, found: Changes) -> None:
    """Changes of a table: a mark for each row that came or went, and for each author's changes in a cell."""
    unit = outline.units[position]
    for spans, where in ((unit.before, 0), (unit.after, len(unit.text))):
        for span in spans:
            _new_beside(outline, position, span, where, found)
    at = 0
    for row in unit.rows:
        ends = at + _old_length(outline, row)
        if row.inserted is not None:
            _row_mark(outline, position, row, row.inserted, at, at, found)
        elif row.deleted is not None:
            _row_mark(outline, position, row, row.deleted, at, ends, found)
        else:
            _cells(outline, position, row, at, found)
        at = ends


def _old_length(outline: Outline, span: Span) -> int:
    return sum(len(piece.text) for piece in outline.pieces_of(span) if piece.is_original)


def _row_mark(outline: Outline, position: int, row: Span, stamp: Stamp, at: int, ends: int, found: Changes) -> None:
    pieces, length = outline.pieces_of(row), len(outline.units[position].text)
    words = "".join(piece.text for piece in pieces if piece.is_kept_by(stamp.author)).strip() if row.inserted else ""
    if words:
        words = f"{words}\n" if at < length else f"\n{words}"
    at, ends = min(at, length), min(ends, length)
    part = _Part([Edit(at, ends, words)], "", [stamp], set(), set())
    _note_stamps(part, pieces, stamp.author)
    mark = _mark(stamp.author, _last([part]), position, position, at, ends, tuple(part.edits))
    _take(outline, mark, row.start, [part], found)


def _cells(outline: Outline, position: int, row: Span, at: int, found: Changes) -> None:
    for cell in row.cells:
        pieces, end = outline.pieces_of(cell), at + _old_length(outline, cell)
        for author in _authors(outline, [cell]):
            part = _edits(pieces, author, at)
            mark = _mark(author, _last([part]), position, position, at, end, tuple(_merged(part.edits)))
            _take(outline, mark, cell.start, [part], found)
        at = end + 1


def _new_beside(outline: Outline, position: int, span: Span, where: int, found: Changes) -> None:
    for author in _authors(outline, [span]):
        part = _Part([], "", [], set(), set())
        for words in _new_words(outline, [span], author, part):
            part.edits.append(Edit(where, where, f"\n{words}" if where else f"{words}\n"))
            mark = _mark(author, _last([part]), position, position, where, where, tuple(part.edits))
            _take(outline, mark, span.start, [part], found)


def _strays(outline: Outline, found: Changes) -> None:
    for span in outline.strays:
        for author in _authors(outline, [span]):
            words = "".join(piece.text for piece in outline.pieces_of(span)).strip()[:_QUOTED].strip()
            found.untaken.append(Untaken(author, f"“{words}” was added where the draft has nothing."))


def _last(parts: Iterable[_Part]) -> datetime | None:
    return max((stamp.at for part in parts for stamp in part.stamps if stamp.at is not None), default=None)


def _mark(
    author: str, at: datetime | None, first: int, last: int, start: int, end: int, edits: tuple[Edit, ...]
) -> Mark:
    return Mark(0, MarkKind.CHANGE, author, at, first, last, start, end, edits=edits)
