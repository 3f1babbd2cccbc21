"""Exempt and confidential matter (LGA 1972 Schedule 12A and s100A: R13, R14)."""

from dataclasses import dataclass

PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information likely to reveal the identity of an individual",
    3: "Information relating to financial or business affairs",
    4: "Information relating to labour relations",
    5: "Information subject to legal professional privilege",
    6: "Information about statutory notices or orders",
    7: "Information relating to the prevention, investigation or prosecution of crime",
}
"""The paragraphs there are, in short; kept here to be edited, and not a quotation of the Schedule."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Why a thing is not for the public. `paragraph` None: confidential, which knows no public-interest test."""

    paragraph: int | None
    reason: str = ""

    @property
    def mark(self) -> str:
        """What stands in its place: "Exempt (Schedule 12A paragraph 3)"."""
        return "Confidential" if self.paragraph is None else f"Exempt (Schedule 12A paragraph {self.paragraph})"
