"""How the statement says things: its contents, its places, and at less length what the digest prints whole."""

import re
from dataclasses import replace

from consult.domain.digest import CommentEntry, QuestionEntry
from consult.domain.places import WHOLE_DRAFT
from consult.domain.statement import Statement

SHORT = 700
"""Characters of an answer that are printed in short."""

_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)")


def in_short(entry: QuestionEntry) -> QuestionEntry:
    """A question with its answers in short."""
    return replace(entry, answers=tuple(replace(answer, text=shortened(answer.text)) for answer in entry.answers))


def shortened(text: str) -> str:
    """The text, or so many whole sentences of it as fit, followed by "[…]"."""
    if len(text) <= SHORT:
        return text
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(text[: SHORT + 1])]
    cut = ends[-1] if ends else text.rfind(" ", 0, SHORT) if " " in text[:SHORT] else SHORT
    return f"{text[:cut].rstrip()} […]"


def said_on(entry: CommentEntry) -> str:
    """The place a comment was made on, within a sentence."""
    place = entry.made_on.place if entry.made_on else entry.place
    return place[:1].lower() + place[1:] if place == WHOLE_DRAFT else place


def statement_contents(statement: Statement) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The parts of the paper in order: title, anchor, and the titles and anchors of what stands below."""
    sections = [(one.title, statement_anchor(n)) for n, one in enumerate(statement.sections, 1)]
    parts = [
        ("How the consultation was done", "how", [], True),
        ("What you said and what we did", "said", sections, True),
        ("Questions and answers", "questions", [], statement.questions),
        ("Information requested and undertakings given", "commitments", [], statement.commitments),
        ("Recommendations and replies", "recommendations", [], statement.recommendations),
        ("Deferred to the annual refresh", "deferred", [], statement.deferred),
        ("Not printed", "not-printed", [], statement.not_printed),
    ]
    return [(title, anchor, below) for title, anchor, below, there in parts if there]


def statement_anchor(position: int) -> str:
    """Where the section stands, counted from 1."""
    return f"said-{position}"
