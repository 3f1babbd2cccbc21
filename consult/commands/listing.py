"""`consult users` and `consult consultations`: what is there."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from consult.actions.allowing import stage
from consult.commands.databases import database
from consult.commands.surroundings import Surroundings, here
from consult.domain.people import Role
from consult.queries import consultations as consultations_read
from consult.queries import people as people_read
from consult.queries.consultations import Listed

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")


@click.command()
@as_json
@here
def users(outside: Surroundings, as_json: bool) -> None:
    """List everyone who can sign in, and the part they take."""
    with database(outside.settings) as session:
        found = people_read.everyone(session)
    if as_json:
        print_json(
            [
                {
                    "email": person.email,
                    "name": person.name,
                    "parts": [{"consultation": slug, "role": role, "body": body} for slug, role, body in person.parts],
                }
                for person in found
            ]
        )
        return
    rows = []
    for person in found:
        for slug, role, body in person.parts or (("", "", ""),):
            rows.append((person.email, person.name, slug, Role(role).wording if role else "", body))
    print_table(
        ("E-mail", "Name", "Consultation", "Role", "Council or authority"), rows, empty="Nobody can sign in yet."
    )


@click.command()
@as_json
@here
def consultations(outside: Surroundings, as_json: bool) -> None:
    """List the consultations, with their windows and counts."""
    settings, now = outside.settings, outside.clock()
    with database(settings) as session:
        found = consultations_read.every(session)
        if as_json:
            print_json([_as_json(listed, now, settings.timezone) for listed in found])
            return
        rows = [_as_row(listed, now, settings.timezone) for listed in found]
    heads = ("Slug", "Stage", "Draft", "Comments", "Questions", "Opens", "Closes")
    print_table(heads, rows, empty="There are no consultations yet.")


def _as_json(listed: Listed, now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    about = listed.consultation
    return {
        "slug": about.slug,
        "title": about.title,
        "stage": stage(about, now).value,
        "version": about.current_version,
        "comments": listed.comments,
        "questions": listed.questions,
        "opens_at": about.opens_at.astimezone(zone).isoformat() if about.opens_at else None,
        "closes_at": about.closes_at.astimezone(zone).isoformat() if about.closes_at else None,
    }


def _as_row(listed: Listed, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    about = listed.consultation
    times = (f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "not set" for at in (about.opens_at, about.closes_at))
    version = f"version {about.current_version}" if about.current_version else "none yet"
    return (about.slug, stage(about, now).wording, version, str(listed.comments), str(listed.questions), *times)


def print_json(value: Any) -> None:
    """As every command prints JSON: letters as they are, two spaces, a line end."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str) -> None:
    """Aligned columns under their headings; `empty` where there are no rows."""
    if not rows:
        click.echo(empty)
        return
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    for row in (heads, *rows):
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
