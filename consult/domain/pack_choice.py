"""Which items a pack prints: a choice is a set of references, worked out before anything is left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from consult.domain.digest import CommentEntry, CommitmentEntry, QuestionEntry, RecommendationEntry
from consult.domain.recommendations import Status

Item = CommentEntry | QuestionEntry | CommitmentEntry | RecommendationEntry
_Test = Callable[[Item], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the items printed have in common. The defaults leave nothing out.

    `since`, `until`: what came after the one day and not after the other. `only`: the references a supplementary prints.
    """

    authority: str = ""
    unanswered: bool = False
    since: date | None = None
    until: date | None = None
    only: frozenset[str] | None = None


def chosen(items: Iterable[Item], wanted: Wanted) -> frozenset[str]:
    """The references of the items that pass every test there is."""
    tests = list(_tests(wanted))
    return frozenset(item.reference for item in items if all(test(item) for test in tests))


def _tests(wanted: Wanted) -> Iterable[_Test]:
    if wanted.authority:
        yield lambda item: wanted.authority in authorities(item)
    if wanted.unanswered:
        yield is_owed
    if wanted.since is not None:
        yield lambda item: wanted.since is None or came_on(item) > wanted.since
    if wanted.until is not None:
        yield lambda item: wanted.until is None or came_on(item) <= wanted.until
    if wanted.only is not None:
        yield lambda item: wanted.only is None or item.reference in wanted.only


def authorities(item: Item) -> tuple[str, ...]:
    """The authorities an item is put to."""
    if isinstance(item, CommentEntry):
        return (item.put_to or next((answer.authority for answer in item.answers), ""),)
    if isinstance(item, RecommendationEntry):
        return tuple(reply.body for reply in item.replies)
    return item.asked_of if isinstance(item, QuestionEntry) else (item.authority,)


def is_owed(item: Item) -> bool:
    """True while an answer, or the rest of what was asked for, is still to come. Of hidden items nothing is told."""
    if isinstance(item, RecommendationEntry):
        return item.status == Status.AWAITED.wording
    if item.hidden:
        return False
    if isinstance(item, CommitmentEntry):
        return item.owed
    return not item.answers or not all(answer.answered for answer in item.answers)


def came_on(item: Item) -> date:
    """The day it was received, asked for or promised, or the panel met and recommended it."""
    if isinstance(item, RecommendationEntry):
        return item.meeting_on
    return item.issued_on if isinstance(item, CommitmentEntry) else item.received_on
