"""Which number each paragraph has, and how deep it hangs: what the program shows, or what the author typed."""

from dataclasses import dataclass, field

from consult.domain import labels, markup
from consult.domain.draft import Kind
from consult.domain.labels import Mark
from consult.importing.blocks import Block

_MOST_OPEN = 300  # kept over a heading: in a draft of thousands of lists, each would be held against all before it


@dataclass(slots=True)
class _Open:
    """A numbered paragraph, bullet or heading that what follows may hang below or go on from."""

    mark: Mark | None  # None for a bullet
    label: str
    level: int
    depth: int
    list_id: str
    parent: str = ""
    is_heading: bool = False
    stale: bool = False  # a heading came in between: it can be gone on from, but nothing new hangs below it

    @property
    def can_hold(self) -> bool:
        return self.mark is not None and not self.stale and not self.is_heading


@dataclass(slots=True)
class Labeller:
    """Goes through the blocks once, in order, and sets `label`, `level` and `kind`; typed numbers leave the text."""

    open: list[_Open] = field(default_factory=list)
    heading_marks: set[tuple[str, str, str, int]] = field(default_factory=set)  # form and value of each
    number: str = ""  # of the section being read

    def label(self, block: Block) -> None:
        """Numbers one block."""
        if block.heading:
            self._heading(block)
        elif block.is_text:
            self._paragraph(block)

    def _heading(self, block: Block) -> None:
        if not block.shown and (found := labels.typed_in_heading(block.text)):
            marks = labels.readings(found[0])
            follows = any((*_form(m), m.value - 1) in self.heading_marks for m in marks)
            if found[2] or follows or min(m.value for m in marks) == 1:
                block.shown = found[0]
                block.html = markup.trimmed(markup.split_at(block.html, found[1])[1])
        block.label = self.number = labels.without_closing(block.shown)
        self.open = self.open[-_MOST_OPEN:]
        for entry in self.open:
            entry.stale = True
        if block.shown:
            marks = labels.readings(block.shown)
            self.heading_marks.update((*_form(m), m.value) for m in marks)
            self.open = [e for e in self.open if e.list_id != block.list_id or e.depth < block.depth]
            entry = _Open(marks[0], block.label, -1, block.depth, block.list_id, is_heading=True)
            self.open.append(entry)

    def _paragraph(self, block: Block) -> None:
        if not block.shown and block.kind is not Kind.QUOTE:
            self._take_typed(block)
        if block.shown:
            self._numbered(block)
            block.kind = block.kind if block.kind is Kind.QUOTE else Kind.ITEM if block.level else Kind.PARAGRAPH
        elif block.listed:
            self._bullet(block)
        elif block.continues and self.open:
            block.level = max(0, self.open[-1].level)

    def _take_typed(self, block: Block) -> None:
        found = labels.typed(block.text)
        if found and (found[2] or self._plausible(labels.readings(found[0]))):
            block.shown, block.continues = found[0], False
            block.html = markup.trimmed(markup.split_at(block.html, found[1])[1])
            block.list_id = block.list_id if block.depth else ""

    def _plausible(self, marks: list[Mark]) -> bool:
        """Whether a number that might be something else goes on from one before it, or begins where one could begin."""
        held = {self.number, *(entry.label for entry in self.open)} - {""}
        return any(
            (mark.prefix and mark.prefix in held)
            or (mark.value == 1 and (mark.prefix or mark.style in ("letter", "roman")))
            or any(entry.mark and mark.follows(entry.mark) for entry in self.open)
            for mark in marks
        )

    def _bullet(self, block: Block) -> None:
        while self.open and not self.open[-1].is_heading and self.open[-1].depth >= block.depth:
            if self.open[-1].mark is not None and not block.depth:
                break
            self.open.pop()
        above = self.open[-1] if self.open and block.depth and not self.open[-1].stale else None
        block.kind, block.level = Kind.ITEM, above.level + 1 if above else 1
        parent = above.label if above else ""
        self.open.append(_Open(None, parent, block.level, block.depth, block.list_id))

    def _numbered(self, block: Block) -> None:
        marks = labels.readings(block.shown)
        parent = self._parent(block) if block.listed and block.depth else None
        if parent is not None:
            self._below(parent, block, marks)
        elif marks[0].style == "word":
            self._top(block, marks[0])
        elif not self._next_in_line(block, marks) and not self._beside(block, marks):
            self._flat(block, min(marks, key=lambda mark: mark.value))

    def _parent(self, block: Block) -> _Open | None:
        """What a nested item hangs below: the nearest of its own list, or else of whatever list it stands in."""
        above = [e for e in self.open if e.depth < block.depth]
        same = [e for e in above if e.list_id == block.list_id]
        held = same or [e for e in above if not e.stale and not e.is_heading]
        return held[-1] if held else None

    def _below(self, parent: _Open, block: Block, marks: list[Mark]) -> None:
        index = next(n for n, entry in enumerate(self.open) if entry is parent)
        siblings = [e.mark for e in self.open[index + 1 :] if e.mark and e.depth == block.depth]
        mark = next((m for m in marks if any(m.follows(s) for s in siblings)), min(marks, key=lambda m: m.value))
        self.open = self.open[: index + 1] + [e for e in self.open[index + 1 :] if e.is_heading]
        self._set(block, mark, parent)

    def _set(self, block: Block, mark: Mark, parent: _Open) -> None:
        """Numbers a block below `parent`. "1.2" keeps its own form; "(a)" is written after its parent's label."""
        block.level = parent.level + 1
        own = (
            mark.style == "word" or mark.prefix or (mark.style == "decimal" and (parent.is_heading or not parent.label))
        )
        if own:
            block.label = mark.shown if mark.style == "word" else mark.core
        else:
            block.label = labels.under(parent.label, mark.core)
            block.level = max(block.level, 1)
        self._push(block, mark, parent.label)

    def _push(self, block: Block, mark: Mark, parent: str) -> None:
        self.open.append(_Open(mark, block.label, block.level, block.depth, block.list_id, parent))

    def _next_in_line(self, block: Block, marks: list[Mark]) -> bool:
        """Numbers a block that goes on from one still open: (b) after (a), also across a heading."""
        for index in range(len(self.open) - 1, -1, -1):
            entry = self.open[index]
            mark = next((m for m in marks if entry.mark and m.follows(entry.mark)), None)
            if mark is None or entry.is_heading or entry.depth > block.depth:
                continue
            block.level = entry.level
            self.open = self.open[:index] + [e for e in self.open[index:] if e.is_heading]
            hangs = entry.level > 0 and not mark.prefix
            block.label = labels.under(entry.parent, mark.core) if hangs else mark.core if mark.prefix else mark.shown
            self._push(block, mark, entry.parent)
            return True
        return False

    def _beside(self, block: Block, marks: list[Mark]) -> bool:
        """Numbers an item of a list whose earlier items hang below something: it hangs there too."""
        peers = [e for e in self.open if e.mark and e.level > 0 and block.listed and not e.stale]
        peers = [e for e in peers if (e.list_id, e.depth) == (block.list_id, block.depth)]
        mark = min(marks, key=lambda mark: mark.value)
        if not peers or mark.prefix:
            return False
        self.open = self.open[: self.open.index(peers[-1])]
        block.level, block.label = peers[-1].level, labels.under(peers[-1].parent, mark.core)
        self._push(block, mark, peers[-1].parent)
        return True

    def _flat(self, block: Block, mark: Mark) -> None:
        """Numbers a block that begins a sequence, or leaves numbers out, where nothing says how deep it stands."""
        holders = [entry for entry in self.open if entry.can_hold]
        if mark.prefix:
            parent = next((e for e in reversed(holders) if e.label == mark.prefix), None)
        elif mark.style == "decimal":
            opens = mark.value == 1 and mark.shape == "paren"
            parent = holders[-1] if opens and holders and not _alike(holders[-1].mark, mark) else None
        else:
            parent = self._holder_of_letters(holders, mark)
        if parent is not None:
            index = next(n for n, entry in enumerate(self.open) if entry is parent)
            self.open = self.open[: index + 1] + [e for e in self.open[index + 1 :] if e.is_heading]
            self._set(block, mark, parent)
        elif mark.style in ("letter", "roman"):
            block.label, block.level = labels.under("", mark.core), 1
            self._push(block, mark, "")
        else:
            self._top(block, mark)

    def _holder_of_letters(self, holders: list[_Open], mark: Mark) -> _Open | None:
        """(a) hangs below what is open; (c) after (a), and another (a), stand beside the first (a)."""
        for index in range(len(holders) - 1, -1, -1):
            if _alike(holders[index].mark, mark):
                return holders[index - 1] if index else None
        return holders[-1] if holders else None

    def _top(self, block: Block, mark: Mark) -> None:
        block.label, block.level = mark.core if mark.prefix else mark.shown, 0
        self.open = [entry for entry in self.open if entry.is_heading]
        self._push(block, mark, "")


def _form(mark: Mark) -> tuple[str, str, str]:
    return mark.style, mark.shape, mark.prefix


def _alike(one: Mark | None, other: Mark) -> bool:
    return one is not None and (one.style, one.shape) == (other.style, other.shape)
