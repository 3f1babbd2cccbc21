"""What the clerk exports and issues, and the letters that wait to be sent: work kept as rows until it is done."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base

OFFERED: dict[str, tuple[str, ...]] = {
    "digest": ("pdf", "html", "docx", "xlsx", "csv", "iso-xlsx", "iso-docx", "json"),
    "report": ("pdf", "docx"),
    "statement": ("pdf", "html", "docx"),
}
"""The formats that each paper can be asked for in."""

FORMATS = OFFERED["digest"]
"""Those of the digest."""

UNDER_WAY = ("queued", "making")
"""The states of one that is not finished."""


class Issue(Base):
    """A pack that is issued: numbered, sealed, never changed (R15). Its files are packs that name it.

    `contents` is the manifest: each item's reference with the hash of what it said, so that a supplementary pack can tell
    what came since; `chain_sequence` and `chain_head` are the end of the audit chain when it was gathered. One that is
    withdrawn stays, with its number and its hashes, and is handed out to the clerk alone.
    """

    __tablename__ = "issue"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number"),
        CheckConstraint("state in ('making', 'issued', 'failed')", name="state"),
        CheckConstraint("(state = 'issued') = (issued_at is not null)", name="issued_whole"),
        CheckConstraint("(withdrawn_at is null) = (withdrawn_reason = '')", name="withdrawn_whole"),
        CheckConstraint("supplement_to < number", name="supplement_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    number: Mapped[int]
    supplement_to: Mapped[int | None]  # the number of the pack it adds to
    state: Mapped[str] = mapped_column(String(10), default="making")
    failure: Mapped[str] = mapped_column(Text, default="")
    draft_version: Mapped[int]
    meeting_on: Mapped[date | None]
    published_on: Mapped[date]  # the day its clear days are counted from (R1)
    urgency: Mapped[str] = mapped_column(
        Text, default=""
    )  # the chair's reason for publishing late (R2), "" where in time
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    gathered_at: Mapped[datetime | None]
    chain_sequence: Mapped[int] = mapped_column(default=0)
    chain_head: Mapped[str] = mapped_column(String(64), default="")
    contents: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    issued_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    files: Mapped[list["Pack"]] = relationship(lazy="raise", order_by="Pack.id", back_populates="issue")


class Pack(Base):
    """A paper asked for. The row is the truth about the job: `heartbeat_at` says that somebody is still at it.

    A paper that was discarded once it was made has failed, says why, and keeps the hash of what is gone.
    `paper` is what is made: the digest, one member's report to their council (`person_id`), the consultation statement.
    `part` 2 is the one that holds exempt matter (R14). `options` is `domain.pack_options.Options` as JSON.
    """

    __tablename__ = "pack"
    __table_args__ = (
        CheckConstraint("state in ('queued', 'making', 'ready', 'failed', 'cancelled')", name="state"),
        CheckConstraint("(state = 'ready') = (data is not null)", name="ready_has_data"),
        CheckConstraint("part in (1, 2)", name="part"),
        CheckConstraint("paper in ('digest', 'report', 'statement')", name="paper"),
        CheckConstraint("(paper = 'report') = (person_id is not null)", name="report_has_member"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    paper: Mapped[str] = mapped_column(String(10), default="digest", server_default="digest")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("issue.id"), index=True)
    part: Mapped[int] = mapped_column(default=1, server_default="1")
    options: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    format: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10), default="queued")
    progress: Mapped[str] = mapped_column(String(200), default="")
    failure: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=0)
    requested_at: Mapped[datetime]
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    begun_at: Mapped[datetime | None]  # when the attempt that stands began
    heartbeat_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    size: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int | None]  # of a PDF
    data: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)

    issue: Mapped[Issue | None] = relationship(lazy="raise", back_populates="files")

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
