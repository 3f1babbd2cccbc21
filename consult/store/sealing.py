"""What is kept from the public: exempt matter (R13), and passages redacted by the clerk (R17)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Person


class Exemption(Base):
    """An item, or one answer, is exempt under a paragraph of Schedule 12A with a public-interest reason; or confidential.

    `paragraph` None is confidential, which has no public-interest test. A placeholder with the number stays (R13).
    """

    __tablename__ = "exemption"
    __table_args__ = (
        UniqueConstraint("comment_id"),
        UniqueConstraint("question_id"),
        UniqueConstraint("commitment_id"),
        UniqueConstraint("response_id"),
        CheckConstraint(
            "(case when comment_id is null then 0 else 1 end) + (case when question_id is null then 0 else 1 end)"
            " + (case when commitment_id is null then 0 else 1 end) + (case when response_id is null then 0 else 1 end) = 1",
            name="one_thing",
        ),
        CheckConstraint("paragraph is null or paragraph between 1 and 7", name="paragraph"),
        CheckConstraint("(paragraph is null) = (reason = '')", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"))
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"))
    paragraph: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    marked_at: Mapped[datetime]
    marked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Redaction(Base):
    """Words the clerk took out of an item and its answers, wherever they stood there, and why (R17).

    The tables then hold the public words alone, so whatever reads them shows nothing else; `sealed` keeps what each field,
    and each entry of the record, said before. Only the clerk reads it.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint(
            "(case when comment_id is null then 0 else 1 end) + (case when question_id is null then 0 else 1 end)"
            " + (case when commitment_id is null then 0 else 1 end) = 1",
            name="one_item",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    words: Mapped[str] = mapped_column(Text, deferred=True)
    sealed: Mapped[list[dict[str, Any]]] = mapped_column(JSON, deferred=True)
    reason: Mapped[str] = mapped_column(Text)
    redacted_at: Mapped[datetime]
    redacted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    redacted_by: Mapped[Person] = relationship(lazy="raise")
