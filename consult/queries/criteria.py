"""What a list of comments can be narrowed by, and how it is sorted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.domain.people import Actor
from consult.queries.standing import Mark, Progress


class Answered(StrEnum):
    """How far the answer to a comment has come, as everyone reads it."""

    YES = "yes"
    HOLDING = "holding"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Criteria:
    """Each is None where it does not matter.

    `sections` are the lasting keys of sections, none for the whole draft; `elsewhere` are those a comment does not stand
    in. `disposition` is that of a released answer, and `answered` is judged by released answers too. `progress` tells how
    far an answer has come that only its authority and the clerk follow: `within` are the authorities it is looked for at.
    `reader` is who looks: what is kept from them is found by nothing that would tell of it (None: nothing is kept).
    `new_to`: since when, and to whom, comments or their answers are new.
    """

    sections: frozenset[str] | None = None
    elsewhere: frozenset[str] | None = None
    authority_id: int | None = None
    member_id: int | None = None
    stance: str | None = None
    kind: str | None = None
    disposition: str | None = None
    answered: Answered | None = None
    progress: Progress | None = None
    within: frozenset[int] | None = None
    mark: Mark | None = None
    reader: Actor | None = None
    new_to: tuple[datetime, int] | None = None
    by_place: bool = False
