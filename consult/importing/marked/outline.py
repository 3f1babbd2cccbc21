"""The paragraphs of a marked-up Word file as they were before any tracked change, and which characters each holds.

A paragraph that was split is one unit again. A paragraph that is wholly new is none: it belongs to the unit it stands
after, so that nothing has to be placed where the draft has nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from consult.domain.marked_copy import CopyKind
from consult.importing.docx_labels import Numbering
from consult.importing.docx_styles import Styles
from consult.importing.marked.pieces import DELETED, INSERTED, Characters, Piece, Stamp
from consult.importing.package import qn, value


@dataclass(slots=True)
class Span:
    """Pieces `start` to `end`; of a table's row, who inserted or struck out the whole of it. A table's cells are its rows."""

    start: int
    end: int
    inserted: Stamp | None = None
    deleted: Stamp | None = None
    cells: list["Span"] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """A paragraph, table or footnote. `story` tells apart what cannot be joined; new paragraphs stand before and after."""

    kind: CopyKind
    span: Span
    story: int
    label: str = ""
    rows: list[Span] = field(default_factory=list)
    before: list[Span] = field(default_factory=list)
    after: list[Span] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class Outline:
    """Goes through the document's body once. Footnotes stand at the end of the section that refers to them."""

    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, etree._Element]]  # the footnotes of each part, by id
    characters: Characters = field(default_factory=Characters)
    units: list[Unit] = field(default_factory=list)
    places: dict[etree._Element, int] = field(default_factory=dict)  # the first piece of each paragraph, table and row
    strays: list[Span] = field(default_factory=list)  # new paragraphs where nothing old stands
    contents: list[Span] = field(default_factory=list)  # lines of a table of contents
    flows: list[Span] = field(default_factory=list)  # paragraphs that follow each other, without table or note between
    _segments: list[tuple[Span, etree._Element]] = field(default_factory=list)
    _waiting: list[Span] = field(default_factory=list)
    _story: int = 0
    _noted: int = 0
    _flow: int = 0  # the piece that the flow being read begins at

    def read(self, body: etree._Element) -> None:
        """Reads the body, then the footnotes of its last section."""
        self._blocks(body, None, None)
        self._end_story()
        self._read_notes()
        for unit in self.units:
            unit.text = self._old_text(unit)

    def _blocks(self, container: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> None:
        for child in container:
            if not isinstance(child.tag, str) or self.characters.event(child):
                continue
            if child.tag == qn("w:p"):
                self._paragraph(child, inserted, deleted)
            elif child.tag == qn("w:tbl"):
                self._table(child, inserted, deleted)
            elif child.tag in INSERTED:
                self._blocks(child, self.characters.stamp(child), deleted)
            elif child.tag in DELETED:
                self._blocks(child, inserted, self.characters.stamp(child))
            elif next(child.iter(qn("w:p")), None) is not None:
                self._blocks(child, inserted, deleted)

    def _paragraph(self, paragraph: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> None:
        heading = self.styles.heading_level(paragraph) and not self._segments
        if heading:
            self._read_notes()
        start = self.places[paragraph] = len(self.characters.pieces)
        self.characters.walk(paragraph, inserted, deleted)
        end = self.characters.end_paragraph(paragraph, inserted, deleted)
        self._segments.append((Span(start, len(self.characters.pieces)), paragraph))
        if end.is_original:
            self._close()

    def _close(self) -> None:
        """Makes a unit of the paragraphs since the last one that ended before any change."""
        held, self._segments = self._segments, []
        ends = bool(held) and self.characters.pieces[held[-1][0].end - 1].is_original
        number = self.numbering.number(held[-1][1]) if ends else None  # an empty line of a list is counted too
        whole = any(self._is_old(span) for span, _ in held)
        while held and not (whole and self._is_old(held[0][0])):
            self._add_new(held.pop(0)[0])
        if not held:
            return
        last = held[-1][1]
        if self.styles.is_contents(last):
            self.contents += [span for span, _ in held]
            self._end_flow(self.contents[-len(held)].start)
            return
        unit = Unit(self._kind(last), Span(held[0][0].start, held[-1][0].end), self._story)
        unit.label = number.shown if number else ""
        self._add(unit)

    def _kind(self, paragraph: etree._Element) -> CopyKind:
        if self.styles.is_title(paragraph):
            return CopyKind.TITLE
        return CopyKind.HEADING if self.styles.heading_level(paragraph) else CopyKind.TEXT

    def _add(self, unit: Unit) -> None:
        unit.before, self._waiting = self._waiting, []
        self.units.append(unit)

    def _is_old(self, span: Span) -> bool:
        return any(piece.is_original and not piece.text.isspace() for piece in self.pieces_of(span))

    def _add_new(self, span: Span) -> None:
        if all(piece.text.isspace() for piece in self.pieces_of(span)):
            return
        last = self.units[-1] if self.units else None
        if last is not None and last.story == self._story and last.kind is CopyKind.TEXT:
            last.after.append(span)
        else:
            self._waiting.append(span)

    def _end_story(self) -> None:
        """Nothing is joined over a table's edge; what is new and has nothing after it belongs to what stands before."""
        self._close()
        self._end_flow(len(self.characters.pieces))
        self._story += 1
        waiting, self._waiting = self._waiting, []
        (self.units[-1].after if self.units else self.strays).extend(waiting)

    def _end_flow(self, end: int) -> None:
        if end > self._flow:
            self.flows.append(Span(self._flow, end))
        self._flow = len(self.characters.pieces)

    def _table(self, table: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> None:
        self._close()
        self._end_flow(len(self.characters.pieces))
        self._story += 1
        rows = [row for row in table if row.tag == qn("w:tr")]
        cells = [cell for row in rows for cell in row.iterchildren(qn("w:tc"))]
        if len(cells) == 1:  # a box, which a draft reads as the paragraphs in it
            self._blocks(cells[0], inserted, deleted)
            self._end_story()
            return
        start = self.places[table] = len(self.characters.pieces)
        read = [self._row(row, inserted, deleted) for row in rows]
        span = Span(start, len(self.characters.pieces), cells=read)
        if self._is_old(span):
            self._add(Unit(CopyKind.TABLE, span, self._story, rows=read))
        else:
            self._add_new(span)
        self._end_flow(start)
        self._story += 1

    def _row(self, row: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> Span:
        own_insertion, own_deletion = self._fate(row.find(qn("w:trPr")))
        inserted, deleted = own_insertion or inserted, own_deletion or deleted
        made = Span(len(self.characters.pieces), 0, inserted, deleted)
        self.places[row] = made.start
        for child in row:
            if child.tag == qn("w:tc"):
                made.cells.append(self._cell(child, inserted, deleted))
            elif isinstance(child.tag, str):
                self.characters.event(child)
        if made.cells:
            self.characters.end_with("\n", made.cells[-1].start)
        made.end = len(self.characters.pieces)
        return made

    def _cell(self, cell: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> Span:
        own_insertion, own_deletion = self._fate(cell.find(qn("w:tcPr")))
        start = len(self.characters.pieces)
        self._flat(cell, own_insertion or inserted, own_deletion or deleted)
        self.characters.end_with("\t", start)
        return Span(start, len(self.characters.pieces) - 1)

    def _flat(self, holder: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> None:
        """All paragraphs of a cell or footnote in one run, those of tables inside it too."""
        for child in holder:
            if not isinstance(child.tag, str) or self.characters.event(child):
                continue
            if child.tag == qn("w:p"):
                self._line(child, inserted, deleted)
            elif child.tag in INSERTED:
                self._flat(child, self.characters.stamp(child), deleted)
            elif child.tag in DELETED:
                self._flat(child, inserted, self.characters.stamp(child))
            else:
                self._flat(child, inserted, deleted)

    def _line(self, paragraph: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> None:
        """A paragraph of a cell or footnote, whose number or bullet a draft keeps as text."""
        self.places[paragraph] = len(self.characters.pieces)
        number = self.numbering.number(paragraph)
        if number is not None and inserted is None:
            self.characters.add(f"{number.shown or '•'} ", deleted=deleted)
        self.characters.walk(paragraph, inserted, deleted)
        self.characters.end_paragraph(paragraph, inserted, deleted)

    def _fate(self, properties: etree._Element | None) -> tuple[Stamp | None, Stamp | None]:
        """Who inserted and who struck out a whole row or cell."""
        made: list[Stamp | None] = []
        for names in (("w:ins", "w:cellIns"), ("w:del", "w:cellDel")):
            found = [properties.find(qn(name)) for name in names] if properties is not None else []
            made.append(next((self.characters.stamp(element) for element in found if element is not None), None))
        return made[0], made[1]

    def _read_notes(self) -> None:
        """The footnotes referred to since this was last asked."""
        wanted = list(self.characters.notes)[self._noted :]
        self._noted += len(wanted)
        self._end_flow(len(self.characters.pieces))
        for part, number in wanted:
            note = self.notes.get(part, {}).get(number)
            if note is not None:
                start = len(self.characters.pieces)
                self._flat(note, None, None)
                self._story += 1
                self.units.append(Unit(CopyKind.NOTE, Span(start, len(self.characters.pieces)), self._story))
        self._story += bool(wanted)
        self._flow = len(self.characters.pieces)

    def pieces_of(self, span: Span) -> list[Piece]:
        """The pieces of a span."""
        return self.characters.pieces[span.start : span.end]

    def _old_text(self, unit: Unit) -> str:
        text = "".join(piece.text for piece in self.pieces_of(unit.span) if piece.is_original)
        return text.removesuffix("\n")


def footnotes(root: etree._Element | None) -> dict[str, etree._Element]:
    """The notes of a part by their id; not the lines Word draws above them."""
    found: Iterator[etree._Element] = iter(()) if root is None else root.iter(qn("w:footnote"), qn("w:endnote"))
    return {value(note, "w:id") or "": note for note in found if value(note, "w:type") in (None, "normal")}
