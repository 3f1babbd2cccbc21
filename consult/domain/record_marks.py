"""What was kept from the public, or taken back by the clerk, as it is carried from one system to another (see domain/record)."""

from dataclasses import dataclass
from datetime import datetime

from consult.domain.exemption import Sealed
from consult.domain.rejections import Rejection


@dataclass(frozen=True, slots=True)
class Rejected:
    """When, and for which listed reason."""

    reason: Rejection
    at: datetime


@dataclass(frozen=True, slots=True)
class Redacted:
    """Words were taken out, when and why; they are not given away."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Marks:
    """Of one comment or question. What is exempt or was rejected has lost its words where it was given away."""

    rejected: Rejected | None = None
    exempt: Sealed | None = None
    redacted: tuple[Redacted, ...] = ()

    @property
    def bare(self) -> bool:
        """True where its words need not be given."""
        return self.rejected is not None or self.exempt is not None


UNMARKED = Marks()
