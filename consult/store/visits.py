"""When somebody was last here, and which parts of the draft they have opened."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base


class Visit(Base):
    """A person's visits to a consultation: `began_at` of this one, `before_at` the end of the one before (None: the first)."""

    __tablename__ = "visit"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    began_at: Mapped[datetime]
    last_at: Mapped[datetime]
    before_at: Mapped[datetime | None]


class Opened(Base):
    """A part of the draft somebody has opened, by the section it begins with."""

    __tablename__ = "opened"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), primary_key=True)
    opened_at: Mapped[datetime]
