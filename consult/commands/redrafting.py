"""`consult import --as-version`: a redraft, and what becomes of every paragraph and comment in it."""

from collections import Counter
from typing import Any

import click

from consult.actions import drafts as actions
from consult.actions import redrafts
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.listing import print_json
from consult.commands.surroundings import Surroundings
from consult.domain.draft import Draft
from consult.mail.redrafts import tell_members
from consult.present.redrafting import account


def redraft(
    outside: Surroundings, draft: Draft, name: str, source: bytes, slug: str | None, *, dry_run: bool, as_json: bool
) -> None:
    """Publishes a draft as the version after the current one, or (`dry_run`) only tells what would become of what."""
    if slug is None:
        raise click.UsageError(
            "Missing option '--into': which consultation is it a version of?", click.get_current_context()
        )
    now = outside.clock()
    with database(outside.settings, writes=True) as session:
        consultation = consultation_at(session, slug)
        if consultation.current_version == 0:
            raise Failure(f"{slug} has no version of the draft yet. Import the first without --as-version")
        version = actions.import_draft(
            session, consultation=consultation, draft=draft, source_name=name, source=source, by=None, now=now
        )
        redrafts.plan(session, consultation=consultation, version=version, by=None, now=now)
        told = account(session, consultation, version)
        number = None
        if dry_run:
            session.rollback()
        else:
            actions.publish(session, consultation=consultation, version=version, by=None, now=now, looked_at=False)
            number = version.number
            address = f"{outside.settings.public_url.rstrip('/')}/{slug}/".__add__
            tell_members(session, consultation, version, address=address, zone=outside.settings.timezone, now=now)
    if as_json:
        print_json(told | ({"slug": slug, "version": number} if number else {}))
    else:
        _tell(told, slug, number)


def _tell(told: dict[str, Any], slug: str, number: int | None) -> None:
    fates = Counter(line["was"] for line in told["paragraphs"])
    states = Counter(line["state"] for line in told["comments"])
    click.echo("Paragraphs: " + (", ".join(f"{count} {was}" for was, count in fates.items()) or "none"))
    click.echo("Comments: " + (", ".join(f"{count} {state}" for state, count in states.items()) or "none"))
    for line in told["comments"]:
        if line["review"]:
            click.echo(f"  {line['reference']}: {line['why']}")
    if number:
        click.echo(f"Published as version {number} of {slug}.")
