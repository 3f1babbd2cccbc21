"""What the operator does at the command line stands in the table of permissions too: a new command needs a line."""

import click
import pytest
from click.testing import CliRunner

from consult.commands import main
from consult.commands.failing import OneLine
from consult.commands.permitted import COMMANDS
from consult.domain.lifecycle import Stage
from consult.domain.people import Actor, Membership, Role
from consult.domain.permissions import Act, Scene, may

assert isinstance(main, OneLine)
LOADING = main.loading


def test_every_command_has_a_line() -> None:
    assert sorted(COMMANDS) == sorted(LOADING)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_operator_may_do_it_and_an_observer_may_not(command: str) -> None:
    act = COMMANDS[command]
    observer = Actor(7, "Somebody", (Membership(Role.OBSERVER),))
    assert all(may(None, act, Scene(stage)) for stage in Stage)
    assert not may(observer, act, Scene(Stage.PREPARING))


def test_a_command_without_a_line_is_not_run() -> None:
    done = CliRunner().invoke(OneLine("consult", loading={"forgotten": f"{__name__}:forgotten"}), ["forgotten"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "consult: forgotten has no line in consult/commands/permitted.py, which says what each command does.\n"
    )


@click.command()
def forgotten() -> None:
    """What it would do."""
    click.echo("done")


def test_what_nobody_at_a_page_may_do_has_no_route() -> None:
    """`ADMIT`, `LOAD` and `OPERATE` are the operator's: no part in a consultation gives them."""
    everything = Actor(7, "Somebody", tuple(Membership(role, 1) for role in Role), loaded=True, convenes=True)
    for act in (Act.ADMIT, Act.LOAD, Act.OPERATE):
        assert not any(may(everything, act, Scene(stage, True, 7)) for stage in Stage)
