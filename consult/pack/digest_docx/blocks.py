"""The page's blocks as Word's paragraphs and tables, in the same order and with the same words."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement

from consult.domain.digest import CommentEntry
from consult.pack.digest_docx import contents
from consult.pack.digest_docx import styles as s
from consult.pack.digest_docx.cursor import Anchored, Cursor
from consult.pack.digest_docx.inline import Line
from consult.pack.digest_docx.paper import Paper
from consult.pack.digest_docx.tables import Starts, table
from consult.pack.wordml import size, w

Comments = Mapping[HtmlElement, Sequence[CommentEntry]]
"""The comments by the element they stand on: a block of the draft, or a heading."""

_BLOCKS = {"p", "div", "section", "article", "header", "main", "nav", "table", "ul", "ol", "dl", "dt", "dd", "blockquote",
           "address", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "svg", "hr"}  # fmt: skip
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TEXTS = (*HEADINGS, "p", "address")
_LINES = 3
_BREAKS = {"contents", "part-of-paper", "glance"}  # sections that begin on a new page
_BY_CLASS = {
    "numbered": s.NUMBERED, "quote": "Quote", "asked": s.ASKED, "item-facts": s.FACTS, "change": s.WORDING,
    "part-name": s.PART, "byline": s.NOTE, "supporters": s.NOTE, "owner": s.OWNER, "changed-what": s.FACTS,
    "changed-led": s.NOTE, "sum": s.SUM, "response-head": s.ANSWERED_BY, "body-name": "Body name", "panel-name": "Panel name",
    "lettered": s.LETTERED, "words": s.WORDS, "lettered-words": s.LETTERED_WORDS, "lettered-change": s.LETTERED_CHANGE,
    "report-by": "Panel name", "seal": s.SEAL, "position": s.POSITION, "edition": s.EDITION, "together": s.NOTE,
}  # fmt: skip
_IN_AN_ANSWER = {
    s.NOTE: s.ANSWER_NOTE, s.PART: f"{s.ANSWER} {s.PART.lower()}", s.WORDING: f"{s.ANSWER} wording", "Normal": s.ANSWER,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a block stands in."""

    style: str = "Normal"  # of what has no class of its own
    item: bool = False
    answer: bool = False
    cover: bool = False


