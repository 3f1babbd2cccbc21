"""An answer as the digest prints it, with what was promised in it and who does not take it for settled."""

from dataclasses import dataclass
from datetime import date

from consult.domain.lifecycle import AnswerState
from consult.domain.redline import Piece


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Its author says that an answer does not settle what they said, and why (R9)."""

    by: str
    reason: str
    said_on: date


@dataclass(frozen=True, slots=True)
class Promise:
    """Words of an answer that are an undertaking, and its reference."""

    words: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one authority says to a comment or question. `text` is "" until released; `status` says so in words (R20)."""

    authority: str
    status: str  # "Answered", "With the authority", "Holding reply"
    text: str = ""
    disposition: str = ""  # in words: "Accepted in part"; "" for questions and until released
    reason: str = ""
    resulting_wording: tuple[Piece, ...] = ()
    answered_by: str = ""  # name and post
    answered_on: date | None = None
    together_with: tuple[str, ...] = ()  # references of the other comments the same answer is given to
    unsettled: tuple[Unsettled, ...] = ()
    promises: tuple[Promise, ...] = ()
    exempt: str = ""  # "Exempt (Schedule 12A paragraph 3)": its text is "" for those who may not read it (R13)
    exempt_reason: str = ""  # why it is in the public interest to keep it so, for those who may read it

    @property
    def answered(self) -> bool:
        """False while it is awaited, also where there is a holding reply."""
        return self.status == AnswerState.RELEASED.public_wording
