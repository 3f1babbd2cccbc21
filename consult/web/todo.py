"""What waits for the clerk at this moment: on the overview in short, on the board before everything else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for

from consult.domain.commitments import Kind
from consult.queries import board, recommendations, responses
from consult.queries.standing import Mark, Progress
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Todo:
    """So many of something, and where to see to them. `urgent`: somebody has waited past the day."""

    count: int
    text: str
    href: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    """What can wait: its words, the page it is seen to on, and what is asked of that page."""

    one: str
    many: str
    page: str
    asked: tuple[tuple[str, str], ...] = ()
    urgent: bool = False


_QUESTIONS = _Kind("question to accept", "questions to accept", "questions.index")
_ANSWERS = _Kind("answer to release", "answers to release", "responses.release_all")
_SUPPLIES = _Kind("supply to release", "supplies to release", "work.index", (("_anchor", "to-release"),))
_OVERDUE = {
    Kind.REQUEST: _Kind(
        "overdue information request", "overdue information requests", "register.index",
        (("type", Kind.REQUEST.wording), ("overdue", "yes")), urgent=True,
    ),
    Kind.UNDERTAKING: _Kind(
        "overdue undertaking", "overdue undertakings", "register.index",
        (("type", Kind.UNDERTAKING.wording), ("overdue", "yes")), urgent=True,
    ),
}  # fmt: skip
_TO_ISSUE = _Kind("recommendation to issue", "recommendations to issue", "recommendations.issue")
_REPLIES = _Kind("response to release", "responses to release", "work.index", (("_anchor", "replies-to-release"),))
_OVERDUE_REPLIES = _Kind(
    "recommendation with responses overdue", "recommendations with responses overdue", "recommendations.index",
    (("overdue", "yes"),), urgent=True,
)  # fmt: skip
_FILES = _Kind("file to confirm", "files to confirm", "incoming.index")
_LATE = (("mark", Mark.LATE.value), ("progress", Progress.TO_WRITE.value))
_LATE_COMMENTS = _Kind("late comment not answered", "late comments not answered", "comments.index", _LATE)
_LATE_QUESTIONS = _Kind("late question not answered", "late questions not answered", "questions.index", _LATE)
_DRAFTS = _Kind("draft to check", "drafts to check", "settings.index")


def todo(here: Here) -> list[Todo]:
    """What there is; nothing that there is none of."""
    return [_in_words(here, kind, count) for kind, count in _counted(here) if count]


def _counted(here: Here) -> Iterator[tuple[_Kind, int]]:
    today = here.now.astimezone(here.zone).date()
    waits = board.waiting(here.session, here.consultation)
    yield _QUESTIONS, waits.questions
    yield _ANSWERS, responses.count_to_release(here.session, here.consultation)
    yield _SUPPLIES, waits.supplies
    replies = recommendations.waiting(here.session, here.consultation, today)
    yield _TO_ISSUE, replies.to_issue
    yield _REPLIES, replies.to_release
    yield _OVERDUE_REPLIES, replies.overdue
    yield _FILES, waits.files
    overdue = board.overdue(here.session, here.consultation, today)
    for kind, words in _OVERDUE.items():
        yield words, sum(one.count for one in overdue if one.kind is kind)
    yield _LATE_COMMENTS, waits.late_comments
    yield _LATE_QUESTIONS, waits.late_questions
    yield _DRAFTS, waits.drafts


def _in_words(here: Here, kind: _Kind, count: int) -> Todo:
    asked: dict[str, Any] = dict(kind.asked)
    href = url_for(kind.page, slug=here.consultation.slug, **asked)
    return Todo(count, kind.one if count == 1 else kind.many, href, kind.urgent)
