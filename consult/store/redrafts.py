"""From one version of the draft to the next: what became of each paragraph, where each comment went, and why it changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.drafts import DraftVersion, Paragraph, Section
from consult.store.people import Person


class ParagraphFate(Base):
    """What became of a paragraph of the version before (None: it is new) in this version (None: it was deleted).

    A split or merged one has a row for each pair; `likeness` is from 0 to 1, see domain/pairing.py.
    """

    __tablename__ = "paragraph_fate"
    __table_args__ = (
        UniqueConstraint("version_id", "from_id", "to_id"),
        CheckConstraint("from_id is not null or to_id is not null", name="one_end"),
        CheckConstraint("was in ('same', 'edited', 'moved', 'split', 'merged', 'deleted', 'new')", name="was"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    from_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"), index=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"), index=True)
    was: Mapped[str] = mapped_column(String(10))
    likeness: Mapped[float]


class CommentPlace(Base):
    """Where a comment stands in one version. The place in the current version is also the comment's own.

    Rows are written when a comment is carried on: one for the version it leaves, one for the version it comes to. `state`:
    made there, placed (in the same paragraph), moved (to another) or orphaned (its words are gone). Without `decided_by_id`
    nobody has looked; `review` is true while somebody should. `wording` is what this version made of its wording.
    """

    __tablename__ = "comment_place"
    __table_args__ = (
        CheckConstraint("state in ('made', 'placed', 'moved', 'orphaned')", name="state"),
        CheckConstraint(
            "(quote is null) = (quote_start is null) and (quote is null) = (quote_end is null)"
            " and (quote is null or paragraph_id is not null)",
            name="quote_whole",
        ),
    )

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), primary_key=True, index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"), index=True)
    quote: Mapped[str | None] = mapped_column(Text)
    quote_prefix: Mapped[str] = mapped_column(Text, default="")
    quote_suffix: Mapped[str] = mapped_column(Text, default="")
    quote_start: Mapped[int | None]
    quote_end: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10))
    confidence: Mapped[float] = mapped_column(default=1.0)
    why: Mapped[str] = mapped_column(Text, default="")
    review: Mapped[bool] = mapped_column(default=False)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    version: Mapped[DraftVersion] = relationship(lazy="raise")
    section: Mapped[Section | None] = relationship(lazy="raise")
    paragraph: Mapped[Paragraph | None] = relationship(lazy="raise")
    wording: Mapped["AppliedWording | None"] = relationship(
        lazy="raise",
        viewonly=True,
        primaryjoin="and_(foreign(CommentPlace.comment_id) == AppliedWording.comment_id,"
        " foreign(CommentPlace.version_id) == AppliedWording.version_id)",
    )


class PlannedPlace(Base):
    """Where a comment will stand if a draft being checked is published: what was worked out, and what the clerk decided.

    `section` and `paragraph` are positions in that draft (paragraphs counted through all sections), `start` and `end` code
    points of the paragraph's text. `proposal` is what was worked out; `decision` is None until somebody looked.
    """

    __tablename__ = "planned_place"
    __table_args__ = (
        CheckConstraint("state in ('placed', 'moved', 'orphaned')", name="state"),
        CheckConstraint("decision in ('accepted', 'picked', 'orphaned')", name="decision"),
        CheckConstraint("(decision is null) = (decided_at is null)", name="decided_whole"),
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    section: Mapped[int | None]
    paragraph: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    confidence: Mapped[float]
    margin: Mapped[float]
    review: Mapped[bool]
    why: Mapped[str] = mapped_column(Text, default="")
    proposal: Mapped[dict[str, Any]] = mapped_column(JSON)
    decision: Mapped[str | None] = mapped_column(String(10))
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class AppliedWording(Base):
    """A suggested or resulting wording taken into a redraft, and the comment it came from.

    `paragraph_id` is the paragraph of the version before that it changed; `note` says why it was not `applied`.
    """

    __tablename__ = "applied_wording"

    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), primary_key=True)
    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    paragraph_id: Mapped[int] = mapped_column(ForeignKey("paragraph.id"))
    applied: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")

    paragraph: Mapped[Paragraph] = relationship(lazy="raise")


class SectionEdit(Base):
    """Somebody's text of one section of a draft being written that could not be taken: a colleague had changed it meanwhile.

    It is kept until its author has taken what they want from it. `section` is where it stood and `heading` what it was called;
    `base` is the draft's revision at that moment.
    """

    __tablename__ = "section_edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), index=True)
    section: Mapped[int]
    heading: Mapped[str] = mapped_column(String(500))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    base: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    kept_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise")


class ChangeLogEntry(Base):
    """Why a section changed in a version, as its officer puts it; what changed is worked out from the two versions."""

    __tablename__ = "change_log_entry"
    __table_args__ = (UniqueConstraint("section_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    why: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    written_by: Mapped[Person] = relationship(lazy="raise")
