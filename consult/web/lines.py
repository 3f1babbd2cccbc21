"""The page on which the clerk arranges questions under lines of enquiry: what it shows, and what its form says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consult.domain.enquiry import Arrangement, Group, put, step_line, step_question
from consult.domain.numbering import QUESTION, parse_reference, reference
from consult.present.entries import lettered
from consult.queries import enquiry, questions
from consult.store.questions import LineOfEnquiry, Question
from consult.web.guards import Here

OPENING = 160
"""Characters of a question the page shows."""

_STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True, slots=True)
class Row:
    """A question in short."""

    reference: str
    by: str
    asked_of: str
    opening: str


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line and its questions; `line` None: those under no line."""

    line: LineOfEnquiry | None
    rows: tuple[Row, ...]

    @property
    def key(self) -> str:
        """What its form calls it."""
        return f"line-{self.line.id if self.line else 0}"


def lines_shown(here: Here) -> list[LineShown]:
    """Every line in order, and last what stands under none."""
    asked = {one.number: one for one in questions.every(here.session, here.consultation)}
    lines = {line.id: line for line in enquiry.lines(here.session, here.consultation)}
    return [
        LineShown(lines[group.line] if group.line else None, tuple(_row(asked[number]) for number in group.questions))
        for group in enquiry.arrangement(here.session, here.consultation)
    ]


def _row(question: Question) -> Row:
    words = " ".join(lettered([part.text for part in question.parts]).split())
    return Row(
        reference=reference(QUESTION, question.number),
        by=question.author.name,
        asked_of=" and ".join(body.name for body in question.asked),
        opening=words if len(words) <= OPENING else words[:OPENING].rsplit(" ", 1)[0] + " …",
    )


def order_in(values: Sequence[str]) -> list[Group]:
    """The order a form was sent in: ["line-3", "Q-0004", "Q-0002", "line-0", …]."""
    found: list[Group] = []
    for value in values:
        kind, _, number = value.partition("-")
        parsed = parse_reference(value)
        if kind == "line" and number.isdecimal() and len(number) < 10:
            found.append(Group(int(number) or None))
        elif parsed and parsed[0] == QUESTION and found:
            last = found[-1]
            found[-1] = Group(last.line, (*last.questions, parsed[1]))
    return found


def altered(groups: Arrangement, sent: Mapping[str, str]) -> Arrangement:
    """The arrangement with what the button pressed asks for: `move=Q-0004:up`, `move=line-3:down`, or `put=Q-0004` (under the
    line chosen in `to-Q-0004`)."""
    what, _, step = sent.get("move", "").partition(":")
    by = _STEPS.get(step)
    if by is not None and what.startswith("line-") and what[5:].isdecimal():
        return step_line(groups, int(what[5:]), by)
    parsed = parse_reference(what or sent.get("put", ""))
    if parsed is None or parsed[0] != QUESTION:
        return groups
    if by is not None:
        return step_question(groups, parsed[1], by)
    to = order_in([sent.get(f"to-{sent.get('put')}", "")])
    return put(groups, parsed[1], to[0].line) if to else groups
