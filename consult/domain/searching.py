"""What somebody searches for: the words of a query, and the kinds of text they are looked for in."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MOST_TERMS = 16
LONGEST_TERM = 80

_TERM = re.compile(r'["“”]([^"“”]*)["“”]|(\w+)')
_WORD = re.compile(r"\w+")


class Matter(StrEnum):
    """What is searched, in the order results are shown."""

    HEADINGS = "headings"
    DRAFT = "draft"
    COMMENTS = "comments"
    QUESTIONS = "questions"
    ANSWERS = "answers"
    COMMITMENTS = "commitments"
    SUPPLIES = "supplies"

    @property
    def wording(self) -> str:
        """As screens write it."""
        return _WORDING[self]


_WORDING = {
    Matter.HEADINGS: "Headings of the draft",
    Matter.DRAFT: "Paragraphs of the draft",
    Matter.COMMENTS: "Comments",
    Matter.QUESTIONS: "Questions",
    Matter.ANSWERS: "Answers",
    Matter.COMMITMENTS: "Requests and undertakings",
    Matter.SUPPLIES: "What was supplied",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The words and phrases a text must all have. Each is letters, digits and single spaces, in lower case, unaccented."""

    phrases: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.phrases)


def terms_of(query: str) -> Terms:
    """Reads a query as people type it: words that must all occur, and "words in quotation marks" that stand together.

    Nothing in it is an operator, and whatever else is in it is left out.
    """
    found: dict[str, None] = {}
    for quoted, word in _TERM.findall(unaccented(query).casefold()):
        phrase = " ".join(_WORD.findall(quoted or word))[:LONGEST_TERM].strip()
        if any(character.isalnum() for character in phrase):
            found.setdefault(phrase)
        if len(found) == MOST_TERMS:
            break
    return Terms(tuple(found))


def unaccented(text: str) -> str:
    """Letters without their marks: "é" as "e"."""
    split = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(one for one in split if not unicodedata.combining(one)))
