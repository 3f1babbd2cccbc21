"""How something came in that its author did not type here: entered by the clerk on their behalf, or brought as a file."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.domain.people import Actor


class Way(StrEnum):
    """The way it came."""

    LETTER = "letter"
    TELEPHONE = "telephone"
    EMAIL = "e-mail"
    IN_PERSON = "in person"
    MARKED_COPY = "marked copy"
    RESPONSE_FORM = "response form"

    @property
    def wording(self) -> str:
        """As it reads after "came": "by letter"."""
        return _WORDING[self]


_WORDING = {
    Way.LETTER: "by letter",
    Way.TELEPHONE: "by telephone",
    Way.EMAIL: "by email",
    Way.IN_PERSON: "in person",
    Way.MARKED_COPY: "as a marked-up copy of the draft",
    Way.RESPONSE_FORM: "on a response form",
}


@dataclass(frozen=True, slots=True)
class Entered:
    """Who entered it for its author, and how and when it came. `late_reason` is why it is taken after the window closed (R11)."""

    by: Actor
    way: Way
    came_at: datetime
    late_reason: str = ""
