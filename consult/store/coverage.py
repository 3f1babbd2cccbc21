"""How a version of the draft covers what the law says a strategy must deal with (CDA 1998 s6: R22)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.drafts import Section
from consult.store.people import Person


class Coverage(Base):
    """One duty (`domain.coverage.Duty.code`) in one version: the sections that cover it, and an explanation where one is given.

    When a version is published, that of the one before goes on with it: a new row, so that each version keeps its own.
    """

    __tablename__ = "coverage"
    __table_args__ = (UniqueConstraint("version_id", "duty"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    duty: Mapped[str] = mapped_column(String(40))
    explanation: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)
    written_at: Mapped[datetime]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    sections: Mapped[list[Section]] = relationship(
        lazy="raise", secondary="covering_section", order_by=Section.position
    )
    written_by: Mapped[Person] = relationship(lazy="raise")


class CoveringSection(Base):
    """A section that covers a duty, or a part of it."""

    __tablename__ = "covering_section"

    coverage_id: Mapped[int] = mapped_column(ForeignKey("coverage.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), primary_key=True, index=True)
