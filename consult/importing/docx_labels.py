"""The number Word shows beside each paragraph, worked out from the numbering part as ECMA-376 Part 1, 17.9 says."""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from consult.domain import labels
from consult.importing.docx_styles import Styles
from consult.importing.package import is_on, qn, value

_BULLETS = frozenset({"bullet", "none", ""})
_DEPTHS = range(9)  # as many levels as a list has
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what it counts from, how it writes the number, and what starts it again."""

    start: int
    format: str
    text: str
    restart: int | None  # None: after any higher level; 0: never; n: after level n (counted from 1) or higher
    is_legal: bool  # all numbers in it are written as figures
    style: str | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """What Word shows: the whole number with its punctuation, "" for a bullet; `depth` is the level from 0."""

    shown: str
    depth: int
    list_id: str


@dataclass(slots=True)
class _List:
    """What a paragraph's numId means: the counters it shares and its levels, its own overrides included."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts through a document; `number` is to be asked once for each paragraph, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = (
            {} if root is None else {value(a, "w:abstractNumId") or "": a for a in root.iter(qn("w:abstractNum"))}
        )
        self._lists = {} if root is None else {value(n, "w:numId") or "": n for n in root.iter(qn("w:num"))}
        self._read: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def number(self, paragraph: etree._Element) -> Numbered | None:
        """What stands before this paragraph; None where it is in no list."""
        list_id, depth = self._of(paragraph)
        held = self._list(list_id)
        if held is None or depth not in held.levels:
            return None
        count = self._count(held, list_id, depth)
        level = held.levels[depth]
        shown = (
            ""
            if level.format in _BULLETS
            else _PLACEHOLDER.sub(lambda m: _written(held, level, count, int(m[1]) - 1), level.text)
        )
        if level.format == "none" and not shown:
            return None
        return Numbered(shown.strip(), depth, f"word-{held.abstract}")

    def _of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level a paragraph is in: its own properties first, then its style's and that style's bases."""
        properties = paragraph.find(qn("w:pPr"))
        own = properties.find(qn("w:numPr")) if properties is not None else None
        depth = _integer(value(own.find(qn("w:ilvl")))) if own is not None else None
        if own is not None and (direct := value(own.find(qn("w:numId")))) is not None:
            return direct, depth or 0
        for style in self._styles.chain_of(paragraph):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            list_id = value(found.find(qn("w:numId"))) if found is not None else None
            if found is None or list_id is None:
                continue
            held = self._list(list_id)
            name = value(style, "w:styleId")
            linked = next((n for n, level in held.levels.items() if level.style == name), None) if held else None
            stated = _integer(value(found.find(qn("w:ilvl"))))
            return list_id, next((n for n in (depth, linked, stated) if n is not None), 0)
        return "0", 0

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._read:
            self._read[list_id] = self._resolved(list_id)
        return self._read[list_id]

    def _resolved(self, list_id: str) -> _List | None:
        num = self._lists.get(list_id)
        if num is None or list_id == "0":
            return None
        abstract = value(num.find(qn("w:abstractNumId"))) or ""
        definition = self._abstract.get(abstract)
        link = value(definition.find(qn("w:numStyleLink"))) if definition is not None else None
        if link is not None:  # the list is defined by a numbering style, which names the list that holds the levels
            abstract = next(
                (k for k, a in self._abstract.items() if value(a.find(qn("w:styleLink"))) == link), abstract
            )
            definition = self._abstract[abstract]
        if definition is None:
            return None
        levels = {_depth(lvl): _level(lvl) for lvl in definition.findall(qn("w:lvl"))}
        held = _List(abstract, {depth: level for depth, level in levels.items() if depth in _DEPTHS})
        for override in num.findall(qn("w:lvlOverride")):
            if (depth := _depth(override)) not in _DEPTHS:
                continue
            own = override.find(qn("w:lvl"))
            if own is not None:
                held.levels[depth] = _level(own)
            start = _integer(value(override.find(qn("w:startOverride"))))
            if start is not None:
                held.starts[depth] = start
                if depth in held.levels:
                    held.levels[depth] = replace(held.levels[depth], start=start)
        return held

    def _count(self, held: _List, list_id: str, depth: int) -> dict[int, int]:
        """Counts one paragraph and gives the state of all levels. Lists of one definition share their counters."""
        count = self._counts.setdefault(held.abstract, {})
        if (list_id, depth) not in self._begun:
            self._begun.add((list_id, depth))
            if depth in held.starts:
                count.pop(depth, None)
        level = held.levels[depth]
        count[depth] = count[depth] + 1 if depth in count else level.start
        for deeper in [n for n in count if n > depth]:
            restart = held.levels[deeper].restart if deeper in held.levels else None
            if restart is None or depth < restart:
                del count[deeper]
        for higher in range(depth):  # a level that was skipped counts as begun
            if higher not in count and higher in held.levels and f"%{higher + 1}" in level.text:
                count[higher] = held.levels[higher].start
        return count


def _written(held: _List, level: Level, count: dict[int, int], depth: int) -> str:
    if depth not in held.levels:
        return ""
    number = count.get(depth, held.levels[depth].start)
    kind = held.levels[depth].format
    return str(number) if level.is_legal and kind not in _BULLETS else write_number(number, kind)


def write_number(number: int, kind: str) -> str:
    """A number in one of Word's formats; those that are not letters, roman or ordinal are written as figures."""
    if kind in _BULLETS:
        return ""
    if kind == "decimalZero":
        return f"{number:02d}"
    if kind == "ordinal":
        ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    write = {"letter": labels.letter, "roman": labels.roman}.get(
        kind.removeprefix("lower").removeprefix("upper").lower()
    )
    if write is None or number < 1:
        return str(number)
    return write(number).upper() if kind.startswith("upper") else write(number)


def _level(element: etree._Element) -> Level:
    start = _integer(value(element.find(qn("w:start"))))
    return Level(
        start=0 if start is None else start,
        format=value(element.find(qn("w:numFmt"))) or "decimal",
        text=value(element.find(qn("w:lvlText"))) or "",
        restart=_integer(value(element.find(qn("w:lvlRestart")))),
        is_legal=is_on(element.find(qn("w:isLgl"))),
        style=value(element.find(qn("w:pStyle"))),
    )


def _depth(element: etree._Element) -> int:
    return _integer(value(element, "w:ilvl")) or 0


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None
