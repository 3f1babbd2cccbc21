"""Information requests and undertakings, as the digest prints them."""

from dataclasses import dataclass
from datetime import date

from consult.domain.commitments import Status


@dataclass(frozen=True, slots=True)
class SupplyEntry:
    """What an authority supplied to a request or an undertaking. `supplied_on` None: it is not released."""

    text: str
    complete: bool
    status: str  # how far it has come, for those who are told
    supplied_on: date | None
    by: str  # name and post
    delay_reason: str = ""
    declarations: tuple[str, ...] = ()  # what the authority declared, in words (R4)
    files: tuple[str, ...] = ()  # their names


@dataclass(frozen=True, slots=True)
class CommitmentEntry:
    """An information request or an undertaking: `words` says in one sentence where it stands (R3)."""

    reference: str  # "IR-0002", "U-0001"
    kind: str  # in words
    by: str  # who asked, or to whom it was promised; "" for a promise made at a meeting
    body: str
    place: str  # "" where it concerns no section
    text: str
    authority: str
    owner: str  # who is to keep it, "" for nobody in particular
    basis: str  # "Promised in the answer to Q-0003"; "Promised at the meeting on 27 November 2020, minute 12"; or ""
    source: str  # the reference of the item it came from, "" for none
    issued_on: date
    due_on: date
    words: str
    status: str
    days_overdue: int
    supplies: tuple[SupplyEntry, ...] = ()
    closed_on: date | None = None
    closing_note: str = ""
    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False  # its words are not for the reader

    @property
    def owed(self) -> bool:
        """True while something is still to come."""
        return self.status in {status.wording for status in Status if status.is_owed}
