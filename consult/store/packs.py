"""What the clerk exports, and the letters that wait to be sent: work done after the request, kept as rows until it is done."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consult.store.base import Base

FORMATS = ("pdf", "html", "json")
"""What can be asked for."""


class Pack(Base):
    """A digest asked for. The row is the truth about the job: `heartbeat_at` says that somebody is still at it.

    A digest that was discarded once it was made has failed, says why, and keeps the hash of what is gone.
    """

    __tablename__ = "pack"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'making', 'ready', 'failed')", name="state"),
        CheckConstraint("(state = 'ready') = (data is not null)", name="ready_has_data"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    format: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="queued")
    progress: Mapped[str] = mapped_column(String(200), default="")
    failure: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    @property
    def discarded(self) -> bool:
        """True of one that was made, and is gone."""
        return self.state == "failed" and bool(self.sha256)


class Letter(Base):
    """An e-mail, written in the transaction of the change it tells of and sent after it.

    `due_at` is when somebody should try to send it next: whoever tries moves it on first, so no two try at once.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(index=True)
    sent_at: Mapped[datetime | None] = mapped_column(index=True)
    failure: Mapped[str] = mapped_column(Text, default="")
