"""The draft in its versions: sections and their paragraphs, as published, and the document behind them while it is checked."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Body


class DraftVersion(Base):
    """A draft, imported or written here. Until it is published it has no number and lives in `document`, to be corrected.

    `revision` counts the corrections, so that two windows on one check cannot undo each other unseen. `based_on_id` is the
    version it follows. One that was withdrawn keeps its number, and the version before it is the current one again.
    `planned_revision` and `planned_at`: which state of it, and which comments, the places in `planned_place` are for.
    """

    __tablename__ = "draft_version"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        CheckConstraint("(number is null) = (published_at is null)", name="numbered_when_published"),
        CheckConstraint("published_at is null or discarded_at is null", name="published_or_discarded"),
        CheckConstraint("origin in ('imported', 'written', 'accepted wordings')", name="origin"),
        CheckConstraint("withdrawn_at is null or published_at is not null", name="withdrawn_after_publishing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    number: Mapped[int | None]
    title: Mapped[str] = mapped_column(String(300))
    source_name: Mapped[str] = mapped_column(String(255))
    source_sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    revision: Mapped[int] = mapped_column(default=0)
    origin: Mapped[str] = mapped_column(String(20), default="imported", server_default="imported")
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("draft_version.id"))
    imported_at: Mapped[datetime]
    planned_revision: Mapped[int | None]
    planned_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="", server_default="")

    sections: Mapped[list["Section"]] = relationship(lazy="raise", order_by="Section.position")


class Section(Base):
    """A heading of a published version. `key` lasts from version to version; `authority_id` None means: as the section above."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("version_id", "position"), UniqueConstraint("version_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(32), index=True)
    number: Mapped[str] = mapped_column(String(40))
    heading: Mapped[str] = mapped_column(String(500))
    level: Mapped[int]
    authority_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))

    authority: Mapped[Body | None] = relationship(lazy="raise")
    paragraphs: Mapped[list["Paragraph"]] = relationship(lazy="raise", order_by="Paragraph.position")


class Paragraph(Base):
    """A paragraph of a published version; `text` is the space in which anchors count (see domain/draft.py)."""

    __tablename__ = "paragraph"
    __table_args__ = (UniqueConstraint("version_id", "position"), UniqueConstraint("version_id", "key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    position: Mapped[int]  # within the version
    key: Mapped[str] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(String(60))
    level: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    html: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)

    section: Mapped[Section] = relationship(lazy="raise", overlaps="paragraphs")


class FigureRow(Base):
    """A picture of a version, named by its content."""

    __tablename__ = "figure"

    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(20))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
