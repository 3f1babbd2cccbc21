"""`consult person export`: everything held about one person, for that person."""

from pathlib import Path

import click

from consult.actions.recording import record
from consult.commands.databases import database
from consult.commands.exporting import ensure_folder
from consult.commands.failing import Failure
from consult.commands.surroundings import Surroundings, here
from consult.files import writing_whole
from consult.pack import personal
from consult.queries import holdings, people

ACT = "export personal data"
"""What the record calls it: somebody's data left the service by the operator's hand."""


@click.group()
def person() -> None:
    """What is held about one person."""


@person.command(short_help="Write everything held about somebody to a file.")
@click.argument("email")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Ends in .json, or .html to be read."
)
@here
def export(outside: Surroundings, email: str, out: Path) -> None:
    """Write everything held about the person at EMAIL, and nothing of others, to a file only you can read.

    That it was done is recorded.
    """
    kind = out.suffix.lower().removeprefix(".")
    if kind not in personal.MEDIA_TYPES:
        raise Failure(f"{out} ends in neither .json nor .html")
    ensure_folder(out)
    settings, now = outside.settings, outside.clock()
    with database(settings, writes=True) as session:
        found = people.by_email(session, email)
        if found is None:
            raise Failure(f"Nobody has the address {email}. Those who can sign in are listed by: consult users")
        record(session, ACT, f"person {found.id}", consultation=None, by=None, now=now)
        held = holdings.of_person(session, found)
    try:
        with writing_whole(out, mode=0o600) as file:
            file.write(personal.render_as(held, kind, made_at=now, timezone=settings.timezone))
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}") from error
    click.echo(str(out))
