"""A section as people edit it in the browser: Markdown in which every number stands as it is printed.

What `domain.section_text` writes reads back as the same section. A further heading line begins a further section.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from consult.domain import markup
from consult.domain.draft import Kind, Paragraph, Section
from consult.domain.draft_limits import LONGEST_LABEL, LONGEST_NUMBER
from consult.domain.section_marks import Mark, Marks, read_heading
from consult.domain.section_text import NOTE, PICTURE
from consult.importing import html, inline, markdown, tree
from consult.importing.errors import Unreadable
from consult.importing.pictures import Pictures
from consult.importing.sanitising import plain_characters, readable, sanitised

LONGEST = 200_000
"""Characters of one section."""
_LONGEST_HEADING = 300
_DEEPEST = 9
_HEADING = re.compile(r"(#{1,6})(?:[ ]+(.*))?")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-*:?\s*)+\s*")
_NO_HEADING = "Begin with the heading of the section, like “## 2.1 Prevent”. The number of # signs is its level."


def read_sections(text: str, pictures: Collection[str] = ()) -> tuple[Section, ...]:
    """The sections of a text. `pictures` are the names (SHA-256, hex) of those the draft has.

    Raises Unreadable, with what to do, where it does not begin with a heading, or names a picture there is not.
    """
    if len(text) > LONGEST:
        raise Unreadable(
            f"A section can have {LONGEST:,} characters. Divide it with further headings and save the parts."
        )
    opened: list[_Open] = []
    for block in _blocks(plain_characters(text).expandtabs(4).split("\n")):
        if found := _HEADING.fullmatch(block[0].strip(" ")):
            opened.append(_Open(_heading(len(found[1]), found[2] or "")))
        elif not opened:
            raise Unreadable(_NO_HEADING)
        else:
            opened[-1].add(block, pictures)
    if not opened:
        raise Unreadable(_NO_HEADING)
    return tuple(one.section() for one in opened)


def _heading(level: int, words: str) -> Section:
    number, heading = read_heading(words)
    heading = " ".join(heading.split())
    if not heading:
        raise Unreadable("A heading has no words. Write them behind the # signs.")
    if len(heading) > _LONGEST_HEADING or len(number) > LONGEST_NUMBER:
        raise Unreadable(f"A heading can have {_LONGEST_HEADING} characters. Leave an empty line behind it.")
    return Section(heading, level, number)


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each heading, paragraph, item, table: between empty lines, and where a line begins with a mark."""
    held: list[str] = []
    for line in lines:
        in_table = bool(held) and _is_markup(held) and "</table" not in held[-1]
        if in_table and line.strip():
            held.append(line)
        elif not line.strip():
            if held and not in_table:
                yield held
                held = []
        else:
            if held and _begins(line, held):
                yield held
                held = []
            held.append(line)
    if held:
        yield held


def _is_markup(held: list[str]) -> bool:
    return any(line.lstrip().lower().startswith("<table") for line in held)


def _begins(line: str, held: list[str]) -> bool:
    """Whether a line begins something new, though no empty line stands before it."""
    before = held[-1].lstrip(" ")
    if line.lstrip(" ").startswith(("|", "<table")) and not before.startswith("|"):
        mark = Marks().read(held[-1])
        return mark is None or bool(held[-1][mark.end :].strip())  # else a number on the line above the table
    quoted = line.lstrip(" ").startswith(">")
    if quoted and before.startswith(">"):
        return Marks().read(_unquoted(line)) is not None
    heading = bool(_HEADING.fullmatch(line.strip(" ")) or _HEADING.fullmatch(held[0].strip(" ")))
    return heading or quoted or bool(NOTE.match(line.strip(" "))) or Marks().read(line) is not None


def _unquoted(line: str) -> str:
    spaces = line[: len(line) - len(line.lstrip(" "))]
    return spaces + re.sub(r"^>[ ]?", "", line.lstrip(" "))


