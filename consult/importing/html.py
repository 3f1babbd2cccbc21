"""Sanitised HTML to blocks: headings, paragraphs, list items, tables and figures in the order they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from consult.domain import labels, markup
from consult.domain.draft import Kind
from consult.domain.typed_numbers import number_in
from consult.importing import inline, notes, tables, tree
from consult.importing.blocks import Block, Fact
from consult.importing.pictures import Pictures
from consult.importing.sanitising import BLOCKS

_NUMBERING = {"a": labels.letter, "i": labels.roman}
_TITLE_CLASS = re.compile(r"\b(mso)?title\b", re.IGNORECASE)
_NEW_PAGE = re.compile(r"page-break-before\s*:\s*always|break-before\s*:\s*page", re.IGNORECASE)
_NAVIGATION = "A navigation menu was left out: “{}”."


@dataclass(slots=True)
class _Item:
    """A list item whose first paragraph is still to come."""

    shown: str
    depth: int
    list_id: str
    used: bool = False


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around the element being read."""

    depth: int = 0  # lists around a list that begins here
    item: _Item | None = None
    quote: bool = False
    heading: int = 0


@dataclass(slots=True)
class Reader:
    """Reads one tree. Footnotes are to be read apart, from `notes.take_out`."""

    pictures: Pictures
    facts: tuple[Fact, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)  # remarks waiting for the next block
    lists: int = 0

    def read(self, element: Element, context: _Context | None = None) -> list[Block]:
        """The blocks inside `element`, added to `blocks`."""
        self._walk(tree.children(element), context or _Context(), element)
        return self.blocks

    def part(self, element: Element) -> list[Block]:
        """The blocks inside `element` on their own: a table's cell, a footnote."""
        return Reader(self.pictures, self.facts).read(element)

    def _walk(self, nodes: Iterable[tree.Node], context: _Context, owner: Element) -> None:
        run: list[tree.Node] = []
        for node in nodes:
            if isinstance(node, str) or not _holds_blocks(node):
                run.append(node)
                continue
            self._paragraph(run, context, owner)
            run = []
            if not inline.is_hidden(node):
                self._block(node, context)
        self._paragraph(run, context, owner)

    def _block(self, node: Element, context: _Context) -> None:
        heading = _heading_level(node)
        if heading:
            self._walk(tree.children(node), _Context(heading=heading), node)
        elif node.tag in ("ul", "ol"):
            self._list(node, context)
        elif node.tag == "table":
            self._table(node, context)
        elif node.tag == "blockquote":
            self._walk(tree.children(node), replace(context, quote=True), node)
        elif node.tag == "pre":
            self._preformatted(node, context)
        elif node.tag == "nav":
            self.orphans.append(_NAVIGATION.format(" ".join(tree.text(node).split())[:200]))
        else:
            self._walk(tree.children(node), context, node)

    def _list(self, node: Element, context: _Context) -> None:
        self.lists += 1
        depth = context.depth
        if context.item is not None and not context.item.used:  # "- 6. Text": the outer bullet holds nothing of its own
            context.item.used, depth = True, context.item.depth
        number = _number(node.get("start"), 1)
        for child in node:
            if child.tag != "li":  # a list straight inside a list: its items belong to the one before it
                nested = depth + 1 if child.tag in ("ul", "ol") else depth
                self._walk([child], replace(context, depth=nested, item=None), node)
                continue
            number = _number(child.get("value"), number)
            shown = _shown(node, number)
            item = _Item(shown, depth, f"html-{self.lists}")
            self._walk(tree.children(child), replace(context, depth=depth + 1, item=item), child)
            number += 1

    def _table(self, node: Element, context: _Context) -> None:
        made = tables.read(node, self.part)
        if made is None:  # a box drawn as a table of one cell
            for cell in tables.cells(node):
                self._walk(tree.children(cell), context, cell)
            return
        self._add(made.block)
        self.blocks.extend(made.after)

    def _preformatted(self, node: Element, context: _Context) -> None:
        lines = "".join(node.itertext()).strip("\n").split("\n")
        made: list[tree.Node] = []
        for number, line in enumerate(lines):
            if number:
                made.append(Element("br"))
            code = Element("code")
            code.text = line
            made.append(code)
        self._paragraph(made, context, node)

    def _paragraph(self, run: list[tree.Node], context: _Context, owner: Element) -> None:
        made = inline.write(run)
        fact = self._fact(owner)
        if made.html:
            block = self._placed(Block(made.html, notes=made.notes), context, fact, owner)
            block.remarks = [*fact.remarks, *(_struck(words) for words in made.struck)]
            self._add(block)
        else:
            self.orphans.extend(fact.remarks)
        for picture in made.pictures:
            self._picture(picture)

    def _placed(self, block: Block, context: _Context, fact: Fact, owner: Element) -> Block:
        block.heading = fact.heading or context.heading
        block.title = fact.title or (owner.tag in ("p", "h1") and bool(_TITLE_CLASS.search(owner.get("class", ""))))
        block.new_page = fact.new_page or bool(_NEW_PAGE.search(owner.get("style", "")))
        if fact.listed:
            block.shown, block.listed, block.depth, block.list_id = fact.shown, True, fact.depth, fact.list_id
        elif context.item is not None and not context.item.used:
            context.item.used = True
            block.shown, block.depth, block.list_id = context.item.shown, context.item.depth, context.item.list_id
            block.listed = True
        elif context.item is not None:
            block.continues = True
        if (fact.quote or context.quote) and not block.heading:
            block.kind = Kind.QUOTE
        return block

    def _fact(self, owner: Element) -> Fact:
        number = number_in(owner.attrib.pop("data-fact", ""))  # once: a paragraph that holds a table is several runs
        return self.facts[number] if number is not None and number < len(self.facts) else Fact()

    def _picture(self, picture: Element) -> None:
        source, alt = picture.get("src", ""), " ".join(picture.get("alt", "").split())
        reason = self.pictures.reason_for(source)
        if reason is not None:
            self.orphans.append(f"{reason} Its description: “{alt}”." if alt else reason)
            return
        quoted = markup.escape(alt).replace('"', "&quot;")
        remarks = [] if alt else ["This figure has no description (alt text). Write one, for people who cannot see it."]
        self._add(Block(f'<img src="{source}" alt="{quoted}">', Kind.FIGURE, remarks=remarks))

    def _add(self, block: Block) -> None:
        block.remarks = [*self.orphans, *block.remarks]
        self.orphans.clear()
        self.blocks.append(block)


