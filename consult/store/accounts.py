"""Where people are signed in, the accounts elsewhere that let them in, and the second step a clerk may ask of themselves."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consult.store.base import Base
from consult.store.people import Person


class SignIn(Base):
    """A person signed in on one device. Only the digest of the cookie's token is kept; ending a sign-in deletes its row."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    device: Mapped[str] = mapped_column(String(60))  # in words: "Firefox on Windows"
    way: Mapped[str] = mapped_column(String(60))  # "link", or the provider’s name
    began_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]  # to a few minutes
    awaits_code: Mapped[bool]  # the second step is still to be taken: lets nobody in yet

    person: Mapped[Person] = relationship(lazy="raise")


class Identity(Base):
    """An account at a provider, by what never changes about it; bound to a person when it first lets them in."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("person_id", "issuer"),)

    issuer: Mapped[str] = mapped_column(String(255), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    bound_at: Mapped[datetime]


class SecondFactor(Base):
    """The secret that a person’s app makes codes from (RFC 6238). `last_step` is the latest time step a code was taken of."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]  # None: begun to be set up, not asked for yet
    last_step: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)  # wrong codes since the last right one
    locked_until: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for the app, once. Only its digest is kept; one that is used is deleted."""

    __tablename__ = "recovery_code"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
