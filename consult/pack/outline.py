"""What the paper's headings say, and the links that lead to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from consult.domain.change_log import LogEntry
from consult.domain.digest import CommentEntry, Cover, Digest, ParagraphEntry, SectionEntry

_UNLABELLED = {
    "paragraph": "Unnumbered paragraph",
    "item": "List item",
    "table": "Table",
    "figure": "Figure",
    "quote": "Quotation",
    "note": "Footnote",
}
_SHORT = 400  # characters; a card of this much text is about an eighth of a page


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    children: tuple["Entry", ...] = ()


def contents(digest: Digest) -> tuple[Entry, ...]:
    """The parts of the paper in order, and below "Comments by section" the sections that have comments."""
    whole = [Entry("Comments on the whole draft", "whole-draft")] if digest.whole_draft else []
    sections = [Entry(section_title(section), section_anchor(section)) for section in commented(digest)]
    gone = [Entry("No longer in the draft", "unplaced")] if digest.unplaced else []
    return (
        Entry("At a glance", "glance"),
        *([Entry("Key lines of enquiry", "lines")] if digest.lines else []),
        Entry("Scrutiny questions", "questions"),
        Entry("Comments by section", "comments", (*whole, *sections, *gone)),
        *_changes(digest),
        *([Entry("Information requests and undertakings", "commitments")] if digest.commitments else []),
        Entry("Reconciliation", "reconciliation"),
        Entry("Appendix A: every item in reference order", "index"),
        Entry("How to get this in another format", "formats"),
    )


def _changes(digest: Digest) -> Iterator[Entry]:
    if digest.changes is not None:
        entries = tuple(Entry(one.name, change_anchor(one)) for one in digest.changes.entries)
        yield Entry(f"What changed since version {digest.changes.old}", "changes", entries)


def commented(digest: Digest) -> list[SectionEntry]:
    """The sections somebody commented on, or on a paragraph of."""
    return [section for section in digest.sections if section.comments or section.paragraphs]


def uncommented(digest: Digest) -> list[str]:
    """The titles of the sections nobody spoke on."""
    return [section_title(section) for section in digest.sections if not (section.comments or section.paragraphs)]


def printed(digest: Digest) -> frozenset[str]:
    """The references of the items printed in full; a grouped or withdrawn item is in appendix A alone."""
    comments: list[CommentEntry] = [*digest.whole_draft, *digest.unplaced]
    for section in digest.sections:
        comments += section.comments
        comments += [comment for paragraph in section.paragraphs for comment in paragraph.comments]
    others = [asked.reference for asked in digest.questions] + [owed.reference for owed in digest.commitments]
    return frozenset([comment.reference for comment in comments] + others)


def section_title(section: SectionEntry) -> str:
    """The section's own number and heading."""
    return f"{section.number} {section.heading}".strip()


def section_anchor(section: SectionEntry) -> str:
    """Where the section stands in the paper."""
    return f"section-{_slug(section_title(section))}"


def change_anchor(entry: LogEntry) -> str:
    """Where the changes of a section stand in the paper."""
    return f"changes-{entry.anchor}"


def paragraph_name(paragraph: ParagraphEntry) -> tuple[str, str]:
    """What is said and what is shown of a paragraph's name: ("Paragraph", "6(a)"), ("", "Table")."""
    return ("Paragraph", paragraph.label) if paragraph.label else ("", _UNLABELLED[paragraph.kind])


def item_anchor(reference: str) -> str:
    """Where an item is printed in full."""
    return f"item-{_slug(reference)}"


def row_anchor(reference: str) -> str:
    """Where an item stands in appendix A."""
    return f"row-{_slug(reference)}"


def pack_name(cover: Cover) -> str:
    """ "Comments digest pack 3", "Comments digest, draft pack"."""
    return f"Comments digest pack {cover.pack_number}" if cover.pack_number else "Comments digest, draft pack"


def is_short(comment: CommentEntry) -> bool:
    """Whether the whole card should stay on one page; a longer one may be split over two."""
    return sum(map(len, _texts(comment))) <= _SHORT


def _texts(comment: CommentEntry) -> Iterator[str]:
    yield from (comment.text, comment.quote, *(piece.text for piece in comment.suggested_wording))
    for answer in comment.answers:
        yield from (answer.text, answer.reason, *(piece.text for piece in answer.resulting_wording))


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-")
