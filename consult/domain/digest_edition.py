"""What sets one edition of the digest apart: what it is limited to, and what of it is not for the public."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seal:
    """Why an item of Part 2, or one answer to it, is not for publication (R13, R14)."""

    reference: str
    paragraph: int | None  # of Part 1 of Schedule 12A; None: confidential, which has no public-interest test
    reason: str = ""
    whole: bool = True  # False where only an answer to it is exempt, and its own words stand in Part 1


@dataclass(frozen=True, slots=True)
class Share:
    """How many items of a kind this edition holds, of how many there are; items whose words are hidden are counted."""

    noun: str  # "comment"
    here: int
    all: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What this edition holds of the record. `words` are what its items have in common: "put to Norfolk Constabulary"."""

    words: tuple[str, ...]
    shares: tuple[Share, ...]
