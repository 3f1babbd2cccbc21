"""A workbook's cells as people see them: text to the letter, and where something else stands in a cell, what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from consult.importing.errors import Unreadable
from consult.importing.package import NAMESPACES, Package

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MOST_SHEETS = 50
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PLAIN_FORMATS = frozenset({0, 1, 49})  # General, 0 and text
_DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LONGEST_FORMAT = 255  # characters, as in Excel
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')

_WORDS_MISSING = (
    "The Excel file is damaged (words of its cells are missing). Open it in Excel, save it again and try once more."
)

FORMULA = "There is a formula in this cell."
DATE = "The program made a date of what was typed."
NUMBER = "The program made a number of what was typed."
ERROR = "The cell shows an error."


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something: what it says, or why that cannot be told."""

    column: int  # from 0
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds something. `number` is the one at its left edge."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """One sheet of a workbook."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...] = ()
    notes: bool = False


@dataclass(slots=True)
class Book:
    """An Excel workbook. Raises Unreadable for one that is damaged or refers to other files."""

    package: Package
    strings: list[str] = field(init=False)
    formats: list[int] = field(init=False)
    custom: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        if any(name.startswith("xl/externalLinks/") for name in self.package.names):
            raise Unreadable(
                "The workbook refers to other files, which no form does. Copy what you wrote into a form downloaded again."
            )
        self.strings = [_text_of(one) for one in self._children("sharedStrings", "si")]
        styles = self._part("styles")
        self.custom = {}
        for one in styles.iter(f"{_MAIN}numFmt") if styles is not None else ():
            self.custom[_number(one.get("numFmtId"))] = one.get("formatCode", "")
        cells = styles.find(f"{_MAIN}cellXfs") if styles is not None else None
        self.formats = [_number(one.get("numFmtId")) for one in (cells if cells is not None else ())]

    def tabs(self) -> dict[str, Tab]:
        """The sheets by name, in order, hidden ones too."""
        root = self.package.xml(self.package.main)
        parts = {key: target for key, _, target in self.package.relations(self.package.main)}
        listed = list(root.iter(f"{_MAIN}sheet")) if root is not None else []
        if len(listed) > _MOST_SHEETS:  # many may name one part, which would be read as often
            raise Unreadable(
                f"The workbook has more than {_MOST_SHEETS} sheets. Send the form as it was downloaded, filled in."
            )
        found: dict[str, Tab] = {}
        for one in listed:
            part = parts.get(one.get(f"{{{NAMESPACES['r']}}}id", ""), "")
            found[one.get("name", "")] = self._tab(one.get("name", ""), part)
        return found

    def _tab(self, name: str, part: str) -> Tab:
        root = self.package.xml(part)
        if root is None:
            return Tab(name, ())
        merged = tuple(one.get("ref", "") for one in root.iter(f"{_MAIN}mergeCell"))
        notes = any(kind in ("comments", "threadedComment") for _, kind, _ in self.package.relations(part))
        return Tab(name, tuple(row for row in self._rows(root) if row.cells), merged, notes)

    def _rows(self, root: etree._Element) -> Iterator[Row]:
        number = 0
        for row in root.iter(f"{_MAIN}row"):
            number = _number(row.get("r"), number + 1)
            if len(row):
                hidden = row.get("hidden") in ("1", "true")
                yield Row(number, tuple(self._cells(row)), hidden)

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        at = -1
        for cell in row.iter(f"{_MAIN}c"):
            reference = _REFERENCE.fullmatch(cell.get("r", ""))
            at = _column(reference[1]) if reference else at + 1
            if len(cell) and (read := self._cell(cell, at)) is not None:
                yield read

    def _cell(self, cell: etree._Element, column: int) -> Cell | None:
        kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
        if cell.find(f"{_MAIN}f") is not None:
            return Cell(column, value, FORMULA)
        if kind == "inlineStr":
            text = "".join(_text_of(one) for one in cell.iter(f"{_MAIN}is"))
        elif kind == "s":
            text = self._shared(value)
        elif kind == "n":
            return self._number(column, value, _number(cell.get("s"))) if value else None
        else:
            text = {"1": "TRUE", "0": "FALSE"}.get(value, value) if kind == "b" else _unescaped(value)
        problem = {"e": ERROR, "d": DATE}.get(kind, "")
        return Cell(column, text, problem) if text.strip() or problem else None

    def _shared(self, value: str) -> str:
        """The words a cell shares with others; Unreadable where they are not there, for something was written in it."""
        at = _number(value, -1)
        if not 0 <= at < len(self.strings):
            raise Unreadable(_WORDS_MISSING)
        return self.strings[at]

    def _number(self, column: int, value: str, style: int) -> Cell:
        shown = self.formats[style] if style < len(self.formats) else 0
        if shown in _DATE_FORMATS or _is_date(self.custom.get(shown, "")):
            return Cell(column, value, DATE)
        code = self.custom.get(shown, "General")
        if re.fullmatch(r"-?\d{1,15}(\.0+)?", value) and (shown in _PLAIN_FORMATS or code in ("General", "0", "@")):
            return Cell(column, value.partition(".")[0])
        return Cell(column, value, NUMBER)

    def _part(self, kind: str) -> etree._Element | None:
        name = self.package.related(kind)
        return self.package.xml(name) if name else None

    def _children(self, kind: str, name: str) -> list[etree._Element]:
        root = self._part(kind)
        return [] if root is None else list(root.iter(f"{_MAIN}{name}"))


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    return letters(column // 26 - 1) + chr(65 + column % 26) if column >= 26 else chr(65 + column)


def _column(name: str) -> int:
    found = 0
    for letter in name:
        found = found * 26 + ord(letter) - 64
    return found - 1


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else otherwise


def _is_date(code: str) -> bool:
    code = code[:_LONGEST_FORMAT]
    return any(letter in _IN_QUOTES.sub("", code).lower() for letter in "ymdhs") and "General" not in code


def _text_of(element: etree._Element) -> str:
    """The text of a string, runs joined; not how East Asian words in it are pronounced."""
    pieces = element.xpath("./*[local-name()='t']/text() | ./*[local-name()='r']/*[local-name()='t']/text()")
    return _unescaped("".join(str(piece) for piece in pieces)) if isinstance(pieces, list) else ""


def _unescaped(text: str) -> str:
    """Excel writes what XML cannot hold, and what looks like that, as _x000D_; what no page can hold stays so."""
    plain = _ESCAPED.sub(
        lambda match: match[0] if _UNFIT.match(chr(int(match[1], 16))) else chr(int(match[1], 16)), text
    )
    return plain.replace("\r\n", "\n").replace("\r", "\n")