def read_notes(found: notes.Notes, reader: Reader) -> dict[int, Block]:
    """The footnotes as blocks, by their number."""
    made = {}
    for number, holder in found.holders.items():
        parts = reader.part(holder)
        text = "<br>\n".join(tables.as_line(part) for part in parts if part.kind is not Kind.FIGURE)
        remarks = [remark for part in parts for remark in part.remarks]
        made[number] = Block(text, Kind.NOTE, label=f"[{number}]", remarks=remarks)
    return made


def _struck(words: str) -> str:
    return f"“{words[:200]}” is struck through in the file. It is kept as ordinary text: remove it if it is no longer meant."


def _heading_level(node: Element) -> int:
    if re.fullmatch(r"h[1-6]", node.tag):
        return int(node.tag[1])
    if node.get("role") == "heading":
        return min(6, max(1, _number(node.get("aria-level"), 2)))
    return 0


def _holds_blocks(node: Element) -> bool:
    return any(element.tag in BLOCKS for element in node.iter())


def _number(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text.strip()) else default


def _shown(node: Element, number: int) -> str:
    if node.tag == "ul":
        return ""
    kind = node.get("type", "1")
    write = _NUMBERING.get(kind.lower(), str)
    text = write(number) if number > 0 else str(number)
    closing = ")" if node.get("class") == "bracketed" else "."
    return f"{text.upper() if kind in ('A', 'I') else text}{closing}"
