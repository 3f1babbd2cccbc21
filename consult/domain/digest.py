"""The comments digest as a document: what is printed, and nothing that is not.

Built from primitives only, so that a template never meets a database row and two digests compare with `==`.
Dates and times are in the consultation's own time zone. All text is plain unless its field is called `html`.
"""

from dataclasses import dataclass, field

from consult.domain.background import PaperEntry
from consult.domain.change_log import ChangeLog
from consult.domain.coverage import CoverageEntry
from consult.domain.digest_answers import Answer, Promise, Unsettled
from consult.domain.digest_appendices import DeclarationRow, IndexRow, NotPrinted, PauseRow
from consult.domain.digest_comments import CommentEntry, MadeOn, ParagraphEntry, SectionEntry
from consult.domain.digest_commitments import CommitmentEntry, SupplyEntry
from consult.domain.digest_counts import Bar, Count, Glance
from consult.domain.digest_cover import Contact, Cover
from consult.domain.digest_edition import Limits, Seal, Share
from consult.domain.digest_questions import LineEntry, QuestionEntry
from consult.domain.digest_respondents import RespondentRow
from consult.domain.pack_options import EXEMPT, Options
from consult.domain.publication import Publication
from consult.domain.recommendations import RecommendationEntry, ReplyEntry
from consult.domain.reconciliation import Reconciliation

__all__ = [
    "Answer",
    "Bar",
    "CommentEntry",
    "CommitmentEntry",
    "Contact",
    "Count",
    "Cover",
    "CoverageEntry",
    "DeclarationRow",
    "Digest",
    "Glance",
    "IndexRow",
    "Limits",
    "LineEntry",
    "MadeOn",
    "NotPrinted",
    "PaperEntry",
    "ParagraphEntry",
    "PauseRow",
    "Promise",
    "QuestionEntry",
    "RecommendationEntry",
    "ReplyEntry",
    "RespondentRow",
    "Seal",
    "SectionEntry",
    "Share",
    "SupplyEntry",
    "Unsettled",
]


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole paper, in the order it is printed."""

    language: str
    cover: Cover
    glance: Glance
    questions: tuple[QuestionEntry, ...]
    whole_draft: tuple[CommentEntry, ...]
    sections: tuple[SectionEntry, ...]  # every section of the draft, in order, also those without comments
    reconciliation: Reconciliation
    index: tuple[IndexRow, ...]
    unplaced: tuple[CommentEntry, ...] = ()  # those whose section is no longer in the draft either
    changes: ChangeLog | None = None  # since the version before; None where the version reviewed is the first
    lines: tuple[LineEntry, ...] = ()  # in the clerk's order
    commitments: tuple[CommitmentEntry, ...] = ()  # information requests and undertakings, the oldest first
    supplementaries: bool = True  # whether the panel takes a supplementary to a question, so that there is room for it
    not_printed: tuple[NotPrinted, ...] = ()  # in reference order
    declarations: tuple[DeclarationRow, ...] = ()  # by name
    pauses: tuple[PauseRow, ...] = ()  # the earliest first
    figures: tuple[tuple[str, str, bytes], ...] = ()  # (sha256, media type, data) of the pictures in printed paragraphs
    respondents: tuple[RespondentRow, ...] = ()  # the panel and whoever else spoke, by name
    coverage: tuple[CoverageEntry, ...] = ()  # every statutory duty in force, in the order of the Act
    recommendations: tuple[RecommendationEntry, ...] = ()  # those issued, by number
    background: tuple[PaperEntry, ...] = ()  # in the clerk's order
    options: Options = field(default_factory=Options)  # how this edition is ordered and printed
    publication: Publication = field(default_factory=Publication)
    limits: Limits | None = None  # None where the whole record is printed
    seals: tuple[Seal, ...] = ()  # of Part 2 alone: why each of its items is not for publication

    @property
    def exempt(self) -> bool:
        """True of a Part 2, which holds what is exempt and only that."""
        return self.options.part == EXEMPT

    @property
    def draft(self) -> bool:
        """True of a pack that may still be replaced: it has no number."""
        return self.cover.pack_number is None

    @property
    def comments(self) -> tuple[CommentEntry, ...]:
        """Every comment printed in its place, in the order of the draft."""
        on_sections = (
            comment
            for section in self.sections
            for comment in (*section.comments, *(one for paragraph in section.paragraphs for one in paragraph.comments))
        )
        return (*self.whole_draft, *on_sections, *self.unplaced)
