"""`consult export`: the comments digest as a file."""

from pathlib import Path

import click

from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.files import write_whole
from consult.pack import formats
from consult.pack.gather import gather
from consult.pack.pdf import RenderFailed

KINDS = tuple(formats.MEDIA_TYPES)


@click.command(short_help="Write the comments digest to a file.")
@click.argument("slug")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="Where the file's ending does not say it.")
@here
def export(outside: Surroundings, slug: str, out: Path, kind: str | None) -> None:
    """Write the comments digest of SLUG, as the public may read it now, to a PDF, HTML or JSON file."""
    chosen = kind or out.suffix.lower().removeprefix(".")
    if chosen not in KINDS:
        raise Failure(f"{out} ends in none of .pdf, .html and .json. Say which is meant with --format")
    if not out.absolute().parent.is_dir():
        raise Failure(f"{out.absolute().parent} is not a folder. Make it first")
    settings = outside.settings
    with database(settings) as session:
        digest = gather(session, consultation_at(session, slug), made_at=outside.clock(), timezone=settings.timezone)
    try:
        data = formats.render_as(digest, chosen)
    except RenderFailed as error:
        raise Failure(str(error)) from error
    try:
        write_whole(out, data)
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}") from error
    click.echo(str(out))
