"""The consultation statement as a document: what was said, what was done about it, and why ("you said, we did").

Made after adoption and for everybody, so it holds what is public and nothing else. Built from primitives, like the digest.
Dates and times are in the consultation's own time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime

from consult.domain.digest import Bar, CommentEntry, CommitmentEntry, Contact, Count, NotPrinted, QuestionEntry
from consult.domain.recommendations import RecommendationEntry
from consult.domain.report import Line, Point


@dataclass(frozen=True, slots=True)
class Exchange:
    """Comments that one answer was given to, mostly a single one, and what became of the words they concern.

    The answer is that of the first of them; `said` is never empty.
    """

    said: tuple[CommentEntry, ...]
    became: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementSection:
    """A section of the draft adopted, or what has no section: the exchanges on it, and how it changed and why."""

    title: str
    authority: str  # "" where none owns it
    exchanges: tuple[Exchange, ...]
    changes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The whole paper, in the order it is printed."""

    language: str
    body: str
    panel: str
    title: str
    summary: str
    contact: Contact
    adopted_on: date
    made_at: datetime
    how: tuple[Point, ...]  # how the consultation was done
    councils: tuple[Count, ...]  # comments received and answered, by who appointed the member
    dispositions: tuple[Bar, ...]
    sections: tuple[StatementSection, ...]  # only those somebody spoke on, or that changed
    questions: tuple[QuestionEntry, ...]  # their answers in short
    commitments: tuple[CommitmentEntry, ...]
    recommendations: tuple[RecommendationEntry, ...] = ()
    deferred: tuple[Line, ...] = ()  # to the annual refresh
    not_printed: tuple[NotPrinted, ...] = ()
