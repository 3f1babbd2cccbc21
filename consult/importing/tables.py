"""Tables: header rows found, cells reduced to lines of text, and white space that keeps the words of two cells apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from consult.domain import markup
from consult.domain.draft import Kind
from consult.importing import inline, tree
from consult.importing.blocks import Block

_WHOLLY_BOLD = re.compile(r"<strong>((?:(?!</?strong>).)*)</strong>", re.DOTALL)
_NESTED = "A table inside a table was made into lines of text."
_MOVED = "This figure stood inside the table before it."
_WIDEST = 100


@dataclass(slots=True)
class _Cell:
    html: str
    header: bool
    spans: str


@dataclass(slots=True)
class ReadTable:
    """A table, and the figures that stood in its cells."""

    block: Block
    after: list[Block] = field(default_factory=list)


def read(table: Element, blocks_in: Callable[[Element], list[Block]]) -> ReadTable | None:
    """The table as one block; None for a box or a layout: a table of one cell, or one that says it is for looks."""
    held = cells(table)
    if len(held) <= 1 or table.get("role") in ("presentation", "none"):
        return None
    made = ReadTable(Block("", Kind.TABLE))
    rows = [[_cell(cell, made, blocks_in) for cell in row] for row in _rows(table)]
    heads = _header_rows(table, rows)
    caption = next((inline.write(tree.children(c)).html for c in table if c.tag == "caption"), "")
    made.block.html = _written(rows, heads, caption)
    return made


def cells(table: Element) -> list[Element]:
    """The cells of a table, row by row; not those of tables inside it."""
    return [cell for row in _rows(table) for cell in row]


def as_line(block: Block) -> str:
    """A block as one line of a cell or a footnote: its number or bullet, and its words."""
    if block.kind is Kind.TABLE:
        lines = markup.text_of(block.html).split("\n")
        return "<br> ".join(markup.escape(" | ".join(filter(None, line.split("\t")))) for line in lines)
    number = block.shown or ("•" if block.listed else "")
    words = block.html.replace("<br>\n", "<br> ")
    return f"{markup.escape(number)} {words}" if number else words


def _rows(table: Element) -> list[list[Element]]:
    groups = [g for g in table if g.tag in ("thead", "tbody", "tfoot", "tr")]
    rows = [row for g in groups for row in ([g] if g.tag == "tr" else g.findall("tr"))]
    return [held for row in rows if (held := [c for c in row if c.tag in ("td", "th")])]


def _cell(cell: Element, made: ReadTable, blocks_in: Callable[[Element], list[Block]]) -> _Cell:
    lines = []
    for block in blocks_in(cell):
        if block.kind is Kind.FIGURE:
            made.after.append(replace(block, remarks=[_MOVED, *block.remarks]))
            continue
        lines.append(as_line(block))
        made.block.remarks += [*block.remarks, *([_NESTED] if block.kind is Kind.TABLE else [])]
        made.block.notes += block.notes
    return _Cell("<br> ".join(lines), cell.tag == "th", _spans(cell))


def _spans(cell: Element) -> str:
    spans = ""
    for name in ("colspan", "rowspan"):
        value = cell.get(name, "")
        if re.fullmatch(r"\d{1,3}", value) and 1 < int(value) <= _WIDEST:
            spans += f' {name}="{int(value)}"'
    return spans


def _header_rows(table: Element, rows: list[list[_Cell]]) -> int:
    """How many rows are headers: those of `thead`, of header cells alone, or else a first row that is wholly bold."""
    head = table.find("thead")
    marked = len([row for row in head.findall("tr") if len(row)]) if head is not None else 0
    while marked < len(rows) and all(cell.header for cell in rows[marked]):
        marked += 1
    if marked == len(rows):
        marked = min(1, marked - 1)
    bold = len(rows[0]) > 1 and all(_WHOLLY_BOLD.fullmatch(c.html) or not c.html for c in rows[0])
    return marked or int(len(rows) > 1 and bold and any(c.html for c in rows[0]))


def _written(rows: list[list[_Cell]], heads: int, caption: str) -> str:
    head = "\n".join(_row(row, header=True) for row in rows[:heads])
    body = "\n".join(_row(row, header=False) for row in rows[heads:])
    parts = [f"<caption>{caption}</caption>"] if caption else []
    parts += [f"<thead>{head}</thead>"] if head else []
    parts += [f"<tbody>{body}</tbody>"] if body else []
    inner = "\n".join(parts)
    return f"<table>{inner}</table>"


def _row(row: list[_Cell], *, header: bool) -> str:
    written = []
    for cell in row:
        words = _WHOLLY_BOLD.sub(r"\1", cell.html) if header and _WHOLLY_BOLD.fullmatch(cell.html) else cell.html
        tag, scope = ("th", ' scope="col"') if header else ("th", ' scope="row"') if cell.header else ("td", "")
        written.append(f"<{tag}{cell.spans}{scope}>{words}</{tag}>")
    inner = "\t".join(written)
    return f"<tr>{inner}</tr>"