@dataclass(slots=True)
class _Open:
    """A section being read."""

    head: Section
    marks: Marks = field(default_factory=Marks)
    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, block: list[str], pictures: Collection[str]) -> None:
        """Takes the next block."""
        quote = block[0].lstrip(" ").startswith(">")
        lines = [_unquoted(line) if line.lstrip(" ").startswith(">") else line for line in block] if quote else block
        mark = self.marks.read(lines[0])
        depth = (len(lines[0]) - len(lines[0].lstrip(" "))) // 2
        level = min(mark.level if mark else depth, _DEEPEST)
        label = mark.label if mark else ""
        if len(label) > LONGEST_LABEL:
            raise Unreadable(f"A number can have {LONGEST_LABEL} characters: “{label[:20]}…” has more.")
        words = "\n".join([lines[0][mark.end :] if mark else lines[0], *lines[1:]])
        made = _paragraph(words, label, level, _kind(mark, level, quote=quote), pictures)
        self.marks.note(made.label, made.level)
        if made.html:
            self.paragraphs.append(made)

    def section(self) -> Section:
        """The section, footnotes last."""
        held = sorted(self.paragraphs, key=lambda one: one.kind is Kind.NOTE)
        return Section(self.head.heading, self.head.level, self.head.number, tuple(held))


def _kind(mark: Mark | None, level: int, *, quote: bool) -> Kind:
    if quote:
        return Kind.QUOTE
    listed = mark is not None and (mark.bullet or (level > 0 and mark.label))
    return Kind.ITEM if listed else Kind.PARAGRAPH


def _paragraph(words: str, label: str, level: int, kind: Kind, pictures: Collection[str]) -> Paragraph:
    stripped = words.strip()
    if found := PICTURE.fullmatch(stripped):
        return _of(_picture(found, pictures), label, level, Kind.FIGURE)
    if (
        stripped.lower().startswith("<table")
        or stripped.startswith("|")
        or _RULE.fullmatch((words + "\n\n").split("\n")[1])
    ):
        return _of(_table(stripped), label, level, Kind.TABLE)
    if note := NOTE.match(stripped):
        named = f"[{note[1]}]" if note[1] else label
        return _of(_inline(stripped[note.end() :]), named, level, Kind.NOTE)
    return _of(_inline(words), label, level, kind)


def _of(markup_of_it: str, label: str, level: int, kind: Kind) -> Paragraph:
    return Paragraph(markup.text_of(markup_of_it), markup_of_it, label, level, kind)


def _inline(words: str) -> str:
    lines = "\n".join(line.lstrip(" ") for line in words.split("\n"))
    body = tree.parse(readable(markdown.words_to_html(lines), lambda address: address))
    made = inline.write(tree.children(body))
    if made.pictures:
        raise Unreadable("A picture stands in the middle of a paragraph. Give it a paragraph of its own.")
    return sanitised(made.html)


def _picture(found: re.Match[str], pictures: Collection[str]) -> str:
    names = [name for name in pictures if name.startswith(found[2])]
    if len(names) != 1:
        raise Unreadable(f"There is no picture “figure:{found[2]}” in this draft. Copy its name from where it stands.")
    description = " ".join(re.sub(r"\\(.)", r"\1", found[1]).split())
    quoted = markup.escape(description).replace('"', "&quot;")
    return sanitised(f'<img src="figure:{names[0]}" alt="{quoted}">')


def _table(text: str) -> str:
    source = text if text.lower().startswith("<table") else markdown.table_to_html(text)
    reader = html.Reader(Pictures())
    blocks = reader.read(tree.parse(readable(source, lambda address: address)))
    if len(blocks) != 1 or blocks[0].kind is not Kind.TABLE or reader.orphans:
        raise Unreadable(
            "A table could not be read. It needs a row of headings, a row like “| --- | --- |”, and two cells or more; "
            "pictures cannot stand in it."
        )
    return sanitised(blocks[0].html)
