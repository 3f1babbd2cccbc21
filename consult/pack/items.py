"""Every item of the digest in one line each, for lists that are sorted, filtered and counted elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from consult.domain.digest import Answer, CommentEntry, CommitmentEntry, Digest, QuestionEntry, RecommendationEntry
from consult.domain.numbering import COMMENT
from consult.domain.redline import Op, Piece
from consult.pack import outline, sheets
from consult.pack.accounting import outcome_of
from consult.pack.sheets import Column, ColumnKind, Sheet

_Entry = CommentEntry | QuestionEntry | CommitmentEntry | RecommendationEntry


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item. What its readers may not see is "": then `status` says why. `answers` holds those of every authority."""

    reference: str
    type: str  # "Comment", "Question", "Information request", "Undertaking", "Recommendation"
    by: str
    council: str
    place: str  # "Prevent, paragraph 6(a)"
    paragraph: str  # "6(a)"; "" where it is on none, or on one without a number
    stance: str
    text: str = ""
    quote: str = ""
    suggested: str = ""
    answers: str = ""
    disposition: str = ""
    reason: str = ""
    status: str = ""
    marks: str = ""
    received: date | None = None
    answered: date | None = None


COLUMNS: tuple[tuple[Column, Callable[[ItemRow], str | date | None]], ...] = (
    (Column("Reference", 11), lambda row: row.reference),
    (Column("Type", 15), lambda row: row.type),
    (Column("Raised by", 26), lambda row: row.by),
    (Column("Council", 24), lambda row: row.council),
    (Column("Place", 26), lambda row: row.place),
    (Column("Paragraph", 11), lambda row: row.paragraph),
    (Column("Stance", 15), lambda row: row.stance),
    (Column("Text", 60), lambda row: row.text),
    (Column("Words commented on", 30), lambda row: row.quote),
    (Column("Suggested wording", 40), lambda row: row.suggested),
    (Column("Answers", 60), lambda row: row.answers),
    (Column("Disposition", 18), lambda row: row.disposition),
    (Column("Reason", 34), lambda row: row.reason),
    (Column("Status", 22), lambda row: row.status),
    (Column("Marks", 16), lambda row: row.marks),
    (Column("Received", 13, ColumnKind.DATE), lambda row: row.received),
    (Column("Answered", 13, ColumnKind.DATE), lambda row: row.answered),
)
"""What a list of all items holds: the same as a sheet and as CSV."""


def items_csv(digest: Digest) -> bytes:
    """Every item as CSV: UTF-8 with a byte order mark, lines ended by CRLF, nothing a spreadsheet would run."""
    return sheets.csv_text(items_sheet(digest))


def items_sheet(digest: Digest) -> Sheet:
    """Every item as a list."""
    rows = [[said(row) for _, said in COLUMNS] for row in item_rows(digest)]
    return Sheet("Every item", [column for column, _ in COLUMNS], rows)


def item_rows(digest: Digest) -> Iterator[ItemRow]:
    """A row for every item of appendix A, in its order; of what is not printed, only that it was there, and why."""
    entries, labels = _entries(digest), paragraph_labels(digest)
    for row in digest.index:
        is_comment = row.reference.partition("-")[0] == COMMENT
        bare = ItemRow(
            row.reference,
            "Comment" if is_comment else row.stance,
            row.by,
            row.body,
            row.place,
            labels.get(row.reference, ""),
            row.stance if is_comment else "",
            status=row.outcome,
            marks=", ".join(row.marks),
        )
        yield _filled(bare, entries.get(row.reference))


def paragraph_labels(digest: Digest) -> Mapping[str, str]:
    """The number of the paragraph each comment stands on, by the comment's reference."""
    return {
        comment.reference: paragraph.label
        for section in digest.sections
        for paragraph in section.paragraphs
        for comment in paragraph.comments
    }


def section_titles(digest: Digest) -> Mapping[str, str]:
    """The section each comment stands on, by the comment's reference."""
    return {
        comment.reference: outline.section_title(section)
        for section in digest.sections
        for comment in (*section.comments, *(one for paragraph in section.paragraphs for one in paragraph.comments))
    }


def wording(pieces: Iterable[Piece]) -> str:
    """The new wording a change leads to."""
    return "".join(piece.text for piece in pieces if piece.op is not Op.DELETED)


def dispositions(answers: Iterable[Answer]) -> str:
    """Each disposition once."""
    return "; ".join(dict.fromkeys(answer.disposition for answer in answers if answer.disposition))


def answered_on(answers: Iterable[Answer]) -> date | None:
    """The day of the last answer there is."""
    return max((answer.answered_on for answer in answers if answer.answered_on), default=None)


def by_each(parts: Sequence[tuple[str, str]]) -> str:
    """What several say, each with their name before it."""
    return "\n\n".join(f"{name}: {words}" for name, words in parts if words)


def _entries(digest: Digest) -> dict[str, _Entry]:
    every: tuple[_Entry, ...] = (*digest.comments, *digest.questions, *digest.commitments, *digest.recommendations)
    return {entry.reference: entry for entry in every}


def _filled(row: ItemRow, entry: _Entry | None) -> ItemRow:
    match entry:
        case CommentEntry():
            asked = replace(row, quote=entry.quote, suggested=wording(entry.suggested_wording))
            return _answered(asked, entry)
        case QuestionEntry():
            return _answered(row, entry)
        case CommitmentEntry():
            supplied = [(entry.authority, supply.text) for supply in entry.supplies]
            came = max((supply.supplied_on for supply in entry.supplies if supply.supplied_on), default=None)
            return replace(row, text=entry.text, received=entry.issued_on, answers=by_each(supplied), answered=came)
        case RecommendationEntry():
            replies = [(reply.body, reply.text or reply.words) for reply in entry.replies]
            came = max((reply.replied_on for reply in entry.replies if reply.replied_on), default=None)
            return replace(row, text=entry.text, received=entry.issued_on, answers=by_each(replies), answered=came)
        case _:
            return row


def _answered(row: ItemRow, entry: CommentEntry | QuestionEntry) -> ItemRow:
    return replace(
        row,
        text=entry.text,
        received=entry.received_on,
        answers=by_each([(answer.authority, answer.text or outcome_of(answer)) for answer in entry.answers]),
        disposition=dispositions(entry.answers),
        reason=by_each([(answer.authority, answer.reason) for answer in entry.answers]),
        answered=answered_on(entry.answers),
    )
