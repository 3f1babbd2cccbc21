"""The background papers of a report (LGA 1972 s100D: R16)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base


class BackgroundPaper(Base):
    """A paper the report relies on, in the clerk's order: where it can be inspected, or the address it is read at, or both."""

    __tablename__ = "background_paper"
    __table_args__ = (CheckConstraint("place <> '' or link <> ''", name="found_somewhere"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    place: Mapped[str] = mapped_column(String(300), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    dated_on: Mapped[date | None]
    added_at: Mapped[datetime]
