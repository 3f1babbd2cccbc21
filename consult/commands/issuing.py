"""`consult issue`: the pack is issued from the command line, past the same gate."""

import click

from consult.actions import issuing
from consult.actions.issuing import Terms
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.domain.refusals import Refused
from consult.jobs import packs
from consult.queries import issued, people


@click.command(short_help="Issue the pack of a consultation.")
@click.argument("slug")
@click.option("--by", "email", required=True, metavar="EMAIL", help="The clerk who issues it.")
@click.option("--urgency", default="", metavar="REASON", help="The chair's reason, where it is published late.")
@click.option("--supplementary", is_flag=True, help="Only what came or changed since the pack before.")
@here
def issue(outside: Surroundings, slug: str, email: str, urgency: str, supplementary: bool) -> None:
    """Issue the pack of SLUG: number it, make every part and format from one moment of the record, and seal it.

    This cannot be undone. Members and officers are told by the letters that the service sends.
    """
    settings, now = outside.settings, outside.clock()
    terms = Terms(supplementary=supplementary, urgency=urgency, clear_days=settings.clear_days)
    with database(settings, writes=True) as session:
        consultation = consultation_at(session, slug)
        by = people.actor_by_email(session, email, consultation)
        today = now.astimezone(settings.timezone).date()
        try:
            row, lead = issuing.issue(session, consultation=consultation, terms=terms, today=today, by=by, now=now)
        except Refused as refusal:
            raise Failure(refusal.reason) from refusal
        number, lead_id = row.number, lead.id
        session.commit()
        packs.make(session, lead_id, clock=outside.clock, settings=settings)
        made = issued.by_number(session, consultation, number)
        if made.state != "issued":
            raise Failure(f"Pack {number} was not issued. {made.failure}")
        click.echo(f"Pack {number} is issued.")
        for file in made.files:
            click.echo(f"{file.sha256}  part {file.part}, {file.format}")
