"""A digest put together from its entries: the front page, and the counts and index that follow from them."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from consult.domain.digest import (
    Bar,
    CommentEntry,
    Contact,
    Count,
    Cover,
    Digest,
    Glance,
    IndexRow,
    QuestionEntry,
    SectionEntry,
)
from consult.domain.reconciliation import Reconciliation
from tests.pack.words import DISPOSITIONS, STANCES

LONDON = ZoneInfo("Europe/London")
MADE_AT = datetime(2021, 3, 8, 14, 30, tzinfo=LONDON)
WITH_THE_AUTHORITY = "With the authority"


def cover() -> Cover:
    """The front page of the sub-panel's paper."""
    return Cover(
        body="Norfolk Countywide Community Safety Partnership",
        panel="Scrutiny Sub-Panel",
        item_number="6",
        meeting_on=date(2021, 3, 18),
        title="Comments on the draft strategy and delivery plan 2021 to 2025",
        summary="The draft strategy was open for comment by members of the sub-panel between 1 and 19 February 2021."
        "\n\nThis paper prints every comment and scrutiny question received, the words of the draft each concerns, and"
        " what the responsible authority said in reply.",
        recommendation="To consider the comments and the responses to them, and to agree what the sub-panel wishes to"
        " say to the partnership before the strategy is adopted.",
        contact=Contact("Scrutiny Support Manager, Norfolk County Council", "scrutiny@example.org", "01603 000000"),
        draft_title="Strategy and delivery plan 2021 to 2025",
        draft_version=2,
        pack_number=3,
        status="Issued",
        made_at=MADE_AT,
        window_opened=datetime(2021, 2, 1, 9, 0, tzinfo=LONDON),
        window_closes=datetime(2021, 2, 19, 17, 0, tzinfo=LONDON),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The entries of a digest, before anything is counted."""

    questions: tuple[QuestionEntry, ...]
    whole_draft: tuple[CommentEntry, ...]
    sections: tuple[SectionEntry, ...]

    def comments(self) -> list[tuple[str, CommentEntry]]:
        """Every comment with the heading it stands under, in the order printed."""
        found = [("The whole draft", entry) for entry in self.whole_draft]
        for section in self.sections:
            found += [(section.heading, entry) for entry in section.comments]
            found += [(section.heading, entry) for paragraph in section.paragraphs for entry in paragraph.comments]
        return found


def assembled(parts: Parts, front: Cover | None = None, **others: object) -> Digest:
    """A digest whose counts, index and reconciliation follow from its entries."""
    comments = parts.comments()
    items = len(comments) + len(parts.questions)
    digest = Digest(
        language="en-GB",
        cover=front or cover(),
        glance=_glance(parts, comments),
        questions=parts.questions,
        whole_draft=parts.whole_draft,
        sections=parts.sections,
        reconciliation=Reconciliation(received=items + 3, printed=items, grouped=2, withdrawn=1),
        index=_index(parts, comments),
    )
    return replace(digest, **others)  # type: ignore[arg-type]


def _answered(entry: CommentEntry | QuestionEntry) -> bool:
    return bool(entry.answers) and all(given.text for given in entry.answers)


def _counts(pairs: list[tuple[str, CommentEntry]]) -> tuple[Count, ...]:
    received = Counter(label for label, _ in pairs)
    answered = Counter(label for label, entry in pairs if _answered(entry))
    return tuple(Count(label, number, answered[label]) for label, number in received.items())


def _glance(parts: Parts, comments: list[tuple[str, CommentEntry]]) -> Glance:
    entries = [entry for _, entry in comments]
    by_authority = [(given.authority, entry) for entry in entries for given in entry.answers]
    dispositions = Counter(given.disposition for entry in entries for given in entry.answers if given.disposition)
    stances = Counter(entry.stance for entry in entries)
    waiting = [entry.reference for entry in (*entries, *parts.questions) if not _answered(entry)]
    return Glance(
        comments=Count("Comments", len(entries), sum(map(_answered, entries))),
        questions=Count("Questions", len(parts.questions), sum(map(_answered, parts.questions))),
        by_section=_counts(comments),
        by_authority=_counts(by_authority),
        by_disposition=tuple(Bar(label, dispositions[label]) for label in DISPOSITIONS if dispositions[label]),
        by_stance=tuple(Bar(label, stances[label]) for label in STANCES if stances[label]),
        unanswered=tuple(sorted(waiting)),
    )


def _index(parts: Parts, comments: list[tuple[str, CommentEntry]]) -> tuple[IndexRow, ...]:
    rows = [
        IndexRow(entry.reference, entry.place, entry.by, entry.body, entry.stance, _outcome(entry))
        for _, entry in comments
    ]
    rows += [
        IndexRow(entry.reference, entry.place, entry.by, entry.body, "Question", _outcome(entry))
        for entry in parts.questions
    ]
    return tuple(sorted(rows, key=lambda row: row.reference))


def _outcome(entry: CommentEntry | QuestionEntry) -> str:
    if not entry.answers:
        return WITH_THE_AUTHORITY
    return "; ".join(dict.fromkeys(given.disposition or given.status for given in entry.answers))
