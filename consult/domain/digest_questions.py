"""Scrutiny questions and the lines of enquiry they stand under, as the digest prints them."""

from dataclasses import dataclass
from datetime import date

from consult.domain.digest_answers import Answer


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A scrutiny question and its written answers, one for each authority asked."""

    reference: str
    by: str
    body: str
    place: str  # "" where it concerns no section
    asked_of: tuple[str, ...]
    text: str
    received_on: date
    answers: tuple[Answer, ...]
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    wants: str = ""  # in words: "A written answer before the meeting"
    line: str = ""  # the key line of enquiry it is grouped under, "" for none
    supplementary_to: str = ""  # the reference of the question whose answer it follows
    supplementary: str = ""  # the reference of its own supplementary

    @property
    def hidden(self) -> bool:
        """True of a placeholder: its words are not for this reader."""
        return not self.text


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A key line of enquiry and the references of the questions under it, in the clerk's order."""

    title: str
    questions: tuple[str, ...]
