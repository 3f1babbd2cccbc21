"""What became of comments from version to version, and why sections changed, as it is carried from one system to another."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from consult.domain.record import Spot


class Origin(StrEnum):
    """How a version came to be."""

    IMPORTED = "imported"
    WRITTEN = "written"
    ACCEPTED = "accepted wordings"


MADE = "made"
"""The state of a comment in the version it was made on."""


@dataclass(frozen=True, slots=True)
class TakenLine:
    """What a version made of a comment's wording: whether it was taken into the text, and if not, why.

    `spot` is the paragraph it changes, in the version before.
    """

    spot: "Spot"
    applied: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """Where a comment stood or stands in one version it was carried to or from; `state` is `MADE` or a placements.State.

    `decided_by` is the clerk who looked, None where nobody did; `review` is true while somebody should.
    """

    spot: "Spot"
    state: str
    confidence: float = 1.0
    why: str = ""
    review: bool = False
    decided_by: str | None = None
    taken: TakenLine | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Why a section changed in `version`, and who said so. `spot` is the section; in the version before, if it was deleted."""

    version: int
    spot: "Spot"
    why: str
    by: str
    at: datetime
    where: str = field(default="", compare=False)
