"""`consult redline`: what changed between two versions, as a file."""

from pathlib import Path

import click

from consult.commands.databases import database
from consult.commands.exporting import ensure_folder
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.domain.refusals import NotFound
from consult.files import write_whole
from consult.pack.press import RenderFailed
from consult.pack.redlines import KINDS, gather_redline, render_redline


@click.command(short_help="Write what changed between two versions to a file.")
@click.argument("slug")
@click.option("--from", "old", type=click.IntRange(1), required=True, help="The number of the older version.")
@click.option("--to", "new", type=click.IntRange(1), required=True, help="The number of the newer version.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file: .html or .pdf.")
@click.option("--all", "everything", is_flag=True, help="The whole text, not only what changed.")
@here
def redline(outside: Surroundings, slug: str, old: int, new: int, out: Path, everything: bool) -> None:
    """Write what changed in SLUG from one published version of the draft to another, as HTML or PDF."""
    kind = out.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise Failure(f"{out} ends in neither .html nor .pdf")
    ensure_folder(out)
    if old == new:
        raise Failure(f"--from and --to are both version {old}. Choose two different versions")
    with database(outside.settings) as session:
        consultation = consultation_at(session, slug)
        try:
            paper = gather_redline(session, consultation, old, new, everything=everything)
        except NotFound as error:
            raise Failure(
                f"{slug} has no version {old} or no version {new}: the current one is {consultation.current_version}"
            ) from error
    try:
        write_whole(out, render_redline(paper, kind))
    except RenderFailed as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{out} cannot be written: {error.strerror}") from error
    click.echo(str(out))
