"""Appendix A of a digest: every item that was numbered, with what came of it."""

from collections.abc import Iterator, Mapping, Sequence

from consult.domain.digest import CommentEntry, CommitmentEntry, IndexRow, QuestionEntry, RecommendationEntry
from consult.domain.lifecycle import HOLDING_REPLY, AnswerState
from consult.pack.accounting import outcome_of, why_hidden
from consult.pack.gather_read import Read
from consult.present.about import ASIDE

PANEL = "The panel"
"""Who recommends."""

NOT_SETTLED = "not settled"
"""What the index adds to the outcome of what its author does not take for settled (R9)."""


def index(
    record: Read,
    entries: Mapping[int, CommentEntry],
    asked: Sequence[QuestionEntry],
    owed: Sequence[CommitmentEntry],
    recommended: Sequence[RecommendationEntry],
) -> Iterator[IndexRow]:
    """Comments, questions, requests and undertakings, recommendations, each in reference order."""
    for comment in record.comments:
        entry = entries[comment.id]
        outcome = "" if entry.hidden else next(outcome_of(answer) for answer in entry.answers)
        yield _row(entry, entry.stance, outcome)
    for question in asked:
        yield _row(question, "Question", _outcome({answer.status for answer in question.answers}))
    for one in sorted(owed, key=lambda one: one.reference):
        came = why_hidden(one) if one.hidden else one.status
        marks = tuple(mark for mark in one.marks if mark in ASIDE)
        yield IndexRow(one.reference, one.place, one.by, one.body, one.kind, came, marks)
    for said in recommended:
        yield IndexRow(said.reference, said.place, PANEL, "", "Recommendation", said.status)


def _row(entry: CommentEntry | QuestionEntry, stance: str, outcome: str) -> IndexRow:
    """A hidden item's outcome is why it is hidden; its other marks stand beside it as with every item."""
    came = why_hidden(entry) if entry.hidden else _settled(outcome, entry)
    marks = tuple(mark for mark in entry.marks if mark in ASIDE)
    return IndexRow(entry.reference, entry.place, entry.by, entry.body, stance, came, marks)


def _settled(outcome: str, entry: CommentEntry | QuestionEntry) -> str:
    return f"{outcome}, {NOT_SETTLED}" if any(answer.unsettled for answer in entry.answers) else outcome


def _outcome(statuses: set[str]) -> str:
    """What came of a question: a holding reply is no answer, and where only some have answered it is said."""
    answered = AnswerState.RELEASED.public_wording
    if answered in statuses:
        return answered if len(statuses) == 1 else "Answered in part"
    return HOLDING_REPLY if HOLDING_REPLY in statuses else AnswerState.AWAITED.public_wording
