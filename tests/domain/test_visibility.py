"""R20 as a truth table: who reads an answer, and what everyone else is told of it."""

import pytest

from consult.domain.lifecycle import AnswerState
from consult.domain.people import Actor, Membership, Role
from consult.domain.visibility import answer_status, sees_answer

AUTHORITY, ANOTHER = 2, 3
STATES = (AnswerState.AWAITED, AnswerState.DRAFTED, AnswerState.APPROVED, AnswerState.RELEASED)
OUTSIDE = ["With the authority", "With the authority", "With the authority", "Answered"]
INSIDE = ["Not answered", "Awaiting approval", "Awaiting release", "Answered"]


def viewer(role: Role | None, body: int | None = None) -> Actor | None:
    return Actor(7, "Somebody", (Membership(role, body),)) if role else None


@pytest.mark.parametrize(
    ("who", "sees", "told"),
    [
        #                                      awaited drafted approved released
        (viewer(None),                        (False, False, False, True), OUTSIDE),
        (Actor(7, "Nobody here"),             (False, False, False, True), OUTSIDE),
        (viewer(Role.MEMBER, AUTHORITY),      (False, False, False, True), OUTSIDE),
        (viewer(Role.CO_OPTED),               (False, False, False, True), OUTSIDE),
        (viewer(Role.CHAIR, AUTHORITY),       (False, False, False, True), OUTSIDE),
        (viewer(Role.OBSERVER, AUTHORITY),    (False, False, False, True), OUTSIDE),
        (viewer(Role.OFFICER, ANOTHER),       (False, False, False, True), OUTSIDE),
        (viewer(Role.LEAD_OFFICER, ANOTHER),  (False, False, False, True), OUTSIDE),
        (viewer(Role.OFFICER, AUTHORITY),     (False, True,  True,  True), INSIDE),
        (viewer(Role.LEAD_OFFICER, AUTHORITY), (False, True, True,  True), INSIDE),
        (viewer(Role.CLERK),                  (False, False, True,  True), INSIDE),
    ],
)  # fmt: skip
def test_who_reads_an_answer(who: Actor | None, sees: tuple[bool, ...], told: list[str]) -> None:
    assert tuple(sees_answer(who, authority_id=AUTHORITY, state=state) for state in STATES) == sees
    assert [answer_status(who, authority_id=AUTHORITY, state=state) for state in STATES] == told
