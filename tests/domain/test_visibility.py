"""R20 as a truth table: who reads an answer, and what everyone else is told of it."""

import pytest

from consult.domain.lifecycle import AnswerState
from consult.domain.people import Actor, Membership, Role
from consult.domain.visibility import answer_status, holding_status, sees_answer, sees_desk, sees_version

AUTHORITY, ANOTHER = 2, 3
STATES = tuple(AnswerState)
OUTSIDE = ["With the authority", "With the authority", "With the authority", "With the authority", "Answered"]
INSIDE = ["Not answered", "Sent back", "Awaiting approval", "Awaiting release", "Answered"]


def viewer(role: Role | None, body: int | None = None) -> Actor | None:
    return Actor(7, "Somebody", (Membership(role, body),)) if role else None


@pytest.mark.parametrize(
    ("who", "sees", "told"),
    [
        #                                      awaited returned drafted approved released
        (viewer(None),                        (False, False, False, False, True), OUTSIDE),
        (Actor(7, "Nobody here"),             (False, False, False, False, True), OUTSIDE),
        (viewer(Role.MEMBER, AUTHORITY),      (False, False, False, False, True), OUTSIDE),
        (viewer(Role.CO_OPTED),               (False, False, False, False, True), OUTSIDE),
        (viewer(Role.CHAIR, AUTHORITY),       (False, False, False, False, True), OUTSIDE),
        (viewer(Role.OBSERVER, AUTHORITY),    (False, False, False, False, True), OUTSIDE),
        (viewer(Role.OFFICER, ANOTHER),       (False, False, False, False, True), OUTSIDE),
        (viewer(Role.LEAD_OFFICER, ANOTHER),  (False, False, False, False, True), OUTSIDE),
        (viewer(Role.OFFICER, AUTHORITY),     (False, True, True, True, True), INSIDE),
        (viewer(Role.LEAD_OFFICER, AUTHORITY), (False, True, True, True, True), INSIDE),
        (viewer(Role.CLERK),                  (False, False, False, True, True), INSIDE),
    ],
)  # fmt: skip
def test_who_reads_an_answer(who: Actor | None, sees: tuple[bool, ...], told: list[str]) -> None:
    assert tuple(sees_answer(who, authority_id=AUTHORITY, state=state) for state in STATES) == sees
    assert [answer_status(who, authority_id=AUTHORITY, state=state) for state in STATES] == told


@pytest.mark.parametrize(
    ("who", "inside"),
    [
        (viewer(None), False),
        (viewer(Role.MEMBER, AUTHORITY), False),
        (viewer(Role.OFFICER, ANOTHER), False),
        (viewer(Role.OFFICER, AUTHORITY), True),
        (viewer(Role.LEAD_OFFICER, AUTHORITY), True),
        (viewer(Role.CLERK), True),
    ],
)
def test_a_holding_reply_says_how_far_it_has_come_to_those_inside(who: Actor | None, inside: bool) -> None:
    released = holding_status(who, authority_id=AUTHORITY, state=AnswerState.RELEASED)
    drafted = holding_status(who, authority_id=AUTHORITY, state=AnswerState.DRAFTED)
    assert (released, drafted) == (
        "Holding reply",
        "Holding reply: awaiting approval" if inside else "Holding reply",
    )


@pytest.mark.parametrize(
    ("who", "desk", "versions"),
    [
        #                                    assignments, notes; (not yet approved, approved) versions
        (viewer(Role.MEMBER, AUTHORITY),     False, (False, False)),
        (viewer(Role.OBSERVER, AUTHORITY),   False, (False, False)),
        (viewer(Role.OFFICER, ANOTHER),      False, (False, False)),
        (viewer(Role.CLERK),                 False, (False, True)),
        (viewer(Role.CLERK, AUTHORITY),      False, (False, True)),
        (viewer(Role.OFFICER, AUTHORITY),    True,  (True, True)),
        (viewer(Role.LEAD_OFFICER, AUTHORITY), True, (True, True)),
    ],
)  # fmt: skip
def test_an_authority_keeps_its_desk_to_itself(who: Actor, desk: bool, versions: tuple[bool, bool]) -> None:
    assert sees_desk(who, authority_id=AUTHORITY) is desk
    assert tuple(sees_version(who, authority_id=AUTHORITY, approved=one) for one in (False, True)) == versions
