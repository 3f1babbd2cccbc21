"""What one author makes of a run of characters, and the marks that become of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from consult.domain.marked_copy import Edit, Mark, MarkKind, Untaken, applied
from consult.importing.marked.outline import Outline, Span
from consult.importing.marked.pieces import Piece, Stamp

_NOT_IN_DRAFT = "Words that somebody else had inserted were struck out: they are not in the draft."
_WHITE_SPACE = "Only white space was changed."


@dataclass(slots=True)
class Part:
    """One author's edits of one text, and the stamps of what was done."""

    edits: list[Edit] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    source: set[str] = field(default_factory=set)  # the moves it loses words to
    target: set[str] = field(default_factory=set)  # and gains them from

    def note(self, pieces: Iterable[Piece], author: str) -> None:
        """Takes in who did what, when."""
        for piece in pieces:
            for stamp, moves in ((piece.inserted, self.target), (piece.deleted, self.source)):
                if stamp is not None and stamp.author == author:
                    self.stamps.append(stamp)
                    moves.update({stamp.move} - {""})


def part_of(pieces: Sequence[Piece], author: str, at: int = 0) -> Part:
    """The author's edits of the text that the old ones of these pieces make, which begins at offset `at`."""
    part = Part()
    for piece in pieces:
        ends = at + len(piece.text) if piece.is_original else at
        if piece.is_original and piece.is_cut_by(author):
            part.edits.append(Edit(at, ends, ""))
        elif not piece.is_original and piece.is_kept_by(author):
            part.edits.append(Edit(at, at, piece.text))
        at = ends
    part.note(pieces, author)
    return part


def merged(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits that touch, as one."""
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


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n") if line.strip()]


def without_last_end(edits: Iterable[Edit], length: int) -> Iterator[Edit]:
    """Edits of a text of `length` characters and the line end after it, as edits of the text alone."""
    for edit in edits:
        if edit.start > length:  # a paragraph after it
            yield Edit(length, length, "\n" + edit.new.removesuffix("\n"))
        elif edit.end <= length:
            yield edit
        elif edit.start < length or edit.new.removesuffix("\n"):
            yield Edit(edit.start, length, edit.new.removesuffix("\n"))


@dataclass(slots=True)
class Changes:
    """What was found: each mark with the piece it begins at, and the names of the moves it takes part in."""

    outline: Outline
    marks: list[tuple[int, Mark]] = field(default_factory=list)
    untaken: list[Untaken] = field(default_factory=list)
    moves: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)  # by place in `marks`: from, to

    def authors(self, spans: Iterable[Span]) -> list[str]:
        """Who changed anything there, in the order they first did."""
        pieces = (piece for span in spans for piece in self.outline.pieces_of(span))
        stamps = (stamp for piece in pieces for stamp in (piece.inserted, piece.deleted))
        return list(dict.fromkeys(stamp.author for stamp in stamps if stamp is not None))

    def take(
        self, author: str, positions: Sequence[int], bounds: tuple[int, int], parts: Sequence[Part], begins: int
    ) -> None:
        """One mark of the parts' edits, which count in the text of all the units at `positions`.

        Where nothing but white space has changed there is none, and that is reported.
        """
        edits = tuple(merged(edit for part in parts for edit in part.edits))
        base = "\n".join(self.outline.units[position].text for position in positions)
        before, after = base[slice(*bounds)], applied(base, edits, *bounds)
        if _lines(before) == _lines(after):
            if any(part.stamps for part in parts):
                what = _NOT_IN_DRAFT if before == after else _WHITE_SPACE
                self.untaken.append(Untaken(author, what, positions[0]))
            return
        at = max((stamp.at for part in parts for stamp in part.stamps if stamp.at is not None), default=None)
        self.moves[len(self.marks)] = (
            {move for part in parts for move in part.source},
            {move for part in parts for move in part.target},
        )
        mark = Mark(0, MarkKind.CHANGE, author, at, positions[0], positions[-1], *bounds, edits=edits)
        self.marks.append((begins, mark))
