"""The characters of a Word file in order, each with who inserted it and who struck it out."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from lxml import etree

from consult.importing.package import qn, value
from consult.importing.sanitising import plain_characters

INSERTED = (qn("w:ins"), qn("w:moveTo"))
DELETED = (qn("w:del"), qn("w:moveFrom"))
_TEXTS = (qn("w:t"), qn("w:delText"))
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
_NO_TEXT = {
    qn(f"w:{name}")
    for name in (
        *("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"),
        *("instrText", "delInstrText", "fldData", "drawing", "pict", "object", "txbxContent"),
    )
}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_MOVES = {
    "moveFromRangeStart": "moveFrom",
    "moveToRangeStart": "moveTo",
    "moveFromRangeEnd": "moveFrom",
    "moveToRangeEnd": "moveTo",
}
_FIRST_YEAR = 1990  # programs that keep the time to themselves write the year 0 or 1970
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changed something, when, and as part of which move ("" for none)."""

    author: str
    at: datetime | None
    move: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one fate; `is_end` for the line end that is the end of a paragraph."""

    text: str
    inserted: Stamp | None = None
    deleted: Stamp | None = None
    is_end: bool = False

    @property
    def is_original(self) -> bool:
        """Whether it was there before any tracked change."""
        return self.inserted is None

    def is_cut_by(self, author: str) -> bool:
        """Whether this author struck it out."""
        return self.deleted is not None and self.deleted.author == author

    def is_kept_by(self, author: str) -> bool:
        """Whether it is there once this author's changes, and nobody else's, are made."""
        own = self.inserted is None or self.inserted.author == author
        return own and not self.is_cut_by(author)


def time_of(element: etree._Element, name: str = "w:date") -> datetime | None:
    """The time a mark was made, None where there is none that could be true."""
    try:
        found = datetime.fromisoformat((value(element, name) or "").strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if found.year >= _FIRST_YEAR else None
    except (ValueError, OverflowError):
        return None


def author_of(element: etree._Element) -> str:
    """Who made a mark, in one line; "" where the file does not say."""
    return " ".join(plain_characters(value(element, "w:author") or "").split())[:_LONGEST_NAME]


@dataclass(slots=True)
class Characters:
    """Goes through the file once and collects its pieces, and where margin comments begin, end and are anchored."""

    pieces: list[Piece] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)  # part and id: the number, by first reference
    _moves: dict[str, dict[str, str]] = field(default_factory=lambda: {"moveFrom": {}, "moveTo": {}})

    def walk(self, element: etree._Element, inserted: Stamp | None = None, deleted: Stamp | None = None) -> None:
        """Takes in what an element holds."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _NO_TEXT or self.event(child):
                continue
            if tag in INSERTED:
                self.walk(child, self.stamp(child), deleted)
            elif tag in DELETED:
                self.walk(child, inserted, self.stamp(child))
            elif tag in _TEXTS:
                self.add(child.text or "", inserted, deleted)
            elif tag in _CHARACTERS:
                self.add(_CHARACTERS[tag], inserted, deleted)
            elif tag in _NOTES:
                self._note(_NOTES[tag], value(child, "w:id") or "", inserted, deleted)
            else:
                self.walk(child, inserted, deleted)

    def add(self, text: str, inserted: Stamp | None = None, deleted: Stamp | None = None) -> None:
        """Adds one piece, without what nobody sees."""
        if text := re.sub(r"\u00a0", " ", plain_characters(text)):
            self.pieces.append(Piece(text, inserted, deleted))

    def end_paragraph(self, paragraph: etree._Element, inserted: Stamp | None, deleted: Stamp | None) -> Piece:
        """Adds the end of a paragraph, which can be inserted (the paragraph was split) or struck out (it was joined)."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        for child in () if properties is None else properties:
            inserted = self.stamp(child) if child.tag in INSERTED else inserted
            deleted = self.stamp(child) if child.tag in DELETED else deleted
        self.pieces.append(Piece("\n", inserted, deleted, is_end=True))
        return self.pieces[-1]

    def end_with(self, text: str, begun: int) -> None:
        """Makes the last end of a paragraph since piece `begun` that of a cell or row."""
        if len(self.pieces) > begun:
            self.pieces[-1] = replace(self.pieces[-1], text=text, deleted=None)
        else:
            self.pieces.append(Piece(text))

    def stamp(self, element: etree._Element) -> Stamp:
        """Who made the change that an element stands for."""
        names = self._moves.get(etree.QName(element).localname, {})
        return Stamp(author_of(element), time_of(element), next(reversed(names.values()), ""))

    def event(self, element: etree._Element) -> bool:
        """Notes where a comment's or a move's range begins or ends; False for anything else."""
        local, number, here = etree.QName(element).localname, value(element, "w:id") or "", len(self.pieces)
        if local == "commentRangeStart":
            self.starts.setdefault(number, here)
        elif local == "commentRangeEnd":
            self.ends.setdefault(number, here)
        elif local == "commentReference":
            self.anchors.setdefault(number, here)
        elif local in _MOVES and local.endswith("Start"):
            self._moves[_MOVES[local]][number] = value(element, "w:name") or number
        elif local in _MOVES:
            self._moves[_MOVES[local]].pop(number, None)
        else:
            return False
        return True

    def _note(self, part: str, number: str, inserted: Stamp | None, deleted: Stamp | None) -> None:
        """A footnote's mark reads as it does in the draft; a new one has no number yet."""
        if inserted is not None:
            self.add("[new note]", inserted, deleted)
            return
        shown = self.notes.setdefault((part, number), len(self.notes) + 1)
        self.add(f"[{shown}]", inserted, deleted)
