"""Everything that can be done to a consultation, in odd orders: what is refused changes nothing, and nothing is ever lost."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.databases import SqliteDatabases
from tests.machine import checks, reading
from tests.machine.clerk import Clerk
from tests.machine.members import Members
from tests.machine.officers import Officers
from tests.machine.papers import Papers
from tests.machine.redrafting import Redrafting
from tests.machine.rules import READERS
from tests.machine.world import World, prepare

EXAMPLES = int(os.environ.get("CONSULT_MACHINE", "4"))
"""Runs. The few of the suite are the same each time; with more in CONSULT_MACHINE they are drawn anew."""

STEPS = 25
PHASES = [Phase.generate, Phase.shrink]


class Consultation(Members, Officers, Clerk, Redrafting, Papers):
    """One consultation, and all who take part in it."""

    prepared: Path

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.prepared)

    @invariant()
    def holds(self) -> None:
        for check in checks.CHEAP:
            check(self.world)

    @rule()
    def look(self) -> None:
        """Somebody reads it all."""
        for check in (*checks.DEAR, *reading.DEAR):
            check(self.world)

    def teardown(self) -> None:
        try:
            self.world.session.rollback()
            self.look()
        finally:
            self.world.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("machine")
    path = Path(SqliteDatabases(folder).copy(folder).removeprefix("sqlite:///"))
    prepare(path)
    return path


def test_what_is_played_is_there_to_be_read(prepared: Path) -> None:
    """The test of the test: each kind of thing comes about, and what is kept from somebody could have been told."""
    machine = type("Consultation", (Consultation,), {"prepared": prepared})()
    world = machine.world
    try:
        machine.write(who="member", at=3, kind="comment")
        machine.comment(who="chair", at=4, span=None, suggests=True)
        machine.ask(who="member", of=("Norfolk County Council",), at=2, parts=2, accepted=False)
        machine.recommend(days=1, issued_too=True)
        machine.recommend(days=1, issued_too=False)
        machine.reply(n=0, of="Norfolk County Council", who="lead", holding=False, released=False)
        machine.issue_pack(supplementary=False, fails=False)
        machine.redact(n=0, word=0)
        machine.look()
        machine.holds()
        assert (list(world.sealed), len(world.redacted), set(world.unsent.values())) == ([1], 1, {"member"})
        may = reading.may_read(world)
        assert [part for part in ("clerk", "lead", "member", "observer") if may[part][1] == may[None][1]] == [
            "observer"
        ]
        assert may["lead"][1] - may["other_lead"][1] != set()
        assert may["clerk"][1] - may["chair"][1] != set()
        assert (next(iter(world.unsent)) in may["member"][1], len(may)) == (False, len(READERS))
    finally:
        world.close()


def test_whatever_happens_in_whatever_order(prepared: Path) -> None:
    machine = type("Consultation", (Consultation,), {"prepared": prepared})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize="CONSULT_MACHINE" not in os.environ,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=PHASES,
        ),
    )
