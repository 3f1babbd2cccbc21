"""A file's bytes to a Draft: the one way in."""

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from consult.domain.draft import Draft, Paragraph, Section, Warning
from consult.domain.draft_limits import why_too_long
from consult.domain.markup import text_of
from consult.domain.whereabouts import whereabouts
from consult.importing import docx, html, markdown, notes, repairs, running, sanitising, tree
from consult.importing.blocks import Block, Source
from consult.importing.errors import Unreadable
from consult.importing.labelling import Labeller
from consult.importing.pictures import Pictures
from consult.importing.sniffing import FileKind, decode, sniff

_INTRODUCTION = "Introduction"
_BEFORE = "This text stands before the first heading of the file. It was put under a heading of its own."
_TITLE_TAG = re.compile(r"<title[^>]*>([^<]{1,1000})</title", re.IGNORECASE)
_EMPTY_TITLES = frozenset({"", "word document", "document", "untitled", "untitled document", "powerpoint presentation"})


def read_draft(data: bytes, filename: str = "", title: str | None = None) -> Draft:
    """Reads a draft from Markdown, a Word document (.docx) or HTML; what it is, its content says.

    `title` replaces the title found: in the Title style, front matter, the file's properties, or a heading. Where the
    first heading is the only one of the top level and others follow, it is the document's title and no section; text
    before the first section stands in one called "Introduction". The shallowest heading is of level 1.
    Raises Unreadable, with the reason, for anything that is not a draft with headings.
    """
    pictures = Pictures()
    try:
        source = _source(data, pictures)
        blocks, found = _blocks(source, pictures)
    except RecursionError as error:
        raise sanitising.too_deep() from error
    blocks, remarks = _repaired(blocks)
    name, blocks = _title(blocks, source, (title or "").strip(), filename)
    built = _Builder(found)
    for block in blocks:
        built.add(block)
    draft = _draft(name, built, [*source.remarks, *remarks], pictures)
    if why := why_too_long(draft):
        raise Unreadable(why)
    return draft


def as_json(draft: Draft) -> dict[str, Any]:
    """The draft as `consult import --dry-run --json` prints it."""
    return {
        "title": draft.title,
        "sections": [
            {
                "number": section.number,
                "heading": section.heading,
                "level": section.level,
                "paragraphs": [
                    {"label": p.label, "level": p.level, "kind": p.kind.value, "text": p.text}
                    for p in section.paragraphs
                ],
            }
            for section in draft.sections
        ],
        "warnings": [{"where": warning.where, "what": warning.what} for warning in draft.warnings],
    }


def _source(data: bytes, pictures: Pictures) -> Source:
    kind = sniff(data)
    if kind is FileKind.WORD:
        return docx.read(data, pictures)
    text = decode(data)
    if kind is FileKind.MARKDOWN:
        return markdown.read(text)
    named = _TITLE_TAG.search(text[:20_000])
    return Source(
        text, title=tree.text(tree.parse(sanitising.sanitised(named[1]))) if named else "", title_is_weak=True
    )


def _blocks(source: Source, pictures: Pictures) -> tuple[list[Block], dict[int, Block]]:
    """The blocks of the text, and its footnotes by number."""
    address = (lambda value: value) if source.pictures_kept else pictures.from_address
    body = tree.parse(sanitising.readable(source.html, address))
    taken = notes.take_out(body)
    reader = html.Reader(pictures, source.facts)
    blocks = reader.read(body)
    source.remarks += reader.orphans
    return blocks, html.read_notes(taken, reader)


def _repaired(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    blocks, remarks = running.take_out(repairs.split_lines(blocks))
    repairs.find_bold_headings(blocks)
    blocks = repairs.join_broken(blocks)
    labeller = Labeller()
    for block in blocks:
        labeller.label(block)
    return blocks, remarks


def _title(blocks: list[Block], source: Source, given: str, filename: str) -> tuple[str, list[Block]]:
    """The draft's title, and the blocks without the one that is it."""
    own = "" if _plain(source.title).casefold() in _EMPTY_TITLES else _plain(source.title)
    styled = next((block for block in blocks if block.title), None)
    headings = [block for block in blocks if block.heading]
    lone = headings[0] if len(headings) > 1 and _is_alone(headings) else None
    if styled is not None:
        chosen = styled
    elif len(headings) > 1 and own and _plain(headings[0].text).casefold() == own.casefold():
        chosen = headings[0]  # a title page, whatever the level of its heading
    elif lone is not None and (given or not own or source.title_is_weak):
        chosen = lone
    else:
        first = _plain(headings[0].text) if headings else ""
        return given or own or first or PurePath(filename).stem or "Untitled draft", blocks
    source.remarks += [remark for remark in chosen.remarks if not chosen.guessed]
    number = f"{chosen.label} " if chosen.label else ""
    return given or number + _plain(chosen.text), [block for block in blocks if block is not chosen]


def _is_alone(headings: list[Block]) -> bool:
    """Whether the first heading is of level 1 and no other real heading is."""
    return headings[0].heading == 1 and not headings[0].guessed and all(h.heading > 1 for h in headings[1:])


def _plain(text: str) -> str:
    return " ".join(sanitising.plain_characters(text).split())


@dataclass(slots=True)
class _Open:
    """A section being filled."""

    heading: Block
    paragraphs: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Puts blocks under their headings and footnotes at the end of the section that first refers to them."""

    found: dict[int, Block]
    sections: list[_Open] = field(default_factory=list)
    placed: set[int] = field(default_factory=set)
    headings: int = 0

    def add(self, block: Block) -> None:
        """Takes the next block."""
        if block.heading:
            self.headings += 1
            self.sections.append(_Open(block))
        elif not self.sections:
            self.sections.append(_Open(Block(_INTRODUCTION, remarks=[_BEFORE])))
        if not block.heading:
            self.sections[-1].paragraphs.append(block)
        for number in block.notes:
            if number in self.found and number not in self.placed:
                self.placed.add(number)
                self.sections[-1].notes.append(self.found[number])


def _draft(title: str, built: _Builder, remarks: list[str], pictures: Pictures) -> Draft:
    if not built.sections:
        raise Unreadable("There is no text in the file. Check that you chose the right one.")
    if not built.headings:
        raise Unreadable(
            "The file has no headings. Give its sections headings, so that people can find their place, and try again."
        )
    top = min(opened.heading.heading for opened in built.sections if opened.heading.heading)
    sections = tuple(
        Section(
            heading=_plain(opened.heading.text),
            level=max(1, opened.heading.heading - top + 1),
            number=opened.heading.label,
            paragraphs=tuple(_paragraph(block) for block in (*opened.paragraphs, *opened.notes)),
        )
        for opened in built.sections
    )
    whole = [Warning(whereabouts(sections, None, None), remark) for remark in remarks]
    kept = "".join(p.html for s in sections for p in s.paragraphs)
    return Draft(title, sections, (*whole, *_warnings(built, sections)), pictures.used_in(kept))


def _paragraph(block: Block) -> Paragraph:
    html = sanitising.sanitised(block.html)
    return Paragraph(text_of(html), html, block.label, block.level, block.kind)


def _warnings(built: _Builder, sections: tuple[Section, ...]) -> list[Warning]:
    made = []
    for index, opened in enumerate(built.sections):
        held: list[tuple[int | None, Block]] = [(None, opened.heading)]
        held += list(enumerate((*opened.paragraphs, *opened.notes)))
        for place, block in held:
            if block.remarks:
                where = whereabouts(sections, index, place)
                made += [Warning(where, remark, index, place) for remark in block.remarks]
    return made
