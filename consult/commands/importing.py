"""`consult import`: a draft from a file."""

from datetime import datetime
from pathlib import PurePath
from typing import Any

import click
from sqlalchemy.orm import Session

from consult.actions import consultations as consultation_actions
from consult.actions import drafts as actions
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.listing import as_json as json_option
from consult.commands.listing import print_json
from consult.commands.redrafting import redraft
from consult.commands.surroundings import Surroundings, here
from consult.domain.draft import Draft
from consult.domain.refusals import NotFound
from consult.importing import Unreadable, as_json, read_draft
from consult.queries import consultations, redrafts
from consult.store.consultations import Consultation


@click.command("import", short_help="Read a draft and publish it as a version.")
@click.argument("file")
@click.option("--into", "slug", metavar="SLUG", help="The consultation it is for; a new one is started.")
@click.option("--title", help="The draft's title, in place of the one in the file.")
@click.option("--as-version", is_flag=True, help="It follows a version that has comments: they are carried to it.")
@click.option("--dry-run", is_flag=True, help="Show what was read and store nothing.")
@json_option
@here
def import_draft(
    outside: Surroundings,
    file: str,
    slug: str | None,
    title: str | None,
    as_version: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read a draft from FILE (Word .docx, Markdown or HTML; - is standard input) and publish it as a version.

    Look at it with --dry-run first: once published, its text does not change. With --as-version everything said on the
    version before goes with it; what somebody should look at is listed for the clerk, who can put it right.
    """
    source, draft = _read(file, title)
    if as_version:
        redraft(outside, draft, PurePath(file).name, source, slug, dry_run=dry_run, as_json=as_json)
        return
    stored = None if dry_run else _store(outside, draft, file, source, slug)
    if as_json:
        print_json(_as_json(draft, stored))
    else:
        _tell(draft, stored)


def _read(file: str, title: str | None) -> tuple[bytes, Draft]:
    """The file's bytes ("-" is standard input) and the draft in them."""
    try:
        with click.open_file(file, "rb") as opened:
            source: bytes = opened.read()
        return source, read_draft(source, file, title)
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}") from error
    except Unreadable as error:
        raise Failure(f"{file} cannot be read: {error.reason}") from error


def _as_json(draft: Draft, stored: tuple[str, int] | None) -> dict[str, Any]:
    return as_json(draft) | ({"slug": stored[0], "version": stored[1]} if stored else {})


def _store(outside: Surroundings, draft: Draft, file: str, source: bytes, slug: str | None) -> tuple[str, int]:
    """Where it was stored: the consultation's slug and the number of the version."""
    now = outside.clock()
    with database(outside.settings, writes=True) as session:
        consultation = _consultation(session, draft, slug or consultation_actions.slug_of(draft.title), now)
        version = actions.import_draft(
            session, consultation=consultation, draft=draft, source_name=PurePath(file).name, source=source,
            by=None, now=now,
        )  # fmt: skip
        if redrafts.has_comments(session, consultation):
            raise Failure(
                f"Comments have been made on version {consultation.current_version}. Add --as-version to carry them to this one"
            )
        actions.publish(session, consultation=consultation, version=version, by=None, now=now)
        return consultation.slug, consultation.current_version


def _consultation(session: Session, draft: Draft, slug: str, now: datetime) -> Consultation:
    try:
        return consultations.by_slug(session, slug)
    except NotFound:
        particulars = consultation_actions.Particulars(title=draft.title)
        return consultation_actions.start(session, slug=slug, particulars=particulars, by=None, now=now)


def _tell(draft: Draft, stored: tuple[str, int] | None) -> None:
    numbered = [p.label for section in draft.sections for p in section.paragraphs if p.label]
    span = f", {numbered[0]} to {numbered[-1]}" if len(numbered) > 1 else ""
    click.echo(draft.title)
    click.echo(f"{_count(len(draft.sections), 'section')}, {_count(len(numbered), 'numbered paragraph')}{span}")
    for section in draft.sections:
        heading = f"{section.number} {section.heading}".strip()
        click.echo(f"{'  ' * section.level}{heading} ({len(section.paragraphs)})")
    click.echo(f"{len(draft.warnings)} to check" if draft.warnings else "Nothing to check")
    for warning in draft.warnings:
        click.echo(f"  {warning.where}: {' '.join(warning.what.split())}")
    if stored:
        click.echo(f"Published as version {stored[1]} of {stored[0]}.")


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
