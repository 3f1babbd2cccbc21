"""An authority's own desk: who has which item by when, notes among colleagues, answers kept for use again, groups."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.comments import Comment
from consult.store.people import Person

ONE_ITEM = "(comment_id is null) != (question_id is null)"


class Assignment(Base):
    """Which officer of an authority is to draft the answer to an item, and by when."""

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("comment_id", "authority_id"),
        UniqueConstraint("question_id", "authority_id"),
        CheckConstraint(ONE_ITEM, name="one_item"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due_on: Mapped[date | None]
    assigned_at: Mapped[datetime]
    assigned_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(lazy="raise", foreign_keys=[person_id])


class Note(Base):
    """A note among an authority's officers on an item. Nobody outside the authority sees it; it is never exported."""

    __tablename__ = "note"
    __table_args__ = (CheckConstraint(ONE_ITEM, name="one_item"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    author: Mapped[Person] = relationship(lazy="raise")


class SavedAnswer(Base):
    """A text an authority keeps for use in its answers."""

    __tablename__ = "saved_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AnswerGroup(Base):
    """Comments that one answer is given to. Each keeps its number, its author and its place."""

    __tablename__ = "answer_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    grouped_at: Mapped[datetime]
    grouped_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    comments: Mapped[list[Comment]] = relationship(
        lazy="raise", secondary="response", order_by=Comment.number, viewonly=True
    )


class Notice(Base):
    """Something one person is to be told in their next daily letter: never one letter for each comment."""

    __tablename__ = "notice"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    words: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(300))
    happened_at: Mapped[datetime]
    told_at: Mapped[datetime | None] = mapped_column(index=True)
