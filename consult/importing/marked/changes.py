"""Tracked changes gathered: one mark for all that one author changed in a paragraph, a cell or a row."""

from dataclasses import replace

from consult.domain.marked_copy import CopyKind, Edit, Untaken, applied
from consult.importing.marked import tables
from consult.importing.marked.gathering import Changes, Part, merged, part_of
from consult.importing.marked.outline import Outline, Unit

_QUOTED = 100  # characters of somebody's words in a remark
_ADDED = "“{}” was added where the draft has nothing."
_CONTENTS = "The table of contents was changed. It is made anew from the headings."


def gather(outline: Outline) -> Changes:
    """Every tracked insertion, deletion and move of the document."""
    found = Changes(outline)
    done: set[tuple[str, int]] = set()
    for position, unit in enumerate(outline.units):
        if unit.kind is CopyKind.TABLE:
            tables.gather(found, position)
            continue
        for author in found.authors([*unit.before, unit.span, *unit.after]):
            if (author, position) not in done:
                joined = _joined(outline, position, author)
                done.update((author, one) for one in joined)
                _gather_joined(found, joined, author)
    _gather_strays(found)
    return found


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


def _gather_joined(found: Changes, positions: list[int], author: str) -> None:
    parts = [_part(found.outline, found.outline.units[position], author) for position in positions]
    left = [n for n, part in enumerate(parts) if part.text.strip()]
    if len(left) > 1:  # a true joining; all that is struck out between is part of it
        first, last = left[0], left[-1]
        _one_mark(found, positions[first : last + 1], parts[first : last + 1], author)
        left = list(range(first, last + 1))
    for n, (position, part) in enumerate(zip(positions, parts, strict=True)):
        if len(left) < 2 or n not in left:
            _one_mark(found, [position], [part], author)


def _one_mark(found: Changes, positions: list[int], parts: list[Part], author: str) -> None:
    units = [found.outline.units[position] for position in positions]
    shifted, offset = [], 0
    for n, (unit, part) in enumerate(zip(units, parts, strict=True)):
        edits = [Edit(edit.start + offset, edit.end + offset, edit.new) for edit in part.edits]
        offset += len(unit.text)
        if n < len(units) - 1:
            edits.append(Edit(offset, offset + 1, ""))
            offset += 1
        shifted.append(replace(part, edits=edits))
    found.take(author, positions, (0, offset), shifted, units[0].span.start)


def _part(outline: Outline, unit: Unit, author: str) -> Part:
    """This author's changes of a unit, the new paragraphs beside it included."""
    *pieces, end = outline.pieces_of(unit.span)
    part = part_of(pieces, author)
    if end.deleted is not None and end.is_cut_by(author):
        part.stamps.append(end.deleted)
    above = [Edit(0, 0, f"{words}\n") for words in part.new_words(outline, unit.before, author)]
    here = len(unit.text)
    below = [Edit(here, here, f"\n{words}") for words in part.new_words(outline, unit.after, author)]
    part.edits = list(merged([*above, *part.edits, *below]))
    part.text = applied(unit.text, part.edits)
    return part


def _gather_strays(found: Changes) -> None:
    for span in found.outline.strays:
        for author in found.authors([span]):
            words = "".join(piece.text for piece in found.outline.pieces_of(span)).strip()
            found.untaken.append(Untaken(author, _ADDED.format(words[:_QUOTED].strip())))
    found.untaken += [Untaken(author, _CONTENTS) for author in found.authors(found.outline.contents)]
