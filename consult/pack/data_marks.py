"""The marks of what is kept from the public, as JSON."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from consult.domain.exemption import Sealed
from consult.domain.record_marks import Marks

Time = Callable[[datetime | None], str | None]


def marks_json(marks: Marks, time: Time) -> dict[str, Any]:
    """Fields of a comment or question."""
    rejected = marks.rejected
    return {
        "rejected": None if rejected is None else {"reason": rejected.reason.value, "at": time(rejected.at)},
        "exempt": exempt_json(marks.exempt),
        "redacted": [{"reason": one.reason, "at": time(one.at)} for one in marks.redacted],
    }


def exempt_json(sealed: Sealed | None) -> dict[str, Any] | None:
    """`{"paragraph": 3}`, or null in the place of the number for confidential matter; None for what is for everyone."""
    return None if sealed is None else {"paragraph": sealed.paragraph}
