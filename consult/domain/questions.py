"""What a scrutiny question asks for, and the limits a panel may set (R12)."""

from enum import StrEnum


class Wants(StrEnum):
    """How its author wants a question answered."""

    WRITTEN = "written"
    ORAL = "oral"
    BOTH = "both"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _WORDING[self]


_WORDING = {
    Wants.WRITTEN: "A written answer before the meeting",
    Wants.ORAL: "An oral answer at the meeting",
    Wants.BOTH: "A written answer before the meeting, and to speak to it there",
}
