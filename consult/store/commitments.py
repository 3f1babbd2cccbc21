"""What authorities owe: information requests put to them, undertakings they gave, and what they supplied."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.approving import Answered, whole
from consult.store.base import Base
from consult.store.comments import Comment, Response
from consult.store.drafts import Section
from consult.store.people import Body, Person
from consult.store.questions import Question
from consult.store.receiving import ENTERED_WHOLE, REJECTED_WHOLE, Contributed
from consult.store.sealing import Exemption, Redaction


class Commitment(Contributed, Base):
    """An information request (what, from whom, by which date: R3) or an undertaking: a promise in an answer or at a meeting.

    `author_id` is who asked, or to whom the promise was made; `body_id` their council. `owner_id` is the officer who is to
    keep it. An undertaking given in an answer names it (`response_id`) and keeps the words of the promise in `quote`; one
    given in what was supplied names what that was supplied to (`promised_in_id`).
    `closed_at`: the clerk has closed it by hand, and says why; else it is closed once all of it was supplied. What was
    supplied before `reopened_at` was not all of it, after all.
    """

    __tablename__ = "commitment"
    __table_args__ = (
        UniqueConstraint("consultation_id", "kind", "number"),
        UniqueConstraint("recorded_by_id", "form_key"),
        CheckConstraint("kind in ('request', 'undertaking')", name="kind"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null)", name="withdrawn"),
        CheckConstraint("(closed_at is null) = (closed_by_id is null)", name="closed_whole"),
        CheckConstraint(ENTERED_WHOLE, name="entered_whole"),
        CheckConstraint(REJECTED_WHOLE, name="rejected_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    kind: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    response_id: Mapped[int | None] = mapped_column(ForeignKey("response.id"), index=True)
    promised_in_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    quote: Mapped[str] = mapped_column(Text, default="")
    meeting_on: Mapped[date | None]
    minute: Mapped[str] = mapped_column(String(40), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    authority_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="received")
    form_key: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closing_note: Mapped[str] = mapped_column(Text, default="")
    reopened_at: Mapped[datetime | None]

    author: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[author_id])
    owner: Mapped[Person | None] = relationship(lazy="raise", foreign_keys=[owner_id])
    body: Mapped[Body | None] = relationship(lazy="raise", foreign_keys=[body_id])
    authority: Mapped[Body] = relationship(lazy="raise", foreign_keys=[authority_id])
    section: Mapped[Section | None] = relationship(lazy="raise")
    comment: Mapped[Comment | None] = relationship(lazy="raise")
    question: Mapped[Question | None] = relationship(lazy="raise")
    response: Mapped[Response | None] = relationship(lazy="raise", back_populates="undertakings")
    promised_in: Mapped["Commitment | None"] = relationship(
        lazy="raise", remote_side="Commitment.id", back_populates="undertakings"
    )
    undertakings: Mapped[list["Commitment"]] = relationship(
        lazy="raise", order_by="Commitment.number", back_populates="promised_in"
    )
    supplies: Mapped[list["Supply"]] = relationship(lazy="raise", order_by="Supply.id", back_populates="commitment")
    exemption: Mapped[Exemption | None] = relationship(lazy="raise")
    redactions: Mapped[list[Redaction]] = relationship(lazy="raise", order_by=Redaction.id)


class Supply(Answered, Base):
    """What an authority supplies to a commitment: all of it (`complete`) or a part; drafted, approved, released (R20).

    A late or partial one carries a reason (R3). For information requests two declarations are made (R4): that it is
    depersonalised, or why identification is necessary; and that it is not likely to prejudice proceedings or operations.
    """

    __tablename__ = "supply"
    __table_args__ = whole()

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    complete: Mapped[bool]
    delay_reason: Mapped[str] = mapped_column(Text, default="")
    depersonalised: Mapped[bool | None]
    identification_reason: Mapped[str] = mapped_column(Text, default="")
    no_prejudice: Mapped[bool | None]

    commitment: Mapped[Commitment] = relationship(lazy="raise", back_populates="supplies")
    files: Mapped[list["SuppliedFile"]] = relationship(
        lazy="raise", order_by="SuppliedFile.id", cascade="all, delete-orphan"
    )


class SuppliedFile(Base):
    """A file supplied: kept with the hash of its bytes, handed out as a download, never rendered."""

    __tablename__ = "supplied_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    supply_id: Mapped[int] = mapped_column(ForeignKey("supply.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Reminder(Base):
    """The clerk reminded somebody: of what they have still to do in a consultation, or of one commitment."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitment.id"), index=True)
    sent_at: Mapped[datetime]
    sent_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
