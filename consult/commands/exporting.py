"""`consult export`: the comments digest as a file, or the record behind it."""

import sys
from pathlib import Path

import click

from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.files import write_whole
from consult.pack import formats
from consult.pack.press import RenderFailed

KINDS = tuple(formats.MEDIA_TYPES)


@click.command(short_help="Write the comments digest, or all of the record, to a file.")
@click.argument("slug")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else it is printed.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="Where the file's ending does not say it.")
@here
def export(outside: Surroundings, slug: str, out: Path | None, kind: str | None) -> None:
    """Write the comments digest of SLUG, as the public may read it now, as PDF or HTML.

    As JSON, it is the whole record: draft, people without their addresses, comments, questions and released answers, which
    `consult load` makes into the same consultation elsewhere.
    """
    chosen = _kind(out, kind)
    settings = outside.settings
    with database(settings) as session:
        consultation = consultation_at(session, slug)
        held = formats.contents(session, consultation, chosen, made_at=outside.clock(), timezone=settings.timezone)
    try:
        data = formats.render_as(held, chosen)
    except RenderFailed as error:
        raise Failure(str(error)) from error
    if out is None:
        click.echo(data, nl=False)
        return
    try:
        write_whole(out, data)
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}") from error
    click.echo(str(out))


def _kind(out: Path | None, kind: str | None) -> str:
    """The format meant; raises UsageError where nothing says it, and Failure where there is no place for it."""
    if out is None:
        if kind is None:
            raise click.UsageError("Missing option '--out' or '--format'", click.get_current_context())
        if kind == "pdf" and sys.stdout.isatty():
            raise Failure("A PDF cannot be shown here. Say which file to write with --out")
        return kind
    chosen = kind or out.suffix.lower().removeprefix(".")
    if chosen not in KINDS:
        raise Failure(f"{out} ends in none of .pdf, .html and .json. Say which is meant with --format")
    ensure_folder(out)
    return chosen


def ensure_folder(out: Path) -> None:
    """Raises Failure where there is no folder for a file."""
    if not out.absolute().parent.is_dir():
        raise Failure(f"{out.absolute().parent} is not a folder. Make it first")
