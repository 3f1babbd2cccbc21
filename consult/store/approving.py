"""What an authority writes goes one way: drafted by an officer, approved by its lead officer, released by the clerk (R20)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from consult.store.people import Person


def whole() -> tuple[CheckConstraint, ...]:
    """Who and when go together, and nothing is released that was not approved."""
    return (
        CheckConstraint("(approved_at is null) = (approved_by_id is null)", name="approved_whole"),
        CheckConstraint("(released_at is null) = (released_by_id is null)", name="released_whole"),
        CheckConstraint("released_at is null or approved_at is not null", name="approved_before_release"),
        CheckConstraint("(returned_at is null) = (returned_by_id is null)", name="returned_whole"),
        CheckConstraint("returned_at is null or approved_at is null", name="returned_or_approved"),
    )


class Answered:
    """The columns of that way. `revision` counts the versions, so that two officers cannot undo each other unseen."""

    revision: Mapped[int] = mapped_column(default=1)
    answered_at: Mapped[datetime]
    answered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime | None]
    released_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    returned_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    return_reason: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    def answered_by(cls) -> Mapped[Person]:  # noqa: N805
        return relationship(lazy="raise", foreign_keys=f"{cls.__name__}.answered_by_id")  # type: ignore[attr-defined]

    @declared_attr
    def returned_by(cls) -> Mapped[Person | None]:  # noqa: N805
        return relationship(lazy="raise", foreign_keys=f"{cls.__name__}.returned_by_id")  # type: ignore[attr-defined]
