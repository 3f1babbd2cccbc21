"""What came as a file: a marked-up copy or a response form, kept while each of its entries is confirmed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Person


class Incoming(Base):
    """A file with somebody's comments on a version of the draft, before they are taken.

    `author_id` is the member who wrote it, `uploaded_by_id` who brought it in: the member, or the clerk on their behalf.
    """

    __tablename__ = "incoming"
    __table_args__ = (
        CheckConstraint("kind in ('marked copy', 'response form')", name="kind"),
        CheckConstraint("taken_at is null or discarded_at is null", name="taken_or_discarded"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("draft_version.id"))
    kind: Mapped[str] = mapped_column(String(20))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    came_by: Mapped[str] = mapped_column(String(20), default="")
    came_at: Mapped[datetime | None]
    late_reason: Mapped[str] = mapped_column(Text, default="")
    source_name: Mapped[str] = mapped_column(String(255))
    source_sha256: Mapped[str] = mapped_column(String(64))
    proposals: Mapped[dict[str, Any]] = mapped_column(JSON, deferred=True)
    uploaded_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    discarded_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    uploaded_by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[uploaded_by_id])
