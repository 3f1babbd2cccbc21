"""`consult restore`: an empty installation filled from a backup, whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import Connection

from consult.app import create_database_app
from consult.commands.databases import reaching
from consult.commands.failing import Failure
from consult.commands.migrating import bring_to
from consult.commands.surroundings import Surroundings, here
from consult.config import Settings
from consult.store import keys
from consult.store.backups import container, laying
from consult.store.backups.container import Reader
from consult.store.backups.manifest import Manifest, Unfit
from consult.store.base import WRITES, db
from consult.store.opening import is_known, newest


@click.command(short_help="Fill an empty installation from a backup.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--check", is_flag=True, help="Only read FILE through and say whether it can be restored from.")
@here
def restore(outside: Surroundings, file: Path, check: bool) -> None:
    """Fill an installation in which nothing is kept yet from FILE, which `consult backup` wrote.

    The database may be another kind than the one that was backed up. Tables of an earlier version are brought up to date.
    Everybody signs in anew.
    """
    with _backup(file) as backup:
        if check:
            for part in backup.manifest.parts:
                for _ in backup.lines(part):
                    pass
            click.echo(f"{file} is whole: {_in_words(backup.manifest)}")
            return
        _fill(outside.settings, backup)
        click.echo(f"Restored {_in_words(backup.manifest)}. The database is at version {newest()}.")


@contextmanager
def _backup(file: Path) -> Iterator[Reader]:
    """Raises Failure where nothing can be restored from the file."""
    try:
        with container.reading(file) as backup:
            made_at = backup.manifest.schema
            if not is_known(made_at):
                raise Unfit(f"it is of version {made_at}, which a newer consult made. Install that consult")
            yield backup
    except Unfit as error:
        raise Failure(f"{file} cannot be restored from: {error}") from error


def _fill(settings: Settings, backup: Reader) -> None:
    """Raises Failure where something is kept there already, and then changes nothing."""
    with reaching(settings):
        app = create_database_app(settings)
        with app.app_context():
            try:
                _fill_database(app, backup)
            finally:
                db.engine.dispose()
    _forget_derived(settings.instance)


def _fill_database(app: Flask, backup: Reader) -> None:
    writing = db.engine.connect().execution_options(**{WRITES: True})
    with writing as connection, keys.at_rest(connection), connection.begin():
        _fill_from(app, connection, backup)


def _fill_from(app: Flask, connection: Connection, backup: Reader) -> None:
    if not laying.is_empty(connection):
        raise Failure("Something is kept here already. Restore into an installation in which nothing is")
    laying.clear(connection)
    bring_to(app, backup.manifest.schema, connection, bare=True)
    laying.lay(connection, backup)
    bring_to(app, "head", connection)


def _forget_derived(instance: Path) -> None:
    """What an earlier database left beside it: its queue, and parts of its papers."""
    for left in instance.glob("jobs.sqlite*"):
        left.unlink()
    shutil.rmtree(instance / "layouts", ignore_errors=True)


def _in_words(told: Manifest) -> str:
    return f"{told.rows} rows of {len(told.parts)} tables, as they were at {told.taken_at:%Y-%m-%d %H:%M:%S} UTC"
