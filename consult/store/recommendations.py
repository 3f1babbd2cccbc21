"""What the panel recommends, who each recommendation was sent to, and what they reply (PJA 2006 s19: R5, R6)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.approving import Answered, whole
from consult.store.base import Base
from consult.store.drafts import Section
from consult.store.people import Body
from consult.store.questions import Question


class Recommendation(Base):
    """A recommendation the panel resolved at a meeting. Until the clerk issues it, it can be corrected.

    `issued_on` is the day the time for replies runs from (R5), which may lie before `issued_at`, when that was entered. One
    that is withdrawn keeps its number, and says why. `closed_at`: the clerk awaits nothing more on it, and says why.
    """

    __tablename__ = "recommendation"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        UniqueConstraint("recorded_by_id", "form_key"),
        CheckConstraint(
            "(issued_on is null) = (issued_at is null) and (issued_at is null) = (issued_by_id is null)",
            name="issued_whole",
        ),
        CheckConstraint("issued_on is null or issued_on >= meeting_on", name="issued_after_meeting"),
        CheckConstraint(
            "(withdrawn_at is null) = (withdrawal_reason = '') and (withdrawn_at is null) = (withdrawn_by_id is null)",
            name="withdrawn_whole",
        ),
        CheckConstraint(
            "(closed_at is null) = (closing_note = '') and (closed_at is null) = (closed_by_id is null)",
            name="closed_whole",
        ),
        CheckConstraint("closed_at is null or issued_at is not null", name="issued_before_closing"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    meeting_on: Mapped[date]
    minute: Mapped[str] = mapped_column(String(40), default="")
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    form_key: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime | None]
    issued_on: Mapped[date | None]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawal_reason: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closing_note: Mapped[str] = mapped_column(Text, default="")

    section: Mapped[Section | None] = relationship(lazy="raise")
    question: Mapped[Question | None] = relationship(lazy="raise")
    recipients: Mapped[list["Recipient"]] = relationship(
        lazy="raise", order_by="Recipient.id", back_populates="recommendation"
    )


class Recipient(Base):
    """A body a recommendation was sent to, and in which part it belonged to the partnership that day (R6)."""

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("recommendation_id", "body_id"),
        CheckConstraint("kind in ('responsible', 'co-operating')", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recommendation_id: Mapped[int] = mapped_column(ForeignKey("recommendation.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))

    recommendation: Mapped[Recommendation] = relationship(lazy="raise", back_populates="recipients")
    body: Mapped[Body] = relationship(lazy="raise")
    replies: Mapped[list["Reply"]] = relationship(lazy="raise", order_by="Reply.id", back_populates="recipient")


class Reply(Answered, Base):
    """What a body says to a recommendation: the action it proposes, or that it proposes none and why (R5).

    A holding reply (`acts` None) gives the reason why the other is late, and stands beside it. `came_on` is the day on which
    one came that the clerk entered for a body; it came to the panel on that day, not on that of its release.
    """

    __tablename__ = "reply"
    __table_args__ = (
        *whole(),
        UniqueConstraint("recipient_id", "holding"),
        CheckConstraint("holding = (acts is null)", name="acts_or_holds"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_id: Mapped[int] = mapped_column(ForeignKey("recipient.id"), index=True)
    holding: Mapped[bool] = mapped_column(default=False)
    acts: Mapped[bool | None]
    text: Mapped[str] = mapped_column(Text)
    came_on: Mapped[date | None]

    recipient: Mapped[Recipient] = relationship(lazy="raise", back_populates="replies")
