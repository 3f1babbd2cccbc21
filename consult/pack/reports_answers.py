"""What was answered, promised and changed, in the lettered lines beneath what a representative raised."""

import re
from collections.abc import Iterable, Iterator

from consult.domain.commitments import Kind, Status
from consult.domain.digest import Answer, CommitmentEntry, MadeOn, SupplyEntry
from consult.domain.lifecycle import HOLDING_REPLY
from consult.domain.report import Line
from consult.pack.words import listed, long_date

OWED = frozenset({Status.OUTSTANDING.wording, Status.IN_PART.wording})
"""How a commitment stands while something is still to come."""

_ON_A_PARAGRAPH = re.compile(r", (?:paragraph \S+|(?:an )?unnumbered paragraph(?: \d+)?)$")


def answer_lines(answers: Iterable[Answer], me: str) -> Iterator[Line]:
    """What each authority said, or that it has said nothing to date; `me` is who reports."""
    for answer in answers:
        yield _answer(answer)
        if answer.reason:
            yield Line("The reason given:", answer.reason)
        if answer.resulting_wording:
            yield Line("The wording that results:", change=answer.resulting_wording)
        if answer.together_with:
            yield Line(f"The same answer was given to {listed(answer.together_with)}.")
        for one in answer.unsettled:
            who = "I do" if one.by == me else f"{one.by} does"
            yield Line(f"{who} not take this as settled:", one.reason)


def _answer(answer: Answer) -> Line:
    if answer.exempt and not answer.text:
        return Line(f"{answer.authority} has answered. The answer is not printed here: {_lower(answer.exempt)}.")
    if not answer.text:
        return Line(f"{answer.authority} has not answered to date.")
    who = f"{answer.authority} ({answer.answered_by})" if answer.answered_by else answer.authority
    on = f" on {long_date(answer.answered_on)}" if answer.answered_on else ""
    if answer.status == HOLDING_REPLY:
        return Line(f"{who} sent a holding reply{on}, and has not answered to date:", answer.text)
    outcome = f": {answer.disposition[:1].lower()}{answer.disposition[1:]}." if answer.disposition else ":"
    return Line(f"{who} answered{on}{outcome}", answer.text)


def promise_lines(owed: Iterable[CommitmentEntry], *sources: str) -> Iterator[Line]:
    """The undertakings given in the answers to some items, with what came of them."""
    for entry in owed:
        if entry.kind == Kind.UNDERTAKING.wording and entry.source in sources:
            yield promise_line(entry)
            yield from supply_lines(entry)


def promise_line(entry: CommitmentEntry) -> Line:
    """A request or an undertaking in one line: its reference, where it stands, and what it is."""
    if entry.hidden:
        return Line(f"{entry.reference}: {sentence(entry)} What it is about is not printed here.")
    return Line(f"{entry.reference}: {sentence(entry)}", entry.text)


def sentence(entry: CommitmentEntry) -> str:
    """Where a commitment stands; of one that is neither overdue nor received, that it is still to come."""
    early = entry.status == Status.OUTSTANDING.wording and not entry.days_overdue
    waits = ", not received and not due yet" if early and not entry.words.endswith("due today") else ""
    return f"{entry.words}{waits}."


def supply_lines(entry: CommitmentEntry) -> Iterator[Line]:
    """What was supplied, and why it was late or a part."""
    for supply in entry.supplies:
        yield Line(_supplied(entry, supply), supply.text)
        if supply.delay_reason:
            yield Line("The reason given:", supply.delay_reason)
        if supply.files:
            yield Line(f"Files supplied: {listed(supply.files)}.")


def _supplied(entry: CommitmentEntry, supply: SupplyEntry) -> str:
    what = "all of it" if supply.complete else "a part"
    on = f" on {long_date(supply.supplied_on)}" if supply.supplied_on else ""
    return f"{entry.authority} ({supply.by}) supplied {what}{on}:"


def became_lines(made_on: MadeOn | None, current: int, *, mine: bool = True) -> Iterator[Line]:
    """What changed in the draft since the words were commented on; `current` is the number of the version they stand in.

    `mine`: it is the representative's own comment, told in the first person.
    """
    if made_on is None:
        return
    whose = "My comment" if mine else "The comment"
    taken = f"{whose}, or the answer to it, was taken into version {made_on.taken_into} of the draft."
    if made_on.orphaned:
        yield Line(
            f"The words {'I commented on' if mine else 'commented on'} are not in version {current} of the draft."
        )
    elif made_on.changed:
        since = f"The paragraph changed, and says in version {current}:"
        yield Line(f"{taken} {since}" if made_on.taken_into else since, change=made_on.changed)
    elif made_on.taken_into:
        yield Line(taken)
    elif _ON_A_PARAGRAPH.search(made_on.place):
        yield Line(f"The paragraph is the same in version {current}.")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
