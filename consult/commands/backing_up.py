"""`consult backup`: everything that is kept, in one file, while people go on writing."""

from pathlib import Path

import click

from consult.commands.databases import reaching
from consult.commands.exporting import ensure_folder
from consult.commands.failing import Failure
from consult.commands.surroundings import Surroundings, here
from consult.resources import program_version
from consult.store.backups import container, gathering
from consult.store.backups.manifest import Manifest
from consult.store.opening import at_one_moment


@click.command(short_help="Write everything that is kept to one file.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@here
def backup(outside: Surroundings, file: Path, force: bool) -> None:
    """Write everything that is kept, as it is now, to FILE, which `consult restore` makes an installation from.

    People can go on writing meanwhile. The file is there whole or not at all.
    """
    ensure_folder(file)
    if file.exists() and not force:
        raise Failure(f"{file} is there already. Choose another name, or replace it with --force")
    try:
        told = _written(outside, file)
    except OSError as error:
        raise Failure(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{file}: {told.rows} rows of {len(told.parts)} tables, {file.stat().st_size} bytes")


def _written(outside: Surroundings, file: Path) -> Manifest:
    now = outside.clock()
    with (
        reaching(outside.settings),
        at_one_moment(outside.settings) as (connection, schema),
        container.writing(file, now) as writer,
    ):
        return gathering.gather(connection, writer, program=program_version(), schema=schema, now=now)
