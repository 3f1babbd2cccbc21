"""`consult verify`: is this file one of our packs, unaltered, and what has changed since."""

import json
from pathlib import Path

import click

from consult.commands.databases import database
from consult.commands.surroundings import Surroundings, here
from consult.domain.verifying import Verdict
from consult.pack.verifying import verify as verified

EXITS = {Verdict.UNALTERED: 0, Verdict.ALTERED: 3, Verdict.UNRECORDED: 3, Verdict.UNKNOWN: 4}
"""What the command leaves with; 1 and 2 are for what goes wrong, as with every command."""


@click.command(short_help="Say whether a file is one of our packs, and unaltered.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print what is known as JSON, for other programs.")
@click.pass_context
@here
def verify(outside: Surroundings, context: click.Context, file: Path, as_json: bool) -> None:
    """Say whether FILE is a pack of ours, whether a byte of it was altered, and what has changed in the record since.

    Leaves with 0 where it is ours and unaltered, 3 where it was altered or is a draft that is not on record, 4 where it is
    none of ours.
    """
    settings = outside.settings
    with database(settings) as session:
        found = verified(session, file.read_bytes(), now=outside.clock(), timezone=settings.timezone)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        for line in found.in_words(settings.timezone):
            click.echo(line)
    context.exit(EXITS[found.verdict])
