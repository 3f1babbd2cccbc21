"""Key lines of enquiry and the questions under them, as an order that can be altered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Group:
    """A line of enquiry, by its id, and the numbers of its questions in order; `line` None: those under no line."""

    line: int | None
    questions: tuple[int, ...] = ()


Arrangement = tuple[Group, ...]
"""The lines in order, and last those under no line, which stand in number order whatever was done."""


def arranged(groups: Sequence[Group]) -> Arrangement:
    """Groups as an arrangement: those under no line last, in number order."""
    loose = sorted(number for group in groups if group.line is None for number in group.questions)
    return (*(group for group in groups if group.line is not None), Group(None, tuple(loose)))


def merged(there: Arrangement, wanted: Sequence[Group]) -> Arrangement:
    """What there is, in the order wanted. What is wanted and not there is passed over.

    A line nobody spoke of comes after the others, a question nobody spoke of stays under its line: a page that was opened
    before it came undoes nothing of it.
    """
    known = {group.line: group for group in there}
    given = {number: group.line for group in there for number in group.questions}
    chosen: dict[int | None, list[int]] = {}
    taken: set[int] = set()
    for group in wanted:
        if group.line in known:
            fresh = [number for number in group.questions if number in given and number not in taken]
            chosen.setdefault(group.line, []).extend(dict.fromkeys(fresh))
            taken.update(fresh)
    order = [*chosen, *(line for line in known if line not in chosen)]
    stays = {line: [n for n in group.questions if n not in taken] for line, group in known.items()}
    return arranged([Group(line, (*chosen.get(line, ()), *stays[line])) for line in order])


def step_line(groups: Arrangement, line: int, by: int) -> Arrangement:
    """A line one place up (`by` -1) or down (1); at the end it stays."""
    lines = [group for group in groups if group.line is not None]
    at = next((n for n, group in enumerate(lines) if group.line == line), None)
    if at is not None and 0 <= at + by < len(lines):
        lines.insert(at + by, lines.pop(at))
    return (*lines, *(group for group in groups if group.line is None))


def step_question(groups: Arrangement, number: int, by: int) -> Arrangement:
    """A question one place up or down under its line; at the end it stays."""
    return arranged([replace(group, questions=_stepped(group.questions, number, by)) for group in groups])


def _stepped(numbers: tuple[int, ...], number: int, by: int) -> tuple[int, ...]:
    if number not in numbers or not 0 <= numbers.index(number) + by < len(numbers):
        return numbers
    order = list(numbers)
    at = order.index(number)
    order.insert(at + by, order.pop(at))
    return tuple(order)


def put(groups: Arrangement, number: int, line: int | None) -> Arrangement:
    """A question at the end of another line, or under none; where it is there already, or is unknown, nothing changes."""
    there = {group.line for group in groups if number in group.questions}
    if line not in {group.line for group in groups} or not there or line in there:
        return groups
    return arranged(list(_moved(groups, number, line)))


def _moved(groups: Arrangement, number: int, line: int | None) -> Iterator[Group]:
    for group in groups:
        rest = tuple(one for one in group.questions if one != number)
        yield replace(group, questions=(*rest, number) if group.line == line else rest)
