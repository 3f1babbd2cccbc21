"""A section as Markdown that people can edit, and that reads back as the same section (`importing.sections`).

Whatever Markdown has no sign for, or cannot say without a doubt, is written as the tag it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from consult.domain import markup
from consult.domain.draft import Kind, Paragraph, Section
from consult.domain.section_marks import Marks, write_heading
from consult.domain.tables import table

PICTURE = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\(figure:([0-9a-f]{6,64})\)\s*")
"""A picture on a line of its own: its description, and the beginning of its name."""
NOTE = re.compile(r"\[\^(\w*)\]:[ ]*")
"""What a footnote begins with."""
_LEAST_ROWS = 2
_NAME = 12  # characters of a picture's name
_ADDRESS = re.compile(r"(?:https?://|mailto:)[A-Za-z0-9._~/?#@+,=:&-]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_IMG = re.compile(r'(src|alt)="([^"]*)"')
_REFERENCE = re.compile(r"\[(\d{1,4})\]")
_CELL = re.compile(r"<t[dh](?: [^>]*)?>(.*?)</t[dh]>", re.DOTALL)
_STARS = {"strong": "**", "em": "*"}


def as_markdown(section: Section) -> str:
    """The section's heading line and its paragraphs, with empty lines between."""
    marks = Marks()
    blocks = [f"{'#' * section.level} {write_heading(section.number, section.heading)}"]
    for paragraph in section.paragraphs:
        blocks.append(_block(paragraph, marks))
        marks.note(paragraph.label, paragraph.level)
    return "\n\n".join(blocks) + "\n"


def fingerprint(section: Section) -> str:
    """A short name for exactly this text of a section: two that differ in anything have two."""
    return sha256(as_markdown(section).encode()).hexdigest()[:16]


def _block(paragraph: Paragraph, marks: Marks) -> str:
    if paragraph.kind is Kind.NOTE:
        return _note(paragraph)
    mark = marks.write(paragraph)
    if paragraph.kind is Kind.TABLE:
        lines = _table(paragraph.html)
        return f"{mark.rstrip()}\n{lines}" if mark.strip() else f"{mark}{lines}"
    if paragraph.kind is Kind.FIGURE:
        return mark + _picture(paragraph.html)
    words = "\n".join(_guarded(line) for line in inline(paragraph.html).split("\n"))
    if paragraph.kind is Kind.QUOTE:
        spaces = mark[: len(mark) - len(mark.lstrip(" "))]
        return f"{spaces}> {mark[len(spaces) :]}{words}"
    return mark + words


def _note(paragraph: Paragraph) -> str:
    words = "\n".join(_guarded(line) for line in inline(paragraph.html).split("\n"))
    if found := re.fullmatch(r"\[(\w+)\]", paragraph.label):
        return f"[^{found[1]}]: {words}"
    mark = Marks().write(Paragraph("", "", paragraph.label, paragraph.level, Kind.NOTE))
    return f"{mark}[^]: {words}"


def _guarded(line: str) -> str:
    """Words that would be read as a mark at the start of a line, with a backslash before what makes them one."""
    found = Marks().read(line)
    if found is not None:
        at = next((n for n, letter in enumerate(line) if not letter.isalnum()), 0)
        return f"{line[:at]}\\{line[at:]}"
    return f"\\{line}" if line.startswith(("#", ">", "|", "{")) else line


def _picture(html: str) -> str:
    said = {name: unescape(value) for name, value in _IMG.findall(html)}
    description = re.sub(r"([\\\]])", r"\\\1", said.get("alt", ""))
    return f"![{description}](figure:{said.get('src', '').removeprefix('figure:')[:_NAME]})"


