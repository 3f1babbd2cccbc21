"""Marked-up copies and published drafts, in few words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from consult.domain.marked_copy import CopyKind, CopyParagraph, Edit, Mark, MarkedCopy, MarkKind
from consult.domain.marked_placing import place
from consult.domain.marked_proposals import Proposal, Proposals
from consult.domain.redline import Op, changes

ONE = "Member for Norwich City Council"
TWO = "Member for Breckland Council"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as a version of the draft has it."""

    id: int
    label: str
    text: str


@dataclass(frozen=True)
class Section:
    """A section as a version of the draft has it."""

    id: int
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


def draft(**sections: Sequence[str]) -> list[Section]:
    """Sections by heading ("_" for a space), numbered from 1; paragraphs are "12. Text", "(a) Text" or "Text"."""
    made, number = [], 100
    for n, (heading, texts) in enumerate(sections.items(), 1):
        held = []
        for text in texts:
            number += 1
            label, _, words = text.partition(". ") if text[:1].isdigit() else ("", "", text)
            held.append(Paragraph(number, label, words))
        made.append(Section(n, "", heading.replace("_", " "), tuple(held)))
    return made


def as_sent(sections: Sequence[Section], *, typed: bool = False) -> list[CopyParagraph]:
    """The copy that was sent out, with the numbers typed or given by Word."""
    made = []
    for section in sections:
        made.append(CopyParagraph(section.heading, CopyKind.HEADING))
        for one in section.paragraphs:
            number = f"{one.label}. " if one.label else ""
            kind = CopyKind.TABLE if "\t" in one.text else CopyKind.TEXT
            made.append(CopyParagraph(number + one.text if typed else one.text, kind, "" if typed else number.strip()))
    return made


def on(position: int, words: str, paragraphs: Sequence[CopyParagraph], text: str = "Why?", **more: object) -> Mark:
    """A comment on words of a paragraph, or of it and those after it; "" for one between words."""
    base = "\n".join(p.text for p in paragraphs[position:])
    start = base.index(words)
    ends = accumulate(len(p.text) + 1 for p in paragraphs[position:])
    last = position + next(n for n, end in enumerate(ends) if start + len(words) < end)
    made = Mark(0, MarkKind.COMMENT, ONE, None, position, last, start, start + len(words), text=text)
    return _with(made, more)


def to(position: int, new: str, paragraphs: Sequence[CopyParagraph], **more: object) -> Mark:
    """All changes of a paragraph, which becomes `new`."""
    old, edits, at = paragraphs[position].text, [], 0
    for piece in changes(old, new):
        ends = at if piece.op is Op.INSERTED else at + len(piece.text)
        if piece.op is not Op.SAME:
            edits.append(Edit(at, ends, piece.text if piece.op is Op.INSERTED else ""))
        at = ends
    return _with(Mark(0, MarkKind.CHANGE, ONE, None, position, position, 0, len(old), edits=tuple(edits)), more)


def _with(mark: Mark, more: dict[str, object]) -> Mark:
    return replace(mark, **more)  # type: ignore[arg-type]


def copy_of(paragraphs: Sequence[CopyParagraph], *marks: Mark) -> MarkedCopy:
    """The copy with these marks, numbered."""
    return MarkedCopy("copy.docx", tuple(paragraphs), tuple(_with(m, {"number": n}) for n, m in enumerate(marks, 1)))


def placed(sections: Sequence[Section], paragraphs: Sequence[CopyParagraph], *marks: Mark) -> Proposals:
    """What these marks propose."""
    return place(copy_of(paragraphs, *marks), sections)


def said(proposal: Proposal) -> tuple[str, str, str, str]:
    """A proposal as (place, anchored words, text, wording)."""
    where = proposal.place.words if proposal.place else ""
    return where, proposal.anchor.exact if proposal.anchor else "", proposal.text, proposal.wording
