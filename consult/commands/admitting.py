"""`consult clerk` and `consult sign-in-link`: letting people in."""

from collections.abc import Iterable
from datetime import datetime

import click
from sqlalchemy.orm import Session

from consult.actions import people as actions
from consult.app import create_app
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.config import Settings
from consult.domain.calendar import moment
from consult.domain.people import Role
from consult.queries import people
from consult.web.links import public_url


@click.command(short_help="Let somebody start consultations.")
@click.argument("email")
@click.option("--name", required=True, help="As it is to be printed: a role is enough.")
@click.option("--of", "slug", help="Make them a clerk of this consultation.", metavar="SLUG")
@here
def clerk(outside: Surroundings, email: str, name: str, slug: str | None) -> None:
    """Let EMAIL start consultations, and with --of run one that is there."""
    now = outside.clock()
    with database(outside.settings, writes=True) as session:
        if slug:
            consultation = consultation_at(session, slug)
            actions.invite(
                session, consultation=consultation, email=email, name=name, role=Role.CLERK, by=None, now=now
            )
            said = f"can start consultations and is a clerk of {slug}"
        else:
            actions.appoint_clerk(session, email=email, name=name, now=now)
            said = "can start consultations"
        person = people.by_email(session, email)
        click.echo(f"{person.name if person else name} ({actions.normal_email(email)}) {said}.")
    click.echo(f"A link to sign in with: consult sign-in-link {actions.normal_email(email)}")


@click.command("sign-in-link", short_help="Print a one-time link to sign in with.")
@click.argument("email")
@here
def sign_in_link(outside: Surroundings, email: str) -> None:
    """Print a link that signs EMAIL in once, to be read out where mail fails."""
    settings, now = outside.settings, outside.clock()
    with database(settings, writes=True) as session:
        token = _token(session, email, now)
    click.echo(addresses(settings, [token])[0])
    click.echo(f"It works once, until {moment(now + actions.LINK_LIFE, settings.timezone)}.", err=True)


def _token(session: Session, email: str, now: datetime) -> str:
    person = people.by_email(session, email)
    if person is None:
        raise Failure(f"Nobody has the address {email}. Those who can sign in are listed by: consult users")
    return actions.link_for(session, person=person, now=now)


def addresses(settings: Settings, tokens: Iterable[str]) -> list[str]:
    """The addresses of one-time links, as the world reaches them."""
    with create_app(settings, serving=False).test_request_context():
        return [public_url("accounts.use_link", token=token) for token in tokens]
