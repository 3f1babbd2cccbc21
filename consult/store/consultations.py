"""A consultation: what it is about, when its window is open, and the meeting it leads to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Body


class Consultation(Base):
    """One renewal of one strategy before one panel. The counters give the next references; numbers are never used twice."""

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint("(opens_at is null) = (closes_at is null)", name="window_whole"),
        CheckConstraint("opens_at < closes_at", name="window_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    host: Mapped[str] = mapped_column(String(200), default="")  # the council or partnership whose paper the digest is
    panel: Mapped[str] = mapped_column(String(200), default="")
    lead_authority_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))

    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    adopted_at: Mapped[datetime | None]
    current_version: Mapped[int] = mapped_column(
        default=0
    )  # the number of the latest published draft version; 0: none yet

    meeting_on: Mapped[date | None]
    item_number: Mapped[str] = mapped_column(String(20), default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    recommendation: Mapped[str] = mapped_column(Text, default="")
    contact_title: Mapped[str] = mapped_column(String(200), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    contact_telephone: Mapped[str] = mapped_column(String(40), default="")

    comments_numbered: Mapped[int] = mapped_column(default=0)
    questions_numbered: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    lead_authority: Mapped[Body | None] = relationship(lazy="raise")
