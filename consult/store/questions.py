"""Scrutiny questions: their lettered parts, the authorities asked, and the key lines of enquiry they are grouped under."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.comments import Response
from consult.store.drafts import Paragraph, Section
from consult.store.people import Body, Person
from consult.store.receiving import ENTERED_WHOLE, REJECTED_WHOLE, Contributed
from consult.store.sealing import Exemption, Redaction


class LineOfEnquiry(Base):
    """A theme under which the clerk groups questions; lines and their questions stand in the order the clerk gave them."""

    __tablename__ = "line_of_enquiry"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))


class Question(Contributed, Base):
    """A question put to one or more authorities; numbered in the order received (R12).

    `wants`: a written answer before the meeting, an oral one at it, or both. Until the clerk accepts it, no authority has
    it to answer. A supplementary names the question whose answer it follows; a question has one at most.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        UniqueConstraint("author_id", "form_key"),
        UniqueConstraint("supplementary_to_id"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null)", name="withdrawn"),
        CheckConstraint("wants in ('written', 'oral', 'both')", name="wants"),
        CheckConstraint("accepted_at is not null or accepted_by_id is null", name="accepted_whole"),
        CheckConstraint("paragraph_id is null or section_id is not null", name="paragraph_in_section"),
        CheckConstraint(ENTERED_WHOLE, name="entered_whole"),
        CheckConstraint(REJECTED_WHOLE, name="rejected_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("draft_version.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    paragraph_id: Mapped[int | None] = mapped_column(ForeignKey("paragraph.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    wants: Mapped[str] = mapped_column(String(10), default="written", server_default="written")
    supplementary_to_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("line_of_enquiry.id"), index=True)
    line_position: Mapped[int] = mapped_column(default=0, server_default="0")
    state: Mapped[str] = mapped_column(String(20), default="received")
    form_key: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: it was loaded as accepted

    author: Mapped[Person] = relationship(lazy="raise", foreign_keys=[author_id])
    body: Mapped[Body | None] = relationship(lazy="raise")
    section: Mapped[Section | None] = relationship(lazy="raise")
    paragraph: Mapped[Paragraph | None] = relationship(lazy="raise")
    supplementary_to: Mapped["Question | None"] = relationship(
        lazy="raise", remote_side="Question.id", back_populates="supplementary"
    )
    supplementary: Mapped["Question | None"] = relationship(lazy="raise", back_populates="supplementary_to")
    line: Mapped[LineOfEnquiry | None] = relationship(lazy="raise")
    parts: Mapped[list["QuestionPart"]] = relationship(
        lazy="raise", order_by="QuestionPart.position", cascade="all, delete-orphan"
    )
    asked: Mapped[list[Body]] = relationship(lazy="raise", secondary="question_address", order_by=Body.name)
    responses: Mapped[list[Response]] = relationship(lazy="raise")
    exemption: Mapped[Exemption | None] = relationship(lazy="raise")
    redactions: Mapped[list[Redaction]] = relationship(lazy="raise", order_by=Redaction.id)


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
