"""People, the bodies they come from, and the part they take in a consultation."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base


class Body(Base):
    """A council, authority or other body. Bodies begin, end and have successors (R21), so they are rows, not a list in code."""

    __tablename__ = "body"
    __table_args__ = (CheckConstraint("valid_from <= valid_to", name="valid_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))


class Partner(Base):
    """A body of the partnership whose strategy is consulted on: a responsible authority, or one that co-operates (R6).

    An authority with officers in the consultation belongs to it without a row; a row says otherwise, or adds one that has none.
    """

    __tablename__ = "partner"
    __table_args__ = (CheckConstraint("kind in ('responsible', 'co-operating')", name="kind"),)

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True, index=True)
    kind: Mapped[str] = mapped_column(String(20))

    body: Mapped[Body] = relationship(lazy="raise")


class Person(Base):
    """Somebody who can sign in. The e-mail address is never printed (R18)."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    may_convene: Mapped[bool] = mapped_column(default=False)  # a clerk who may start consultations
    daily_letter: Mapped[bool] = mapped_column(default=True)  # is told once a day what happened, if anything did
    created_at: Mapped[datetime]

    memberships: Mapped[list["MembershipRow"]] = relationship(back_populates="person", lazy="raise")


class MembershipRow(Base):
    """One role of one person in one consultation. A role that has ended stays, so that what was said then keeps its speaker."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("consultation_id", "person_id", "role", "body_id"),
        CheckConstraint(
            "role in ('member', 'co-opted', 'chair', 'clerk', 'lead-officer', 'officer', 'observer')", name="role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    invited_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="memberships", lazy="raise")
    body: Mapped[Body | None] = relationship(lazy="raise")


class SignInLink(Base):
    """A one-time link. Only the digest of its token is kept; `network` is the address that asked, for the limits."""

    __tablename__ = "sign_in_link"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: asked for by an address nobody has
    email_digest: Mapped[str] = mapped_column(String(64), index=True)
    network: Mapped[str] = mapped_column(String(64), index=True)
    requested_at: Mapped[datetime] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
