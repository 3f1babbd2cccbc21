"""What comments, questions and information requests have in common: how they came in, and that the clerk may reject them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

ENTERED_WHOLE = "(entered_by_id is null) = (came_by = '') and (came_by = '') = (came_at is null)"
"""What the clerk enters on a member's behalf says who entered it, how it came, and when."""

REJECTED_WHOLE = (
    "(state = 'rejected') = (rejected_at is not null) and (rejected_at is null) = (rejected_by_id is null)"
    " and (rejected_at is null) = (rejection = '')"
)


class Contributed:
    """Columns of everything members put in. `late_reason` is "" for what came in time (R11)."""

    late_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    came_by: Mapped[str] = mapped_column(
        String(20), default="", server_default=""
    )  # a Way, "" for the member's own hand
    came_at: Mapped[datetime | None]
    rejected_at: Mapped[datetime | None]
    rejected_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    rejection: Mapped[str] = mapped_column(String(40), default="", server_default="")  # a listed reason (R12)
    rejection_note: Mapped[str] = mapped_column(Text, default="", server_default="")
