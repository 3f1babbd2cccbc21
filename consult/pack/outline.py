"""What the paper's headings say, and the links that lead to them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from consult.domain.change_log import LogEntry
from consult.domain.digest import CommentEntry, Digest, ParagraphEntry, QuestionEntry, SectionEntry
from consult.domain.pack_options import Order
from consult.domain.pack_ordering import QuestionGroup, comment_groups, question_groups

_UNLABELLED = {
    "paragraph": "Unnumbered paragraph",
    "item": "List item",
    "table": "Table",
    "figure": "Figure",
    "quote": "Quotation",
    "note": "Footnote",
}
_LONG = 420  # characters of markup: five lines
_SHORT = 400  # characters; a card of this much text is about an eighth of a page


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str
    children: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A section where it is printed: the anchor is its own, also where it is printed under two headings."""

    section: SectionEntry
    anchor: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Comments under one heading; `title` "" where there is but one group. An anchor is "" where nothing stands there."""

    title: str
    anchor: str
    whole_draft: tuple[CommentEntry, ...]
    whole_anchor: str
    sections: tuple[Placed, ...]
    unplaced: tuple[CommentEntry, ...]
    unplaced_anchor: str


def contents(digest: Digest) -> tuple[Entry, ...]:
    """The parts of the paper in order, and below those that are long what they are divided into."""
    return tuple(_parts_2(digest) if digest.exempt else _parts(digest))


def _parts(digest: Digest) -> Iterator[Entry]:
    yield Entry("At a glance", "glance")
    if digest.lines:
        yield Entry("Key lines of enquiry", "lines")
    yield Entry("Scrutiny questions", "questions", _question_lines(digest))
    yield Entry(comments_title(digest), "comments", tuple(_chapter_lines(digest)))
    if digest.changes is not None:
        entries = tuple(Entry(one.name, change_anchor(one)) for one in digest.changes.entries)
        yield Entry(f"What changed since version {digest.changes.old}", "changes", entries)
    if digest.coverage:
        yield Entry("Statutory coverage", "coverage")
    if digest.commitments:
        yield Entry("Information requests and undertakings", "commitments")
    if digest.recommendations or digest.limits is None:
        yield Entry("Recommendations", "recommendations")
    yield Entry("Appendix A: every item in reference order", "index")
    if digest.respondents or digest.pauses:
        yield Entry("Appendix B: who took part, and how", "respondents")
    if digest.background:
        yield Entry("Background papers", "background")
    yield Entry("How to get this in another format", "formats")


def _parts_2(digest: Digest) -> Iterator[Entry]:
    if digest.questions:
        yield Entry("Scrutiny questions", "questions")
    if digest.comments:
        yield Entry(comments_title(digest), "comments", tuple(_chapter_lines(digest)))
    if digest.commitments:
        yield Entry("Information requests and undertakings", "commitments")
    yield Entry("Appendix A: every item in reference order", "index")


def _question_lines(digest: Digest) -> tuple[Entry, ...]:
    return tuple(Entry(group.title, question_anchor(group)) for group in question_groups(digest) if group.title)


def _chapter_lines(digest: Digest) -> Iterator[Entry]:
    """Two levels: the groups, or where there is but one, the sections."""
    for chapter in chapters(digest):
        if chapter.title:
            yield Entry(chapter.title, chapter.anchor)
            continue
        if chapter.whole_draft:
            yield Entry("Comments on the whole draft", chapter.whole_anchor)
        yield from (Entry(section_title(placed.section), placed.anchor) for placed in chapter.sections)
        if chapter.unplaced:
            yield Entry("No longer in the draft", chapter.unplaced_anchor)


def comments_title(digest: Digest) -> str:
    """The heading above the comments, which says their order."""
    if digest.options.order is Order.AUTHORITY:
        return "Comments by responsible authority"
    by_line = digest.options.order is Order.LINE and digest.lines
    return "Comments by key line of enquiry" if by_line else "Comments by section"


def question_anchor(group: QuestionGroup) -> str:
    """Where a group of questions stands in the paper."""
    return f"questions-{_slug(group.title)}"


def chapters(digest: Digest) -> tuple[Chapter, ...]:
    """The comments in the order printed, each part with an anchor that no other has."""
    used: Counter[str] = Counter()

    def anchor(name: str) -> str:
        used[name] += 1
        return name if used[name] == 1 else f"{name}-{used[name]}"

    return tuple(
        Chapter(
            title=group.title,
            anchor=anchor(f"group-{_slug(group.title)}") if group.title else "",
            whole_draft=group.whole_draft,
            whole_anchor=anchor("whole-draft") if group.whole_draft else "",
            sections=tuple(Placed(one, anchor(f"section-{_slug(section_title(one))}")) for one in group.sections),
            unplaced=group.unplaced,
            unplaced_anchor=anchor("unplaced") if group.unplaced else "",
        )
        for group in comment_groups(digest)
    )


def uncommented(digest: Digest) -> list[str]:
    """The titles of the sections nobody spoke on; none where the paper does not print everything."""
    if digest.limits is not None or digest.exempt:
        return []
    silent = (one for one in digest.sections if not (one.comments or any(each.comments for each in one.paragraphs)))
    return [section_title(section) for section in silent]


def printed(digest: Digest) -> frozenset[str]:
    """The references of the items printed in full; a withdrawn item is in appendix A alone."""
    return frozenset(
        {one.reference for one in digest.comments}
        | {one.reference for one in digest.questions}
        | {one.reference for one in digest.commitments}
        | {one.reference for one in digest.recommendations}
    )


def section_title(section: SectionEntry) -> str:
    """The section's own number and heading."""
    return f"{section.number} {section.heading}".strip()


def in_order(questions: Iterable[QuestionEntry], references: Iterable[str]) -> list[QuestionEntry]:
    """The questions of some references, in the order of the references."""
    by_reference = {question.reference: question for question in questions}
    return [by_reference[one] for one in references if one in by_reference]


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


def is_short(comment: CommentEntry) -> bool:
    """Whether the whole card should stay on one page; a longer one may be split over two."""
    return sum(map(len, _texts(comment))) <= _SHORT


def is_long(paragraph: ParagraphEntry) -> bool:
    """Whether a paragraph of the draft may be split over two pages: to keep it whole would leave too much of one empty."""
    return len(paragraph.html) > _LONG


def _texts(comment: CommentEntry) -> Iterator[str]:
    yield from (comment.text, comment.quote, *(piece.text for piece in comment.suggested_wording))
    for answer in comment.answers:
        yield from (answer.text, answer.reason, *(piece.text for piece in answer.resulting_wording))


def _slug(text: str) -> str:
    return re.sub(r"[^\w.]+", "-", text).strip("-")
