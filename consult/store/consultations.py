"""A consultation: what it is about, when its window is open, and the meeting it leads to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Body


class Consultation(Base):
    """One renewal of one strategy before one panel. The counters give the next references; numbers are never used twice."""

    __tablename__ = "consultation"
    __table_args__ = (
        CheckConstraint("(opens_at is null) = (closes_at is null)", name="window_whole"),
        CheckConstraint("opens_at < closes_at", name="window_order"),
        CheckConstraint("(paused_at is null) = (pause_reason = '')", name="paused_whole"),
        CheckConstraint("meets_every between 1 and 12", name="meets_every"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    host: Mapped[str] = mapped_column(String(200), default="")  # the council or partnership whose paper the digest is
    panel: Mapped[str] = mapped_column(String(200), default="")
    lead_authority_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))

    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    pause_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
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

    questions_each: Mapped[int | None]  # the most a member may ask; None: any number
    question_notice: Mapped[
        int | None
    ]  # clear working days before the meeting by which questions must be in; None: none
    question_parts: Mapped[int] = mapped_column(default=6, server_default="6")
    supplementaries: Mapped[bool] = mapped_column(default=True, server_default=true())

    privacy_words: Mapped[str] = mapped_column(Text, default="", server_default="")  # the clerk's own, in the notice

    meets_every: Mapped[int] = mapped_column(default=3, server_default="3")  # months; the panel's own interval (R7)

    comments_numbered: Mapped[int] = mapped_column(default=0)
    questions_numbered: Mapped[int] = mapped_column(default=0)
    requests_numbered: Mapped[int] = mapped_column(default=0, server_default="0")
    undertakings_numbered: Mapped[int] = mapped_column(default=0, server_default="0")
    recommendations_numbered: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]

    lead_authority: Mapped[Body | None] = relationship(lazy="raise")


class Pause(Base):
    """A time during which the window was paused; the one that lasts is told by the consultation itself."""

    __tablename__ = "pause"
    __table_args__ = (CheckConstraint("paused_at <= resumed_at", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    paused_at: Mapped[datetime]
    resumed_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
