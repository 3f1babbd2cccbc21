"""The life of a consultation, of a contribution and of an answer: every stage, its public wording, and what leads where.

docs/lifecycle.md is drawn from these tables, and the checks compare the two.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum


class Stage(StrEnum):
    """Where a consultation stands. Derived from what was done and from the clock, never stored."""

    PREPARING = "preparing"
    ANNOUNCED = "announced"
    OPEN = "open"
    PAUSED = "paused"
    RESPONDING = "responding"
    ADOPTED = "adopted"

    @property
    def wording(self) -> str:
        """As everyone reads it."""
        return _STAGE_WORDING[self]


_STAGE_WORDING = {
    Stage.PREPARING: "Being prepared",
    Stage.ANNOUNCED: "Opens soon",
    Stage.OPEN: "Open for comments",
    Stage.PAUSED: "Comments are paused",
    Stage.RESPONDING: "Closed: authorities are answering",
    Stage.ADOPTED: "Adopted",
}

STAGES: Mapping[Stage, Mapping[str, Stage]] = {
    Stage.PREPARING: {"the clerk publishes a draft and sets the commenting window": Stage.ANNOUNCED},
    Stage.ANNOUNCED: {"the opening time comes": Stage.OPEN},
    Stage.OPEN: {"the closing time comes": Stage.RESPONDING, "the clerk pauses the window": Stage.PAUSED},
    Stage.PAUSED: {"the clerk resumes the window": Stage.OPEN, "the closing time comes": Stage.RESPONDING},
    Stage.RESPONDING: {"the clerk sets a later closing time": Stage.OPEN, "the strategy is adopted": Stage.ADOPTED},
    Stage.ADOPTED: {},
}


def stage_at(
    now: datetime,
    *,
    published: bool,
    opens_at: datetime | None,
    closes_at: datetime | None,
    adopted_at: datetime | None,
    paused_at: datetime | None = None,
) -> Stage:
    """The stage at `now`. The window is [opens_at, closes_at): what arrives on the stroke of closing is late (R11).

    A pause takes effect within the window only; the closing time comes all the same.
    """
    if adopted_at is not None and now >= adopted_at:
        return Stage.ADOPTED
    if not published or opens_at is None or closes_at is None:
        return Stage.PREPARING
    if now < opens_at:
        return Stage.ANNOUNCED
    if now >= closes_at:
        return Stage.RESPONDING
    return Stage.OPEN if paused_at is None or now < paused_at else Stage.PAUSED


class ItemState(StrEnum):
    """Where a comment, a question or an information request stands."""

    RECEIVED = "received"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"

    @property
    def wording(self) -> str:
        """As everyone reads it."""
        return self.value.capitalize()


ITEM_STATES: Mapping[ItemState, Mapping[str, ItemState]] = {
    ItemState.RECEIVED: {
        "its author withdraws it before the window closes": ItemState.WITHDRAWN,
        "the clerk rejects it for a listed reason": ItemState.REJECTED,
    },
    ItemState.WITHDRAWN: {},
    ItemState.REJECTED: {},
}


class AnswerState(StrEnum):
    """Where an authority's answer stands (R20). A holding reply goes the same way beside it, and is not counted as one."""

    AWAITED = "awaited"
    RETURNED = "returned"
    DRAFTED = "drafted"
    APPROVED = "approved"
    RELEASED = "released"

    @property
    def wording(self) -> str:
        """What the authority and the clerk read."""
        return _ANSWER_WORDING[self]

    @property
    def public_wording(self) -> str:
        """What everyone else reads: nothing before release tells how far an answer has come (R20)."""
        return "Answered" if self is AnswerState.RELEASED else "With the authority"


HOLDING_REPLY = "Holding reply"
"""What everyone reads while a holding reply is released and the answer is not."""

_ANSWER_WORDING = {
    AnswerState.AWAITED: "Not answered",
    AnswerState.RETURNED: "Sent back",
    AnswerState.DRAFTED: "Awaiting approval",
    AnswerState.APPROVED: "Awaiting release",
    AnswerState.RELEASED: "Answered",
}

ANSWER_STATES: Mapping[AnswerState, Mapping[str, AnswerState]] = {
    AnswerState.AWAITED: {
        "a responding officer drafts it": AnswerState.DRAFTED,
        "the lead officer writes it": AnswerState.APPROVED,
    },
    AnswerState.RETURNED: {
        "a responding officer changes it": AnswerState.DRAFTED,
        "the lead officer changes it": AnswerState.APPROVED,
    },
    AnswerState.DRAFTED: {
        "the lead officer approves it": AnswerState.APPROVED,
        "the lead officer returns it with a note": AnswerState.RETURNED,
    },
    AnswerState.APPROVED: {
        "the clerk releases it": AnswerState.RELEASED,
        "the clerk returns it with a reason": AnswerState.RETURNED,
        "a responding officer changes it": AnswerState.DRAFTED,
    },
    AnswerState.RELEASED: {},
}
