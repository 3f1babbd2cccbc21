"""What is looked at before a pack is issued: what refuses it, and what is said and left to the clerk (R1, R2, R10, R13)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from consult.domain.calendar import long_day
from consult.domain.digest import Digest
from consult.domain.issuing import why_too_late
from consult.domain.publication import Publication


class Outcome(Enum):
    """What a check comes to."""

    FINE = "fine"
    WARNS = "warns"
    REFUSES = "refuses"


class Mend(Enum):
    """Where something is mended."""

    NOWHERE = ""
    COMMENTS = "comments"
    WORK = "work"
    QUESTIONS = "questions"
    PLACES = "places"
    DRAFT = "draft"
    PEOPLE = "people"
    COVER = "cover"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the gate. `count`: how many there are of what it warns of, 0 where it is fine."""

    title: str
    outcome: Outcome
    words: str
    count: int = 0
    mend: Mend = Mend.NOWHERE


def checks(digest: Digest, out: Publication, *, to_release: int, confidential: int = 0) -> tuple[Check, ...]:
    """Every check of a pack that would print `digest` and be published as `out` says, what refuses first.

    `digest` is Part 1 with nothing left out; `to_release`: answers approved and not released; `confidential`: items that are
    sealed without a paragraph of Schedule 12A, so that the resolution to exclude the public does not cover them.
    """
    found = [
        Check("Every item is accounted for", Outcome.FINE, f"{digest.reconciliation.in_words()}."),
        _in_time(out),
        *_answers(digest, to_release),
        *_draft(digest),
        _members(digest),
        _exempt(digest, confidential),
        _cover(digest),
    ]
    return tuple(sorted(found, key=lambda check: list(Outcome)[::-1].index(check.outcome)))


def unbalanced(why: str) -> tuple[Check, ...]:
    """The gate of a record that does not add up: nothing else can be said of it (R10)."""
    return (Check("Every item is accounted for", Outcome.REFUSES, why, 1),)


def refused(found: Sequence[Check]) -> bool:
    """Whether anything stands in the way that no reason for urgency mends."""
    return any(check.outcome is Outcome.REFUSES and check.title != CLEAR_DAYS for check in found)


def late(found: Sequence[Check]) -> bool:
    """Whether the meeting is so near that the chair's reason is asked for, given or not yet."""
    days = next((check for check in found if check.title == CLEAR_DAYS), None)
    return days is not None and days.outcome is not Outcome.FINE and days.words != _NO_MEETING


CLEAR_DAYS = "Clear days before the meeting"

_NO_MEETING = "No meeting is set, so it cannot be said whether the pack is published in time."


def _in_time(out: Publication) -> Check:
    if out.latest_on is None:
        return Check(CLEAR_DAYS, Outcome.WARNS, _NO_MEETING, mend=Mend.COVER)
    why = why_too_late(out)
    if why:
        return Check(CLEAR_DAYS, Outcome.REFUSES, why, mend=Mend.COVER)
    until = f"It can be published until {long_day(out.latest_on)}"
    if out.in_time:
        return Check(CLEAR_DAYS, Outcome.FINE, f"{until}: {out.clear_days} clear working days.")
    return Check(CLEAR_DAYS, Outcome.WARNS, "It is late. The chair’s reason for urgency prints on the cover.")


def _answers(digest: Digest, to_release: int) -> Iterator[Check]:
    unanswered = len(digest.glance.unanswered)
    yield _counted(
        "Answers", unanswered, "item has no released answer, and prints as “With the authority”",
        "items have no released answer, and print as “With the authority”", "Every item is answered", Mend.WORK,
    )  # fmt: skip
    yield _counted(
        "Answers awaiting release", to_release, "answer is approved and waits for you to release it",
        "answers are approved and wait for you to release them", "No answer waits for you", Mend.WORK,
    )  # fmt: skip
    yield _counted(
        "Questions to accept", digest.reconciliation.waiting, "question waits for you to accept or reject it",
        "questions wait for you to accept or reject them", "No question waits for you", Mend.QUESTIONS,
    )  # fmt: skip


def _draft(digest: Digest) -> Iterator[Check]:
    orphaned = sum(one.orphaned for one in digest.comments)
    yield _counted(
        "Comments without a place", orphaned, "comment has lost its place in the draft",
        "comments have lost their place in the draft", "Every comment has its place in the draft", Mend.PLACES,
    )  # fmt: skip
    silent = [one for one in digest.sections if not one.comments and not any(p.comments for p in one.paragraphs)]
    names = "; ".join(one.heading for one in silent[:3]) + (" and others" if len(silent) > 3 else "")
    yield _counted(
        "Sections nobody spoke on", len(silent), f"section has no comment: {names}",
        f"sections have no comment: {names}", "Somebody spoke on every section", Mend.DRAFT,
    )  # fmt: skip


def _members(digest: Digest) -> Check:
    silent = [row.by for row in digest.respondents if not row.spoke]
    names = "; ".join(silent[:3]) + (" and others" if len(silent) > 3 else "")
    return _counted(
        "Members who have not contributed", len(silent), f"member of the panel has neither commented nor asked: {names}",
        f"members of the panel have neither commented nor asked: {names}", "Every member has contributed", Mend.PEOPLE,
    )  # fmt: skip


def _exempt(digest: Digest, confidential: int) -> Check:
    title, count = "Exempt matter", digest.reconciliation.exempt
    if confidential:
        words = (
            f"{confidential} confidential {'item is' if confidential == 1 else 'items are'} in Part 2 without a paragraph of "
            "Schedule 12A: the resolution to exclude the public does not name them."
        )
        return Check(title, Outcome.WARNS, words, confidential, Mend.EXEMPT)
    if not count:
        return Check(title, Outcome.FINE, "Nothing is exempt as a whole.")
    items = "item is" if count == 1 else "items are"
    return Check(title, Outcome.FINE, f"{count} {items} exempt: a Part 2 is made as well, with the resolution.")


def _cover(digest: Digest) -> Check:
    cover = digest.cover
    missing = [
        name
        for name, given in (
            ("the item number", cover.item_number),
            ("the day of the meeting", cover.meeting_on),
            ("the summary", cover.summary),
            ("the recommendation", cover.recommendation),
            ("the contact officer", cover.contact.title),
        )
        if not given
    ]
    if not missing:
        return Check("Cover", Outcome.FINE, "Everything on the cover is filled in.")
    last = f" and {missing[-1]}" if len(missing) > 1 else ""
    said = f"{', '.join(missing[:-1] or missing)}{last}"
    return Check("Cover", Outcome.WARNS, f"The cover lacks {said}.", len(missing), Mend.COVER)


def _counted(title: str, count: int, one: str, many: str, none: str, mend: Mend) -> Check:
    if not count:
        return Check(title, Outcome.FINE, f"{none}.")
    return Check(title, Outcome.WARNS, f"{count} {one if count == 1 else many}.", count, mend)
