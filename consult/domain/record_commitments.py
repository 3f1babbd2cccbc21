"""Information requests and undertakings as they are carried from one system to another (see domain/record)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from consult.domain.commitments import Kind
from consult.domain.exemption import Sealed
from consult.domain.rejections import Rejection

if TYPE_CHECKING:
    from consult.domain.record import Spot


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that was supplied."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class SupplyLine:
    """What an authority supplied; it was approved and released where the times say so."""

    by: str
    text: str
    complete: bool
    at: datetime
    delay_reason: str = ""
    depersonalised: bool | None = None
    identification_reason: str = ""
    no_prejudice: bool | None = None
    approved_at: datetime | None = None
    released_at: datetime | None = None
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """A request `by` a member, or an undertaking, `to` an authority or by it.

    `about` is the comment or question it was asked about, or in the answer to which it was promised (then `quote` are the
    words there); `promised_in` the commitment in a supply to which it was. A promise at a meeting has its day. One whose
    words the public may not read has lost them and its supplies: it was withdrawn, rejected, or is `sealed`.
    """

    id: str
    kind: Kind
    to: str
    text: str
    due_on: date
    at: datetime
    by: str | None = None
    body: str | None = None
    owner: str | None = None
    section: str | None = None
    spot: "Spot | None" = None
    about: str | None = None
    promised_in: str | None = None
    quote: str = ""
    meeting_on: date | None = None
    minute: str = ""
    withdrawn_at: datetime | None = None
    rejected_at: datetime | None = None
    rejection: Rejection | None = None
    sealed: Sealed | None = None
    closed_at: datetime | None = None
    closing_note: str = ""
    reopened_at: datetime | None = None
    supplies: tuple[SupplyLine, ...] = ()
    where: str = field(default="", compare=False)

    @property
    def is_bare(self) -> bool:
        """True where its words were not given away."""
        return self.withdrawn_at is not None or self.rejected_at is not None or self.sealed is not None
