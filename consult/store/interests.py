"""Declarations of interest (R19)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Person


class Declaration(Base):
    """What a member declares before their first comment in a consultation; it prints. `text` says what the interest is."""

    __tablename__ = "declaration"
    __table_args__ = (
        CheckConstraint("interest in ('none', 'pecuniary', 'registrable', 'non-registrable')", name="interest"),
        CheckConstraint("(interest = 'none') = (text = '')", name="said_what"),
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    interest: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text, default="")
    declared_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="raise")
