"""What a member has begun to write and not sent: kept on the server with every pause in typing."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.drafts import Paragraph, Section


class Unsent(Base):
    """A comment or question that waits under "Not sent yet". Sending it takes `form_key` over and removes the row.

    `revision` counts the savings: a second window on the same form that lags behind is kept as a row of its own.
    """

    __tablename__ = "unsent"
    __table_args__ = (
        UniqueConstraint("author_id", "form_key"),
        CheckConstraint("kind in ('comment', 'question')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    form_key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("draft_version.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))
    words: Mapped[dict[str, Any]] = mapped_column(JSON)  # the form's fields, as typed
    revision: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[datetime]

    section: Mapped[Section | None] = relationship(lazy="raise")
    paragraph: Mapped[Paragraph | None] = relationship(lazy="raise")
