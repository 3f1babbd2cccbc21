"""What stands before the words of a paragraph where a section is written as Markdown: how deep it hangs, and its number.

Two spaces for each level; then the number as people read it: "12. ", "1.2. ", "(a) ", "6(a) ", or "- " for a bullet. A
number that none of these can say stands in braces, "{Article 1} "; empty braces say that there is none.
"""

import re
from dataclasses import dataclass, field

from consult.domain import labels
from consult.domain.draft import Kind, Paragraph

_STEP = 2
_BRACES = re.compile(r"\{((?:[^{}\\]|\\[{}\\])*)\}(?:[ ]+|$)")
_BULLET = re.compile(r"[-*+][ ]+")
_WHOLE = re.compile(r"(\d{1,9}(?:\.\d{1,9})*(?:\([^()\s]{1,10}\))+)[ ]+")
_DECIMAL = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)[.)][ ]+")
_CORE = r"([a-z]|aa|bb|cc|dd|ee|[ivxl]{2,6}|[A-Z]|\d{1,3})"
_BRACKETED = re.compile(rf"\({_CORE}\)[ ]+|(?!\d){_CORE}\)[ ]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a line: `end` is where the words begin in it. `explicit`: in braces."""

    label: str
    level: int
    end: int
    bullet: bool = False
    explicit: bool = False


@dataclass(slots=True)
class Marks:
    """Reads and writes the marks of one section, in order: "(a)" is the "12(a)" of what stands above it."""

    _above: list[tuple[int, str]] = field(default_factory=list)

    def read(self, line: str) -> Mark | None:
        """The mark a line begins with; None where it begins with words."""
        spaces = len(line) - len(line.lstrip(" "))
        depth, rest = spaces // _STEP, line[spaces:]
        if found := _BRACES.match(rest):
            return Mark(re.sub(r"\\(.)", r"\1", found[1]), depth, spaces + found.end(), explicit=True)
        if found := _BULLET.match(rest):
            return Mark("", max(depth, 1), spaces + found.end(), bullet=True)
        if found := _WHOLE.match(rest):
            return Mark(found[1], depth or labels.depth_of(found[1]), spaces + found.end())
        if found := _DECIMAL.match(rest):
            return Mark(found[1], depth, spaces + found.end())
        if found := _BRACKETED.match(rest):
            level = max(depth, 1)
            return Mark(labels.under(self._parent(level), found[1] or found[2]), level, spaces + found.end())
        return None

    def note(self, label: str, level: int) -> None:
        """Remembers a paragraph that has been read or written, for those that hang below it."""
        if label:
            self._above = [(depth, held) for depth, held in self._above if depth < level]
            self._above.append((level, label))

    def write(self, paragraph: Paragraph) -> str:
        """The mark of a paragraph, with its indentation; the shortest that reads as it."""
        indent = " " * (_STEP * paragraph.level)
        if paragraph.kind is Kind.ITEM and not paragraph.label:
            return f"{indent}- "
        if not paragraph.label:
            return indent
        for shown in (labels.own_mark(paragraph.label), f"{paragraph.label}.", paragraph.label):
            read = self.read(f"{indent}{shown} x")
            if read == Mark(paragraph.label, paragraph.level, len(indent) + len(shown) + 1):
                return f"{indent}{shown} "
        return f"{indent}{in_braces(paragraph.label)} "

    def _parent(self, level: int) -> str:
        return next((label for depth, label in reversed(self._above) if depth < level), "")


def in_braces(label: str) -> str:
    """A number as it is written where nothing else says it."""
    return "{" + re.sub(r"([{}\\])", r"\\\1", label) + "}"


def read_heading(words: str) -> tuple[str, str]:
    """The number and the words of a heading line, without its "#" signs."""
    if found := _BRACES.match(words):
        return re.sub(r"\\(.)", r"\1", found[1]), words[found.end() :].strip()
    if found_number := labels.typed_in_heading(words):
        shown, end, _ = found_number
        return labels.without_closing(shown), words[end:].strip()
    return "", words.strip()


def write_heading(number: str, heading: str) -> str:
    """The words that `read_heading` reads as this number and heading."""
    for written in (f"{number} {heading}".strip(), f"{number}. {heading}"):
        if read_heading(written) == (number, heading):
            return written
    return f"{in_braces(number)} {heading}"
