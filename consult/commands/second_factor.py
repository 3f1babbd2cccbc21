"""`consult second-factor remove`: for a clerk who has lost the app and the recovery codes."""

import click

from consult.actions import second_step
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.surroundings import Surroundings, here
from consult.queries import people


@click.group("second-factor", short_help="Look after the second step of signing in.")
def second_factor() -> None:
    """Look after the second step of signing in, which people set up for themselves."""


@second_factor.command(short_help="Ask somebody for no code any more.")
@click.argument("email")
@here
def remove(outside: Surroundings, email: str) -> None:
    """Ask EMAIL for no code any more when they sign in. Make sure first that it is they who ask for it."""
    with database(outside.settings, writes=True) as session:
        person = people.by_email(session, email)
        if person is None:
            raise Failure(f"Nobody has the address {email}. Those who can sign in are listed by: consult users")
        if not second_step.remove_for(session, person=person, now=outside.clock()):
            raise Failure(f"{person.email} has set up no second step.")
        click.echo(f"{person.name} ({person.email}) is asked for no code any more.")