class Blocks:
    """Writes the blocks of one page."""

    def __init__(self, paper: Paper, comments: Comments) -> None:
        self._paper, self._comments = paper, comments
        self._anchors: list[str] = []
        self._break = False

    def written(self, page: HtmlElement) -> Iterator[etree._Element]:
        """Everything in the page's body."""
        yield from self._inside(page, _Inside())

    def _inside(self, container: HtmlElement, inside: _Inside) -> Iterator[etree._Element]:
        for child in _flow(container):
            yield from self._block(child, inside) if child.tag in _BLOCKS else self._paragraph(child, inside)

    def _block(self, block: HtmlElement, inside: _Inside) -> Iterator[etree._Element]:
        classes = set((block.get("class") or "").split())
        if block.tag in ("svg", "hr"):
            return  # a table beside each chart has its figures
        self._note_place(block, classes)
        if block.tag == "nav":
            yield from contents.field(self._paper, block, self._line)
        elif "room" in classes:
            yield from self._room()
        elif "draft" in classes:
            yield from self._draft(block)
        elif block.tag == "table":
            yield from self._table(block, Cursor(), {}, indented=inside.item)
        elif block.tag in ("ul", "ol"):
            yield from self._list(block, classes, inside)
        elif block.tag in _TEXTS:
            yield from self._paragraph(block, inside)
        elif block.tag == "main":
            number, name = self._paper.bookmark(contents.BODY)
            yield w("bookmarkStart", id=number, name=name)
            yield from self._inside(block, inside)
            yield w("bookmarkEnd", id=number)
        else:
            yield from self._inside(block, self._entered(block, classes, inside))

    def _note_place(self, block: HtmlElement, classes: set[str]) -> None:
        self._anchors += [anchor] if (anchor := block.get("id")) else []
        self._break = self._break or bool(classes & _BREAKS)

    def _entered(self, block: HtmlElement, classes: set[str], inside: _Inside) -> _Inside:
        if block.tag == "article":
            return replace(inside, item=True, style=s.ITEM)
        if block.tag == "header":
            return replace(inside, cover=True)
        if "response" in classes:
            return replace(inside, answer=True, style=s.ANSWER)
        return replace(inside, style="Quote") if block.tag == "blockquote" else inside

    def _line(self, style: str, cursor: Cursor | None = None, *, said: bool = False) -> Line:
        """A paragraph that bears what its containers were called, and begins the page they begin."""
        line = Line(self._paper, style, cursor, said=said)
        if self._break:
            line.shape.append(w("pageBreakBefore"))
        for anchor in self._anchors:
            line.bookmark(anchor)
        self._anchors, self._break = [], False
        return line

    def _paragraph(self, block: HtmlElement, inside: _Inside) -> Iterator[etree._Element]:
        style = self._style(block, inside)
        line = self._line(style, said=block.tag in HEADINGS)
        on = [self._anchored(entry, "") for entry in self._comments.get(block, ())]
        line.begin(on)
        line.walk(block)
        line.end(on)
        yield line.finished()

    def _style(self, block: HtmlElement, inside: _Inside) -> str:
        if str(block.tag) in HEADINGS:
            level = int(str(block.tag)[1]) - 1
            if level == 1 and inside.cover:
                return s.COVER
            return "Title" if not level else f"{s.HEAD if inside.item else 'Heading'} {min(level, 5)}"
        classes = (block.get("class") or "").split()
        style = next((_BY_CLASS[name] for name in classes if name in _BY_CLASS), inside.style)
        return _IN_AN_ANSWER.get(style, style) if inside.answer else style

    def _list(self, block: HtmlElement, classes: set[str], inside: _Inside) -> Iterator[etree._Element]:
        if "references" in classes:  # many short ones: beside each other
            line = self._line(inside.style)
            for n, item in enumerate(block.iter("li")):
                if n:
                    line.walk(_comma())
                line.walk(item)
            yield line.finished()
            return
        for n, item in enumerate(block.iterchildren("li"), 1):
            self._note_place(item, set())
            if any(child.tag in _BLOCKS for child in item):
                yield from self._inside(item, inside)
                continue
            line = self._line(s.LISTED if block.tag == "ul" else s.NUMBERED)
            if block.tag == "ol":
                line.number(f"{n}.")
            yield line.walk(item).finished()

    def _room(self) -> Iterator[etree._Element]:
        """Lines to write on, which stay together."""
        for n in range(_LINES):
            line = self._line(s.WRITE)
            if n < _LINES - 1:
                line.shape.insert(1, w("keepNext"))
            yield line.finished()

    def _draft(self, block: HtmlElement) -> Iterator[etree._Element]:
        """A block of the draft: its name, then its words with the comments on them."""
        entries = self._comments.get(block, ())
        for child in block:
            classes = set((child.get("class") or "").split())
            if "draft-words" not in classes:
                yield from self._block(child, _Inside(style=s.ITEM))
                continue
            text = "".join(child.itertext())
            cursor = Cursor([self._anchored(entry, text) for entry in entries])
            inner = child.find(".//table")
            if inner is not None:
                yield from self._draft_table(inner, cursor, _starts(child))
            else:
                words = child.find("p") if child.tag == "blockquote" else None
                line = self._line(s.DRAFT, cursor).walk(child if words is None else words)
                line.end_all()
                yield line.finished()

    def _draft_table(self, source: HtmlElement, cursor: Cursor, starts: Starts) -> Iterator[etree._Element]:
        caption = source.find("caption")
        if caption is not None and "".join(caption.itertext()).strip():
            cursor.position = starts[caption]
            yield self._line("Caption", cursor).walk(caption).finished()
        yield from self._table(source, cursor, starts, indented=True)

    def _table(
        self, source: HtmlElement, cursor: Cursor, starts: Starts, *, indented: bool
    ) -> Iterator[etree._Element]:
        made = table(self._paper, source, cursor, starts, indented=indented)
        if made is None:
            return
        yield made
        # Word joins tables that follow each other, and wants a paragraph after the last.
        after = w("p", w("pPr", w("spacing", before="0", after="0", line="120", lineRule="exact"), w("rPr", *size(4))))
        ending = Line(self._paper, s.CELL, cursor)
        ending.end_all()
        after.extend(list(ending.element)[1:])
        yield after

    def _anchored(self, entry: CommentEntry, text: str) -> Anchored:
        """The comment in the margin, on the words it quotes; on all of the text where these are not in it."""
        quote = entry.quote.strip()
        at = text.find(quote) if quote and not entry.orphaned else -1
        start, end = (at, at + len(quote)) if at >= 0 else (0, len(text))
        return Anchored(tuple(self._paper.margin.add(entry)), start, end)


def _comma() -> HtmlElement:
    made = etree.Element("span")
    made.text = ", "
    return made


def _flow(container: HtmlElement) -> Iterator[HtmlElement]:
    """The blocks in a container, and what stands between them as elements of their own."""
    loose = etree.Element("span")
    loose.text = container.text
    for child in container:
        if child.tag in _BLOCKS:
            yield from _worth(loose)
            yield child
            loose = etree.Element("span")
            loose.text = child.tail
        elif "skip" not in (child.get("class") or "").split():
            loose.append(deepcopy(child))
    yield from _worth(loose)


def _worth(loose: HtmlElement) -> Iterator[HtmlElement]:
    if "".join(loose.itertext()).strip() or loose.find(".//img") is not None:
        yield loose


def _starts(container: HtmlElement) -> dict[HtmlElement, int]:
    """Where each element's words begin among those of the container."""
    found: dict[HtmlElement, int] = {}

    def count(element: HtmlElement, at: int) -> int:
        found[element] = at
        at += len(element.text or "")
        for child in element:
            at = count(child, at) + len(child.tail or "")
        return at

    count(container, 0)
    return found