def _table(html: str) -> str:
    """A table with one row of headings and nothing else of note as Markdown has it; any other as markup."""
    held = table(html)
    words = iter(_CELL.findall(html))
    rows = [[_cell(next(words)) for _ in row.cells] for row in held.rows]
    heads = [row.head for row in held.rows]
    tags = {cell.tag for row in held.rows for cell in row.cells}
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1 and len(rows) >= _LEAST_ROWS
    headed = heads == [True] + [False] * (len(rows) - 1) and tags <= {'<th scope="col">', "<td>"}
    if held.caption or not (even and headed) or any("\n" in cell for row in rows for cell in row):
        return html
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _cell(html: str) -> str:
    return inline(html, in_cell=True).replace("|", "\\|")


@dataclass(slots=True)
class _Node:
    """An element of inline markup: its start tag, and what stands in it."""

    tag: str
    held: list["str | _Node"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return markup.tag_name(self.tag)


def inline(html: str, *, in_cell: bool = False) -> str:
    """Sanitised inline markup as Markdown. Line breaks are a backslash at the end of a line; in a table's cell `<br>`."""
    return _written(_tree(html).held, in_cell=in_cell)


def _tree(html: str) -> _Node:
    stack = [_Node("")]
    for token in markup.tokens(html):
        here = stack[-1].held
        if not token.startswith("<"):
            words = unescape(token)
            if here and isinstance(here[-1], str):
                here[-1] += words
            else:
                here.append(words)
        elif markup.tag_name(token) in markup.VOID:
            here.append(_Node(token))
        elif token.startswith("</"):
            stack.pop()
        else:
            node = _Node(token)
            here.append(node)
            stack.append(node)
    return stack[0]


def _written(held: Sequence[str | _Node], *, in_cell: bool, in_link: bool = False) -> str:
    out = ""
    after_break = starred = False
    for n, node in enumerate(held):
        if isinstance(node, str):
            words = node.removeprefix("\n") if after_break and not in_cell else node
            out += escaped(words, in_link=in_link, last=n == len(held) - 1)
            after_break = starred = False
        elif node.name == "br":
            out += "<br>" if in_cell else "\\\n"
            after_break, starred = True, False
        else:
            written = _element(node, in_cell=in_cell, in_link=in_link, may_star=not starred, first=not out)
            starred = written.endswith("*")
            out += written
            after_break = False
    return out


def _element(node: _Node, *, in_cell: bool, in_link: bool, may_star: bool, first: bool) -> str:
    name, words = node.name, node.held[0] if len(node.held) == 1 and isinstance(node.held[0], str) else ""
    if name == "a":
        address = unescape(node.tag.partition('href="')[2].partition('"')[0])
        if _ADDRESS.fullmatch(address):
            return f"[{_written(node.held, in_cell=in_cell, in_link=True)}]({address})"
    if name == "code" and words and "`" not in words and words == words.strip() and "\\" not in words:
        return f"`{words}`"
    if name in _STARS and may_star and words and words[0].isalnum() and words[-1].isalnum():
        return f"{_STARS[name]}{escaped(words, in_link=in_link)}{_STARS[name]}"
    if name == "sup" and not first and (found := _REFERENCE.fullmatch(words)):
        return f"[^{found[1]}]"
    return f"{node.tag}{_written(node.held, in_cell=in_cell, in_link=in_link)}</{name}>"


def escaped(text: str, *, in_link: bool = False, last: bool = False) -> str:
    """Words as Markdown reads them literally. `last`: nothing stands after them that they could run together with."""
    risky = in_link or "](" in text or "[^" in text
    out = []
    for n, letter in enumerate(text):
        before, after = text[n - 1 : n] if n else "", text[n + 1 : n + 2]
        if letter in "\\`*~" or (letter in "[]" and risky):
            out.append(f"\\{letter}")
        elif letter == "_" and not (before.isalnum() and after.isalnum()):
            out.append("\\_")
        elif letter == "<" and (re.match(r"[A-Za-z/!?]", after) or not (after or last)):
            out.append("\\<")
        elif letter == "!" and not (after or last):
            out.append("\\!")
        elif letter == "&" and _ENTITY.match(text, n):
            out.append("&amp;")
        else:
            out.append(letter)
    return "".join(out)
