"""The draft in a digest: every section with its paragraphs, and the comments on each of them."""

from collections.abc import Iterator, Mapping

from consult.domain.digest import CommentEntry, LineEntry, ParagraphEntry, SectionEntry
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import QUESTION, reference
from consult.domain.places import owners
from consult.pack.gather_read import Read
from consult.store.drafts import Paragraph

Entries = Mapping[int, CommentEntry]
_On = dict[int | None, list[CommentEntry]]


def sections(record: Read, entries: Entries, lines: tuple[LineEntry, ...]) -> Iterator[SectionEntry]:
    """Every section in order, with every paragraph; `entries` are the comments by their ids."""
    by_section: dict[int, list[Paragraph]] = {}
    for paragraph in record.paragraphs:
        by_section.setdefault(paragraph.section_id, []).append(paragraph)
    on_paragraph, on_section = _placed(record, entries)
    line_of = _first_lines(record, lines)
    owned = owners(record.sections, record.consultation.lead_authority_id)
    for section, owner in zip(record.sections, owned, strict=True):
        yield SectionEntry(
            number=section.number,
            heading=section.heading,
            level=section.level,
            authority=record.authorities[owner] if owner else "",
            comments=tuple(on_section.get(section.id, ())),
            paragraphs=tuple(
                ParagraphEntry(p.label, p.level, p.kind, p.html, tuple(on_paragraph.get(p.id, ())))
                for p in by_section.get(section.id, ())
            ),
            line=line_of.get(section.id, ""),
        )


def _placed(record: Read, entries: Entries) -> tuple[_On, _On]:
    """The comments that stand, by the paragraph, or else by the section, they are on."""
    on_paragraph: _On = {}
    on_section: _On = {}
    for comment in record.standing:
        spoken = on_paragraph if comment.paragraph_id else on_section
        spoken.setdefault(comment.paragraph_id or comment.section_id, []).append(entries[comment.id])
    return on_paragraph, on_section


def _first_lines(record: Read, lines: tuple[LineEntry, ...]) -> dict[int, str]:
    """For each section a line asks about, the first such line."""
    on = {
        reference(QUESTION, one.number): one.section_id
        for one in record.questions
        if one.section_id is not None and one.state == ItemState.RECEIVED.value
    }
    found: dict[int, str] = {}
    for line in lines:
        for question in line.questions:
            if question in on:
                found.setdefault(on[question], line.title)
    return found
