"""Who has read the privacy notice of a consultation."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base


class PrivacyRead(Base):
    """A member went on to write after the notice of this consultation was shown to them: once is enough (R23)."""

    __tablename__ = "privacy_read"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    read_at: Mapped[datetime]
