"""Tracked changes gathered: one mark for all that one author changed in a paragraph, a cell or a row."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from consult.domain.marked_copy import CopyKind, Edit, Untaken
from consult.importing.marked import tables
from consult.importing.marked.gathering import Changes, Part, merged, part_of, without_last_end
from consult.importing.marked.outline import Outline, Span
from consult.importing.marked.pieces import Piece

_QUOTED = 100  # characters of somebody's words in a remark
_ADDED = "“{}” was added where the draft has nothing."
_CONTENTS = "The table of contents was changed. It is made anew from the headings."


def gather(outline: Outline) -> Changes:
    """Every tracked insertion, deletion and move of the document."""
    found = Changes(outline)
    owners = {n: at for at, unit in enumerate(outline.units) for n in range(unit.span.start, unit.span.end)}
    for flow in outline.flows:
        for author in found.authors([flow]):
            _Flow(found, owners, author).gather(flow)
    for position, unit in enumerate(outline.units):
        if unit.kind is CopyKind.TABLE:
            tables.gather(found, position)
        elif unit.kind is CopyKind.NOTE:
            for author in found.authors([unit.span]):
                _Flow(found, owners, author).take([position], outline.pieces_of(unit.span))
        for beside, spans in ((0, unit.before), (len(unit.text), unit.after)):
            for span in spans:
                if span.cells:
                    tables.gather_new(found, position, span, beside)
    found.untaken += [Untaken(author, _CONTENTS) for author in found.authors(outline.contents)]
    return found


@dataclass(slots=True)
class _Block:
    """What lies between two ends of paragraphs that were there and are there once an author's changes are made.

    `held` are the pieces of each old paragraph, with the new ones that follow them; `lead` the new ones before all.
    """

    begins: int
    lead: list[Piece] = field(default_factory=list)
    held: dict[int, list[Piece]] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)  # new paragraphs after it
    above: list[str] = field(default_factory=list)
    seen: list[Piece] = field(default_factory=list)  # what those were made of


class _Flow:
    """One author's changes of paragraphs that follow each other."""

    def __init__(self, found: Changes, owners: dict[int, int], author: str) -> None:
        self._found, self._owners, self._author = found, owners, author
        self._units = found.outline.units

    def gather(self, flow: Span) -> None:
        """Takes a mark for each block that is another after the changes."""
        blocks = list(self._blocks(flow))
        old = [block for block in blocks if block.held]
        for block in blocks:
            self._hand_on(block, old)
        for block in old:
            self._take_block(block)

    def _blocks(self, flow: Span) -> Iterator[_Block]:
        block, position = _Block(flow.start), None
        for n in range(flow.start, flow.end):
            piece = self._found.outline.characters.pieces[n]
            position = self._owners.get(n, position)
            if n in self._owners or not piece.is_original:
                (block.lead if position is None else block.held.setdefault(position, [])).append(piece)
            if piece.is_end and piece.is_original and not piece.is_cut_by(self._author):
                yield block
                block, position = _Block(n + 1), None
        yield block

    def _hand_on(self, block: _Block, old: list[_Block]) -> None:
        """New paragraphs before the first old one of a block stand after the one before, if that is no heading."""
        kept = [piece for piece in block.lead if piece.is_kept_by(self._author)]
        ends = [n for n, piece in enumerate(kept) if piece.is_end]
        new = kept if not block.held else kept[: ends[-1] + 1] if ends else []
        words = "".join(piece.text for piece in new).strip()
        if not words:
            return
        before = [one for one in old if one.begins < block.begins]
        after = [one for one in old if one.begins >= block.begins]
        host = next((one for one in before[-1:] if self._is_text(one)), None)
        if host is not None:
            host.below.append(words)
        elif after:
            host = after[0]
            host.above.append(words)
        elif before:
            host = before[-1]
            host.below.append(words)
        else:
            self._beside(words, new, block.begins)
            return
        host.seen += new
        block.lead = kept[len(new) :]

    def _is_text(self, block: _Block) -> bool:
        return self._units[max(block.held)].kind is CopyKind.TEXT

    def _beside(self, words: str, new: list[Piece], begins: int) -> None:
        """New paragraphs that have no old ones near them: after the table or note before, or before the one after."""
        before = [n for n, unit in enumerate(self._units) if unit.span.start < begins]
        position = before[-1] if before else 0
        if not self._units:
            self._found.untaken.append(Untaken(self._author, _ADDED.format(words[:_QUOTED].strip())))
            return
        at = len(self._units[position].text) if before else 0
        part = Part([Edit(at, at, f"\n{words}" if before else f"{words}\n")])
        part.note(new, self._author)
        self._found.take(self._author, [position], (at, at), [part], begins)

    def _take_block(self, block: _Block) -> None:
        first, last = min(block.held), max(block.held)
        block.held[first] = [*block.lead, *block.held[first]]
        left = [n for n, pieces in block.held.items() if self._text(pieces)]
        # Where more than one paragraph is left they are joined, and all that is struck out between goes with them.
        within = range(left[0], left[-1] + 1) if len(left) > 1 else range(0)
        groups = [list(within)] if within else []
        for group in sorted([*groups, *([n] for n in block.held if n not in within)]):
            pieces = [piece for n in group for piece in block.held[n]]
            above = block.above if first in group else []
            below = block.below if last in group else []
            self.take(group, pieces, above, below, block.seen if above or below else [])

    def _text(self, pieces: list[Piece]) -> str:
        return "".join(piece.text for piece in pieces if piece.is_kept_by(self._author)).strip()

    def take(
        self,
        positions: list[int],
        pieces: list[Piece],
        above: list[str] | None = None,
        below: list[str] | None = None,
        seen: list[Piece] | None = None,
    ) -> None:
        """The mark of these paragraphs, whose pieces are given, with the new ones above and below."""
        base = "\n".join(self._units[n].text for n in positions)
        part = part_of(pieces, self._author)
        own = without_last_end(merged(part.edits), len(base))
        before = [Edit(0, 0, f"{words}\n") for words in above or []]
        after = [Edit(len(base), len(base), f"\n{words}") for words in below or []]
        part.edits = [*before, *own, *after]
        part.note(seen or [], self._author)
        self._found.take(self._author, positions, (0, len(base)), [part], self._units[positions[0]].span.start)
