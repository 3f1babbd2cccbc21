"""Who may do what, when: every act, stage and role as one table."""

from itertools import product

import pytest

from consult.domain.lifecycle import AnswerState, ItemState, Stage
from consult.domain.people import OPERATOR, Actor, Membership, Role
from consult.domain.permissions import RULES, Act, Scene, may

COUNCIL, AUTHORITY, ANOTHER = 1, 2, 3
COLUMNS = ("nobody", Role.MEMBER, Role.CO_OPTED, Role.CHAIR, Role.OBSERVER, Role.OFFICER, Role.LEAD_OFFICER, Role.CLERK)

# The item is the actor's own, it was put to the officers' authority, and its answer is as far as the act needs it.
TABLE = """
                                nobody member co-opted chair observer officer lead clerk
SEE_CONSULTATION    preparing   -      yes    yes      yes   yes      yes     yes  yes
SEE_CONSULTATION    announced   -      yes    yes      yes   yes      yes     yes  yes
SEE_CONSULTATION    open        -      yes    yes      yes   yes      yes     yes  yes
SEE_CONSULTATION    paused      -      yes    yes      yes   yes      yes     yes  yes
SEE_CONSULTATION    responding  -      yes    yes      yes   yes      yes     yes  yes
SEE_CONSULTATION    adopted     -      yes    yes      yes   yes      yes     yes  yes
READ_DRAFT          preparing   -      -      -        -     -        -       -    yes
READ_DRAFT          announced   -      yes    yes      yes   yes      yes     yes  yes
READ_DRAFT          open        -      yes    yes      yes   yes      yes     yes  yes
READ_DRAFT          paused      -      yes    yes      yes   yes      yes     yes  yes
READ_DRAFT          responding  -      yes    yes      yes   yes      yes     yes  yes
READ_DRAFT          adopted     -      yes    yes      yes   yes      yes     yes  yes
COMMENT             preparing   -      -      -        -     -        -       -    -
COMMENT             announced   -      -      -        -     -        -       -    -
COMMENT             open        -      yes    yes      yes   -        -       -    -
COMMENT             paused      -      -      -        -     -        -       -    -
COMMENT             responding  -      -      -        -     -        -       -    -
COMMENT             adopted     -      -      -        -     -        -       -    -
ASK                 preparing   -      -      -        -     -        -       -    -
ASK                 announced   -      -      -        -     -        -       -    -
ASK                 open        -      yes    yes      yes   -        -       -    -
ASK                 paused      -      -      -        -     -        -       -    -
ASK                 responding  -      -      -        -     -        -       -    -
ASK                 adopted     -      -      -        -     -        -       -    -
FOLLOW_UP           preparing   -      -      -        -     -        -       -    -
FOLLOW_UP           announced   -      -      -        -     -        -       -    -
FOLLOW_UP           open        -      yes    yes      yes   -        -       -    -
FOLLOW_UP           paused      -      yes    yes      yes   -        -       -    -
FOLLOW_UP           responding  -      yes    yes      yes   -        -       -    -
FOLLOW_UP           adopted     -      -      -        -     -        -       -    -
ACCEPT              preparing   -      -      -        -     -        -       -    -
ACCEPT              announced   -      -      -        -     -        -       -    -
ACCEPT              open        -      -      -        -     -        -       -    yes
ACCEPT              paused      -      -      -        -     -        -       -    yes
ACCEPT              responding  -      -      -        -     -        -       -    yes
ACCEPT              adopted     -      -      -        -     -        -       -    -
REQUEST             preparing   -      -      -        -     -        -       -    -
REQUEST             announced   -      -      -        -     -        -       -    -
REQUEST             open        -      yes    yes      yes   -        -       -    -
REQUEST             paused      -      yes    yes      yes   -        -       -    -
REQUEST             responding  -      yes    yes      yes   -        -       -    -
REQUEST             adopted     -      -      -        -     -        -       -    -
CHANGE_REQUEST      preparing   -      -      -        -     -        -       -    -
CHANGE_REQUEST      announced   -      -      -        -     -        -       -    -
CHANGE_REQUEST      open        -      yes    yes      yes   -        -       -    -
CHANGE_REQUEST      paused      -      yes    yes      yes   -        -       -    -
CHANGE_REQUEST      responding  -      yes    yes      yes   -        -       -    -
CHANGE_REQUEST      adopted     -      -      -        -     -        -       -    -
TAKE                preparing   -      -      -        -     -        -       -    -
TAKE                announced   -      -      -        -     -        -       -    -
TAKE                open        -      -      -        -     -        -       -    yes
TAKE                paused      -      -      -        -     -        -       -    yes
TAKE                responding  -      -      -        -     -        -       -    yes
TAKE                adopted     -      -      -        -     -        -       -    -
CHANGE_CONTRIBUTION preparing   -      -      -        -     -        -       -    -
CHANGE_CONTRIBUTION announced   -      -      -        -     -        -       -    -
CHANGE_CONTRIBUTION open        -      yes    yes      yes   -        -       -    -
CHANGE_CONTRIBUTION paused      -      -      -        -     -        -       -    -
CHANGE_CONTRIBUTION responding  -      -      -        -     -        -       -    -
CHANGE_CONTRIBUTION adopted     -      -      -        -     -        -       -    -
SEE_OWN             preparing   -      yes    yes      yes   -        -       -    -
SEE_OWN             announced   -      yes    yes      yes   -        -       -    -
SEE_OWN             open        -      yes    yes      yes   -        -       -    -
SEE_OWN             paused      -      yes    yes      yes   -        -       -    -
SEE_OWN             responding  -      yes    yes      yes   -        -       -    -
SEE_OWN             adopted     -      yes    yes      yes   -        -       -    -
REPORT              preparing   -      yes    yes      yes   -        -       -    yes
REPORT              announced   -      yes    yes      yes   -        -       -    yes
REPORT              open        -      yes    yes      yes   -        -       -    yes
REPORT              paused      -      yes    yes      yes   -        -       -    yes
REPORT              responding  -      yes    yes      yes   -        -       -    yes
REPORT              adopted     -      yes    yes      yes   -        -       -    yes
SETTLE              preparing   -      -      -        -     -        -       -    -
SETTLE              announced   -      -      -        -     -        -       -    -
SETTLE              open        -      yes    yes      yes   -        -       -    -
SETTLE              paused      -      yes    yes      yes   -        -       -    -
SETTLE              responding  -      yes    yes      yes   -        -       -    -
SETTLE              adopted     -      -      -        -     -        -       -    -
KEEP_WORDS          preparing   -      yes    yes      yes   -        -       -    -
KEEP_WORDS          announced   -      yes    yes      yes   -        -       -    -
KEEP_WORDS          open        -      yes    yes      yes   -        -       -    -
KEEP_WORDS          paused      -      yes    yes      yes   -        -       -    -
KEEP_WORDS          responding  -      yes    yes      yes   -        -       -    -
KEEP_WORDS          adopted     -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    preparing   -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    announced   -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    open        -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    paused      -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    responding  -      yes    yes      yes   -        -       -    -
DECLARE_INTEREST    adopted     -      yes    yes      yes   -        -       -    -
SEE_WORK            preparing   -      -      -        -     -        yes     yes  yes
SEE_WORK            announced   -      -      -        -     -        yes     yes  yes
SEE_WORK            open        -      -      -        -     -        yes     yes  yes
SEE_WORK            paused      -      -      -        -     -        yes     yes  yes
SEE_WORK            responding  -      -      -        -     -        yes     yes  yes
SEE_WORK            adopted     -      -      -        -     -        yes     yes  yes
RESPOND             preparing   -      -      -        -     -        -       -    -
RESPOND             announced   -      -      -        -     -        -       -    -
RESPOND             open        -      -      -        -     -        yes     yes  -
RESPOND             paused      -      -      -        -     -        yes     yes  -
RESPOND             responding  -      -      -        -     -        yes     yes  -
RESPOND             adopted     -      -      -        -     -        -       -    -
ASSIGN              preparing   -      -      -        -     -        -       -    -
ASSIGN              announced   -      -      -        -     -        -       -    -
ASSIGN              open        -      -      -        -     -        -       yes  -
ASSIGN              paused      -      -      -        -     -        -       yes  -
ASSIGN              responding  -      -      -        -     -        -       yes  -
ASSIGN              adopted     -      -      -        -     -        -       -    -
APPROVE             preparing   -      -      -        -     -        -       -    -
APPROVE             announced   -      -      -        -     -        -       -    -
APPROVE             open        -      -      -        -     -        -       yes  -
APPROVE             paused      -      -      -        -     -        -       yes  -
APPROVE             responding  -      -      -        -     -        -       yes  -
APPROVE             adopted     -      -      -        -     -        -       -    -
RETURN              preparing   -      -      -        -     -        -       -    -
RETURN              announced   -      -      -        -     -        -       -    -
RETURN              open        -      -      -        -     -        -       yes  -
RETURN              paused      -      -      -        -     -        -       yes  -
RETURN              responding  -      -      -        -     -        -       yes  -
RETURN              adopted     -      -      -        -     -        -       -    -
RELEASE             preparing   -      -      -        -     -        -       -    yes
RELEASE             announced   -      -      -        -     -        -       -    yes
RELEASE             open        -      -      -        -     -        -       -    yes
RELEASE             paused      -      -      -        -     -        -       -    yes
RELEASE             responding  -      -      -        -     -        -       -    yes
RELEASE             adopted     -      -      -        -     -        -       -    yes
UNDERTAKE           preparing   -      -      -        -     -        yes     yes  yes
UNDERTAKE           announced   -      -      -        -     -        yes     yes  yes
UNDERTAKE           open        -      -      -        -     -        yes     yes  yes
UNDERTAKE           paused      -      -      -        -     -        yes     yes  yes
UNDERTAKE           responding  -      -      -        -     -        yes     yes  yes
UNDERTAKE           adopted     -      -      -        -     -        yes     yes  yes
SUPPLY              preparing   -      -      -        -     -        yes     yes  -
SUPPLY              announced   -      -      -        -     -        yes     yes  -
SUPPLY              open        -      -      -        -     -        yes     yes  -
SUPPLY              paused      -      -      -        -     -        yes     yes  -
SUPPLY              responding  -      -      -        -     -        yes     yes  -
SUPPLY              adopted     -      -      -        -     -        yes     yes  -
APPROVE_SUPPLY      preparing   -      -      -        -     -        -       yes  -
APPROVE_SUPPLY      announced   -      -      -        -     -        -       yes  -
APPROVE_SUPPLY      open        -      -      -        -     -        -       yes  -
APPROVE_SUPPLY      paused      -      -      -        -     -        -       yes  -
APPROVE_SUPPLY      responding  -      -      -        -     -        -       yes  -
APPROVE_SUPPLY      adopted     -      -      -        -     -        -       yes  -
RETURN_SUPPLY       preparing   -      -      -        -     -        -       yes  -
RETURN_SUPPLY       announced   -      -      -        -     -        -       yes  -
RETURN_SUPPLY       open        -      -      -        -     -        -       yes  -
RETURN_SUPPLY       paused      -      -      -        -     -        -       yes  -
RETURN_SUPPLY       responding  -      -      -        -     -        -       yes  -
RETURN_SUPPLY       adopted     -      -      -        -     -        -       yes  -
RELEASE_SUPPLY      preparing   -      -      -        -     -        -       -    yes
RELEASE_SUPPLY      announced   -      -      -        -     -        -       -    yes
RELEASE_SUPPLY      open        -      -      -        -     -        -       -    yes
RELEASE_SUPPLY      paused      -      -      -        -     -        -       -    yes
RELEASE_SUPPLY      responding  -      -      -        -     -        -       -    yes
RELEASE_SUPPLY      adopted     -      -      -        -     -        -       -    yes
REPLY               preparing   -      -      -        -     -        yes     yes  -
REPLY               announced   -      -      -        -     -        yes     yes  -
REPLY               open        -      -      -        -     -        yes     yes  -
REPLY               paused      -      -      -        -     -        yes     yes  -
REPLY               responding  -      -      -        -     -        yes     yes  -
REPLY               adopted     -      -      -        -     -        yes     yes  -
APPROVE_REPLY       preparing   -      -      -        -     -        -       yes  -
APPROVE_REPLY       announced   -      -      -        -     -        -       yes  -
APPROVE_REPLY       open        -      -      -        -     -        -       yes  -
APPROVE_REPLY       paused      -      -      -        -     -        -       yes  -
APPROVE_REPLY       responding  -      -      -        -     -        -       yes  -
APPROVE_REPLY       adopted     -      -      -        -     -        -       yes  -
RETURN_REPLY        preparing   -      -      -        -     -        -       yes  -
RETURN_REPLY        announced   -      -      -        -     -        -       yes  -
RETURN_REPLY        open        -      -      -        -     -        -       yes  -
RETURN_REPLY        paused      -      -      -        -     -        -       yes  -
RETURN_REPLY        responding  -      -      -        -     -        -       yes  -
RETURN_REPLY        adopted     -      -      -        -     -        -       yes  -
RELEASE_REPLY       preparing   -      -      -        -     -        -       -    yes
RELEASE_REPLY       announced   -      -      -        -     -        -       -    yes
RELEASE_REPLY       open        -      -      -        -     -        -       -    yes
RELEASE_REPLY       paused      -      -      -        -     -        -       -    yes
RELEASE_REPLY       responding  -      -      -        -     -        -       -    yes
RELEASE_REPLY       adopted     -      -      -        -     -        -       -    yes
REJECT              preparing   -      -      -        -     -        -       -    yes
REJECT              announced   -      -      -        -     -        -       -    yes
REJECT              open        -      -      -        -     -        -       -    yes
REJECT              paused      -      -      -        -     -        -       -    yes
REJECT              responding  -      -      -        -     -        -       -    yes
REJECT              adopted     -      -      -        -     -        -       -    yes
SEAL                preparing   -      -      -        -     -        -       -    yes
SEAL                announced   -      -      -        -     -        -       -    yes
SEAL                open        -      -      -        -     -        -       -    yes
SEAL                paused      -      -      -        -     -        -       -    yes
SEAL                responding  -      -      -        -     -        -       -    yes
SEAL                adopted     -      -      -        -     -        -       -    yes
EDIT_DRAFT          preparing   -      -      -        -     -        yes      yes  yes
EDIT_DRAFT          announced   -      -      -        -     -        yes      yes  yes
EDIT_DRAFT          open        -      -      -        -     -        yes      yes  yes
EDIT_DRAFT          paused      -      -      -        -     -        yes      yes  yes
EDIT_DRAFT          responding  -      -      -        -     -        yes      yes  yes
EDIT_DRAFT          adopted     -      -      -        -     -        yes      yes  yes
EXPLAIN_CHANGE      preparing   -      -      -        -     -        yes     yes  yes
EXPLAIN_CHANGE      announced   -      -      -        -     -        yes     yes  yes
EXPLAIN_CHANGE      open        -      -      -        -     -        yes     yes  yes
EXPLAIN_CHANGE      paused      -      -      -        -     -        yes     yes  yes
EXPLAIN_CHANGE      responding  -      -      -        -     -        yes     yes  yes
EXPLAIN_CHANGE      adopted     -      -      -        -     -        yes     yes  yes
COVER               preparing   -      -      -        -     -        -       -    -
COVER               announced   -      -      -        -     -        -       yes  yes
COVER               open        -      -      -        -     -        -       yes  yes
COVER               paused      -      -      -        -     -        -       yes  yes
COVER               responding  -      -      -        -     -        -       yes  yes
COVER               adopted     -      -      -        -     -        -       yes  yes
NOTE                preparing   -      -      -        -     -        yes     yes  -
NOTE                announced   -      -      -        -     -        yes     yes  -
NOTE                open        -      -      -        -     -        yes     yes  -
NOTE                paused      -      -      -        -     -        yes     yes  -
NOTE                responding  -      -      -        -     -        yes     yes  -
NOTE                adopted     -      -      -        -     -        yes     yes  -
SEE_REPORT          preparing   -      yes    yes      yes   -        -       -    yes
SEE_REPORT          announced   -      yes    yes      yes   -        -       -    yes
SEE_REPORT          open        -      yes    yes      yes   -        -       -    yes
SEE_REPORT          paused      -      yes    yes      yes   -        -       -    yes
SEE_REPORT          responding  -      yes    yes      yes   -        -       -    yes
SEE_REPORT          adopted     -      yes    yes      yes   -        -       -    yes
RUN                 preparing   -      -      -        -     -        -       -    yes
RUN                 announced   -      -      -        -     -        -       -    yes
RUN                 open        -      -      -        -     -        -       -    yes
RUN                 paused      -      -      -        -     -        -       -    yes
RUN                 responding  -      -      -        -     -        -       -    yes
RUN                 adopted     -      -      -        -     -        -       -    yes
SET_UP              preparing   -      -      -        -     -        -       -    yes
SET_UP              announced   -      -      -        -     -        -       -    yes
SET_UP              open        -      -      -        -     -        -       -    yes
SET_UP              paused      -      -      -        -     -        -       -    yes
SET_UP              responding  -      -      -        -     -        -       -    yes
SET_UP              adopted     -      -      -        -     -        -       -    -
CONVENE             preparing   -      -      -        -     -        -       -    -
CONVENE             announced   -      -      -        -     -        -       -    -
CONVENE             open        -      -      -        -     -        -       -    -
CONVENE             paused      -      -      -        -     -        -       -    -
CONVENE             responding  -      -      -        -     -        -       -    -
CONVENE             adopted     -      -      -        -     -        -       -    -
ADMIT               preparing   -      -      -        -     -        -       -    -
ADMIT               announced   -      -      -        -     -        -       -    -
ADMIT               open        -      -      -        -     -        -       -    -
ADMIT               paused      -      -      -        -     -        -       -    -
ADMIT               responding  -      -      -        -     -        -       -    -
ADMIT               adopted     -      -      -        -     -        -       -    -
LOAD                preparing   -      -      -        -     -        -       -    -
LOAD                announced   -      -      -        -     -        -       -    -
LOAD                open        -      -      -        -     -        -       -    -
LOAD                paused      -      -      -        -     -        -       -    -
LOAD                responding  -      -      -        -     -        -       -    -
LOAD                adopted     -      -      -        -     -        -       -    -
OPERATE             preparing   -      -      -        -     -        -       -    -
OPERATE             announced   -      -      -        -     -        -       -    -
OPERATE             open        -      -      -        -     -        -       -    -
OPERATE             paused      -      -      -        -     -        -       -    -
OPERATE             responding  -      -      -        -     -        -       -    -
OPERATE             adopted     -      -      -        -     -        -       -    -
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]
NEEDS = {
    Act.APPROVE: AnswerState.DRAFTED,
    Act.RETURN: AnswerState.DRAFTED,
    Act.RELEASE: AnswerState.APPROVED,
    Act.APPROVE_SUPPLY: AnswerState.DRAFTED,
    Act.RETURN_SUPPLY: AnswerState.DRAFTED,
    Act.RELEASE_SUPPLY: AnswerState.APPROVED,
    Act.APPROVE_REPLY: AnswerState.DRAFTED,
    Act.RETURN_REPLY: AnswerState.DRAFTED,
    Act.RELEASE_REPLY: AnswerState.APPROVED,
    Act.SETTLE: AnswerState.RELEASED,
    Act.FOLLOW_UP: AnswerState.RELEASED,
    Act.UNDERTAKE: AnswerState.RELEASED,
}


def actor(role: Role | str, body: int = AUTHORITY) -> Actor:
    """Somebody with one role; person 7."""
    return Actor(7, "Somebody", () if role == "nobody" else (Membership(Role(role), body),))


def scene(act: Act, stage: Stage, **other: object) -> Scene:
    """The scene that leaves nothing but the stage in an act's way."""
    facts = {
        "published": stage is not Stage.PREPARING,
        "author_id": 7,
        "asked": frozenset({AUTHORITY}),
        "answer": NEEDS.get(act, AnswerState.AWAITED),
        "being_written": True,
    }
    return Scene(stage=stage, **{**facts, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(("act", "stage", "cells"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_every_role(act: str, stage: str, cells: list[str]) -> None:
    found = ["yes" if may(actor(role), Act[act], scene(Act[act], Stage(stage))) else "-" for role in COLUMNS]
    assert found == cells


def test_the_table_is_whole() -> None:
    assert [(row[0], row[1]) for row in ROWS] == [(act.name, stage.value) for act in Act for stage in Stage]
    assert set(RULES) == set(Act)
    assert set(COLUMNS) == {"nobody", *Role}


def test_the_operator_does_what_is_done_at_the_command_line_and_nothing_else() -> None:
    """`loaded` is another matter: there the operator enters what somebody else did."""
    allowed = [act for act in Act if all(may(None, act, scene(act, stage)) for stage in Stage)]
    assert allowed == [Act.READ_DRAFT, Act.RUN, Act.SET_UP, Act.CONVENE, Act.ADMIT, Act.LOAD, Act.OPERATE]
    assert not [act for act in Act if act not in allowed and any(may(None, act, scene(act, stage)) for stage in Stage)]
    assert may(OPERATOR, Act.RUN, Scene(Stage.OPEN))


def test_only_those_who_were_appointed_start_consultations() -> None:
    here = Scene(Stage.PREPARING)
    assert may(Actor(7, "Somebody", convenes=True), Act.CONVENE, here)
    assert may(Actor(7, "Somebody"), Act.CONVENE, here).reason == (
        "Only a clerk can start a consultation. Ask the operator of this service to make you one."
    )


@pytest.mark.parametrize(
    ("act", "role", "facts", "reason"),
    [
        (Act.SEE_CONSULTATION, "nobody", {}, "You do not take part in this consultation."),
        (Act.READ_DRAFT, Role.MEMBER, {"published": False}, "No draft has been published yet."),
        (Act.COMMENT, Role.OFFICER, {}, "Only members of the panel can do this."),
        (Act.COMMENT, Role.MEMBER, {"stage": Stage.ANNOUNCED}, "The commenting window has not opened yet."),
        (Act.COMMENT, Role.MEMBER, {"stage": Stage.PREPARING}, "The commenting window has not been set yet."),
        (
            Act.COMMENT,
            Role.MEMBER,
            {"stage": Stage.RESPONDING},
            "The commenting window has closed. Send what you have written to the clerk, who can take it as late.",
        ),
        (Act.ASK, Role.MEMBER, {"stage": Stage.ADOPTED}, "The strategy has been adopted; comments are no longer taken."),
        (Act.CHANGE_CONTRIBUTION, Role.MEMBER, {"author_id": 8}, "Only its author can do this."),
        (Act.CHANGE_CONTRIBUTION, Role.CLERK, {"author_id": 8}, "Only its author can do this."),
        (Act.CHANGE_CONTRIBUTION, Role.OBSERVER, {}, "Only members of the panel can do this."),
        (Act.CHANGE_CONTRIBUTION, Role.MEMBER, {"item": ItemState.WITHDRAWN}, "It has been withdrawn."),
        (
            Act.CHANGE_CONTRIBUTION,
            Role.MEMBER,
            {"answer": AnswerState.RELEASED},
            "An answer to it has been released, so it stands in the record.",
        ),
        (Act.FOLLOW_UP, Role.MEMBER, {"answer": AnswerState.APPROVED}, "It has not been answered yet."),
        (Act.ACCEPT, Role.CHAIR, {}, "Only the clerk can do this."),
        (Act.ACCEPT, Role.CLERK, {"item": ItemState.REJECTED}, "The clerk has rejected it."),
        (Act.RESPOND, Role.OFFICER, {"accepted": False}, "The clerk has not accepted this question yet."),
        (Act.APPROVE, Role.LEAD_OFFICER, {"accepted": False}, "The clerk has not accepted this question yet."),
        (Act.RELEASE, Role.CLERK, {"accepted": False}, "The clerk has not accepted this question yet."),
        (Act.RESPOND, Role.OFFICER, {"asked": frozenset({ANOTHER})}, "It was put to another authority."),
        (Act.RESPOND, Role.CLERK, {}, "Only officers of a responsible authority can do this."),
        (Act.RESPOND, Role.OFFICER, {"item": ItemState.WITHDRAWN}, "It has been withdrawn."),
        (
            Act.RESPOND,
            Role.LEAD_OFFICER,
            {"answer": AnswerState.RELEASED},
            "This answer has been released and stands in the record.",
        ),
        (
            Act.RESPOND,
            Role.OFFICER,
            {"stage": Stage.ADOPTED},
            "Answers are taken from the opening of the window until adoption.",
        ),
        (Act.APPROVE, Role.OFFICER, {}, "Only the authority's lead officer can do this."),
        (
            Act.APPROVE,
            Role.LEAD_OFFICER,
            {"asked": frozenset({ANOTHER})},
            "Only the lead officer of the authority it was put to can do this.",
        ),
        (Act.APPROVE, Role.LEAD_OFFICER, {"answer": AnswerState.AWAITED}, "There is no draft answer to approve."),
        (Act.APPROVE, Role.LEAD_OFFICER, {"answer": AnswerState.APPROVED}, "There is no draft answer to approve."),
        (Act.ASSIGN, Role.OFFICER, {}, "Only the authority's lead officer can do this."),
        (Act.RETURN, Role.LEAD_OFFICER, {"answer": AnswerState.RETURNED}, "There is no draft answer to send back."),
        (Act.RETURN, Role.CLERK, {}, "The lead officer has not approved this answer yet."),
        (Act.RELEASE, Role.LEAD_OFFICER, {}, "Only the clerk can do this."),
        (Act.RELEASE, Role.CLERK, {"item": ItemState.WITHDRAWN}, "It has been withdrawn."),
        (Act.RELEASE, Role.CLERK, {"answer": AnswerState.DRAFTED}, "The lead officer has not approved this answer yet."),
        (Act.EDIT_DRAFT, Role.OFFICER, {"asked": frozenset({ANOTHER})}, "Another authority answers for this section."),
        (
            Act.EDIT_DRAFT,
            Role.LEAD_OFFICER,
            {"being_written": False},
            "No redraft is being written here. The clerk can begin one.",
        ),
        (Act.EDIT_DRAFT, Role.MEMBER, {}, "Only officers of a responsible authority can do this."),
        (Act.RUN, Role.CHAIR, {}, "Only the clerk can do this."),
        (Act.NOTE, Role.OFFICER, {"asked": frozenset({ANOTHER})}, "It was put to another authority."),
        (Act.SEE_REPORT, Role.MEMBER, {"author_id": 8}, "Only its author can do this."),
        (Act.ADMIT, Role.CLERK, {}, "Only the operator of this service can do this."),
        (
            Act.CHANGE_REQUEST,
            Role.MEMBER,
            {"answer": AnswerState.RELEASED},
            "Something has been supplied, so it stands in the record.",
        ),
        (Act.SUPPLY, Role.OFFICER, {"closed": True}, "It is closed. Ask the clerk to reopen it."),
        (Act.SUPPLY, Role.OFFICER, {"asked": frozenset({ANOTHER})}, "It was put to another authority."),
        (
            Act.SUPPLY,
            Role.OFFICER,
            {"answer": AnswerState.RELEASED},
            "This has been released and stands in the record.",
        ),
        (Act.REPLY, Role.OFFICER, {"asked": frozenset({ANOTHER})}, "It was not sent to your authority."),
        (Act.REPLY, Role.OFFICER, {"item": ItemState.WITHDRAWN}, "It has been withdrawn."),
        (
            Act.COVER, Role.OFFICER, {},
            "Only the clerk and the lead officer of the lead authority can do this.",
        ),
    ],
)  # fmt: skip
def test_refusals_say_why(act: Act, role: Role | str, facts: dict[str, object], reason: str) -> None:
    assert may(actor(role), act, scene(act, **{"stage": Stage.OPEN, **facts})).reason == reason  # type: ignore[arg-type]


def test_a_supplementary_is_changed_after_the_window_too() -> None:
    changing = [scene(Act.CHANGE_CONTRIBUTION, stage, supplementary=True) for stage in Stage]
    allowed = [one.stage for one in changing if may(actor(Role.MEMBER), Act.CHANGE_CONTRIBUTION, one)]
    assert allowed == [Stage.OPEN, Stage.PAUSED, Stage.RESPONDING]


def scenes() -> list[Scene]:
    return [
        Scene(stage, published, author, item, asked, answer)
        for stage, published, author, item, asked, answer in product(
            Stage,
            (False, True),
            (7, 8),
            ItemState,
            (frozenset(), frozenset({AUTHORITY}), frozenset({ANOTHER})),
            AnswerState,
        )
    ]


@pytest.mark.parametrize("act", list(Act))
def test_no_refusal_is_without_a_reason(act: Act) -> None:
    verdicts = [may(actor(role), act, one) for role in COLUMNS for one in scenes()]
    assert all(verdict.ok is not bool(verdict.reason) for verdict in verdicts)


APART = {
    Act.ASSIGN,
    Act.APPROVE,
    Act.RETURN,
    Act.APPROVE_SUPPLY,
    Act.RETURN_SUPPLY,
    Act.APPROVE_REPLY,
    Act.RETURN_REPLY,
}


@pytest.mark.parametrize("act", [act for act in Act if act not in APART])
def test_two_parts_allow_what_either_allows(act: Act) -> None:
    for one, two, where in product(COLUMNS[1:], COLUMNS[1:], scenes()[::7]):
        both = Actor(7, "Somebody", actor(one).memberships + actor(two, ANOTHER).memberships)
        assert may(both, act, where).ok == (may(actor(one), act, where).ok or may(actor(two, ANOTHER), act, where).ok)


def test_the_lead_of_one_authority_approves_nothing_as_an_officer_of_another() -> None:
    both = Actor(7, "Somebody", (Membership(Role.OFFICER, AUTHORITY), Membership(Role.LEAD_OFFICER, ANOTHER)))
    assert not may(both, Act.APPROVE, scene(Act.APPROVE, Stage.OPEN))


def test_the_clerk_sends_back_what_was_approved_and_nothing_else() -> None:
    found = [
        state
        for state in AnswerState
        if may(actor(Role.CLERK), Act.RETURN, scene(Act.RETURN, Stage.RESPONDING, answer=state))
    ]
    assert found == [AnswerState.APPROVED]


def test_an_officer_of_no_authority_answers_for_none() -> None:
    alone = Actor(7, "Somebody", (Membership(Role.OFFICER, None),))
    assert not may(alone, Act.RESPOND, scene(Act.RESPOND, Stage.OPEN, asked=frozenset()))
