"""What the clerk may choose of a pack: its order, how much of it, how large, and for whom."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum
from typing import Any

PUBLIC, EXEMPT = 1, 2
"""Part 1 is for everybody; Part 2 holds what is exempt, and every page says so (R13, R14)."""


class Order(Enum):
    """In which order comments are printed."""

    DRAFT = "draft"
    AUTHORITY = "authority"
    LINE = "line"

    @property
    def wording(self) -> str:
        """As the clerk chooses it."""
        return _WORDINGS[self]


_WORDINGS = {
    Order.DRAFT: "As in the draft",
    Order.AUTHORITY: "By responsible authority",
    Order.LINE: "By key line of enquiry",
}


@dataclass(frozen=True, slots=True)
class Options:
    """One choice of each. The defaults print everything once, in the order of the draft.

    `authority_id`: only what is put to that authority. `meeting_on`: only what came since the meeting before that day, and
    what was promised or recommended on it. `since`: a supplementary pack, with what came or changed since that pack.
    """

    part: int = PUBLIC
    order: Order = Order.DRAFT
    whole_draft: bool = False
    only_unanswered: bool = False
    authority_id: int | None = None
    meeting_on: date | None = None
    large_print: bool = False
    since: int = 0

    def as_json(self) -> dict[str, Any]:
        """Only what differs from the defaults, in JSON's own types."""
        plain = asdict(self) | {"order": self.order.value}
        if self.meeting_on is not None:
            plain["meeting_on"] = self.meeting_on.isoformat()
        default = asdict(Options()) | {"order": Order.DRAFT.value}
        return {name: value for name, value in plain.items() if value != default[name]}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "Options":
        """What `as_json` gave, read back."""
        read = dict(held)
        if "order" in read:
            read["order"] = Order(read["order"])
        if "meeting_on" in read:
            read["meeting_on"] = date.fromisoformat(read["meeting_on"])
        return cls(**read)
