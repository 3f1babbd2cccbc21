"""Scrutiny questions: their lettered parts, and the authorities asked."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.comments import Response
from consult.store.drafts import Section
from consult.store.people import Body, Person


class Question(Base):
    """A question put to one or more authorities; numbered in the order received (R12)."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        UniqueConstraint("author_id", "form_key"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null)", name="withdrawn"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("draft_version.id"))
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    state: Mapped[str] = mapped_column(String(20), default="received")
    form_key: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="raise")
    body: Mapped[Body | None] = relationship(lazy="raise")
    section: Mapped[Section | None] = relationship(lazy="raise")
    parts: Mapped[list["QuestionPart"]] = relationship(
        lazy="raise", order_by="QuestionPart.position", cascade="all, delete-orphan"
    )
    asked: Mapped[list[Body]] = relationship(lazy="raise", secondary="question_address", order_by=Body.name)
    responses: Mapped[list[Response]] = relationship(lazy="raise")


class QuestionPart(Base):
    """Part (a), (b), … of a question; a question of one part prints without letters."""

    __tablename__ = "question_part"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class QuestionAddress(Base):
    """An authority a question is put to."""

    __tablename__ = "question_address"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True, index=True)
