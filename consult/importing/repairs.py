"""What copying, exporting and page breaks did to a draft, put right; each repair leaves a warning for the clerk."""

import re
from dataclasses import replace

from consult.domain import labels, markup
from consult.domain.corrections import joined
from consult.domain.draft import Kind
from consult.importing.blocks import Block
from consult.importing.running import is_page_number

_CLOSED = re.compile(r"[.!?;:…][\"'”’)\]]*(\[\d+\])*$")
_WHOLLY_BOLD = re.compile(r"(?:<strong>(?:(?!</?strong>).)*</strong>(?:\s|<br>)*)+", re.DOTALL)
_CAPTION = re.compile(r"(table|figure|fig|chart|box|map|source|note)\b\.?\s*[\dA-Z:]", re.IGNORECASE)
_LONGEST_HEADING = 100  # characters
_MOST_WORDS = 15
_MOST_JOINS = 5  # no paragraph goes over more pages than that
_JOINED = "This paragraph was broken in two, it seems by the end of a page (“…{} / {}…”). The parts were joined."
_BOLD = "This line is a heading by its looks only: it is short and bold. It was taken for a heading."


def split_lines(blocks: list[Block]) -> list[Block]:
    """A number typed at the start of a line, or a page number, begins a paragraph of its own."""
    made: list[Block] = []
    for block in blocks:
        made += _lines(block) if block.is_text and "<br>" in block.html else [block]
    return made


def _lines(block: Block) -> list[Block]:
    parts: list[list[str]] = [[]]
    numbered = bool(block.shown or labels.typed(block.text))
    after_page = False
    for line in markup.split_lines(block.html):
        text = markup.text_of(line)
        found, page = labels.typed(text), is_page_number(text)
        if parts[-1] and (page or after_page or (found and (found[2] or numbered))):
            parts.append([])
        numbered, after_page = numbered or bool(found), page
        parts[-1].append(line)
    htmls = ["<br>\n".join(part) for part in parts]
    if len(htmls) == 1:
        return [block]
    later = [Block(html, block.kind, notes=block.notes) for html in htmls[1:]]
    return [replace(block, html=htmls[0]), *later]


def find_bold_headings(blocks: list[Block]) -> None:
    """A whole short paragraph in bold without closing punctuation serves as a heading, one level below the last real one."""
    level = 0
    for index, block in enumerate(blocks):
        if block.heading:
            level = block.heading
        elif _is_bold_heading(block) and _heads_something(blocks, index):
            block.heading, block.guessed, block.listed = min(level + 1, 6), True, False
            block.remarks.append(_BOLD)


def _is_bold_heading(block: Block) -> bool:
    text = block.text.strip()
    typed = labels.typed(text)
    if block.kind is not Kind.PARAGRAPH or block.continues or (block.listed and not block.shown) or block.depth:
        return False
    numbered = block.shown or (typed[0] if typed else "")
    if numbered and labels.readings(numbered)[0].style != "decimal":
        return False
    short = len(text) <= _LONGEST_HEADING and len(text.split()) <= _MOST_WORDS
    worded = any(character.isalpha() for character in text) and not _CAPTION.match(text)
    return bool(short and worded and not re.search(r"[.,:;!?…]$", text) and _WHOLLY_BOLD.fullmatch(block.html))


def _heads_something(blocks: list[Block], index: int) -> bool:
    """A bold list item heads something only where plain text follows it; a bold line where anything does."""
    if index + 1 >= len(blocks):
        return False
    after = blocks[index + 1]
    return not (blocks[index].listed and (after.listed or after.heading))


def join_broken(blocks: list[Block]) -> list[Block]:
    """Joins a paragraph that stops in mid-sentence to the next, where that is unnumbered and begins in lower case."""
    made: list[Block] = []
    joins = 0
    for block in blocks:
        goes_on = bool(made) and joins < _MOST_JOINS and _goes_on(made[-1], block)
        joins = joins + 1 if goes_on else 0
        if goes_on:
            before = made[-1]
            ends, begins = " ".join(before.text.split()[-4:]), " ".join(block.text.split()[:4])
            remark = _JOINED.format(ends, begins)
            made[-1] = replace(
                before,
                html=joined(before.html, block.html),
                remarks=[*before.remarks, remark, *block.remarks],
                notes=before.notes + block.notes,
            )
        else:
            made.append(block)
    return made


def _goes_on(before: Block, after: Block) -> bool:
    if not before.is_text or not after.is_text or after.listed or after.shown or after.kind is not before.kind:
        return False
    text = after.text.lstrip("“\"'‘(")
    return text[:1].islower() and not labels.typed(after.text) and not _CLOSED.search(before.text.rstrip())
