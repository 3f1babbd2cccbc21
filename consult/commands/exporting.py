"""`consult export`: the comments digest as a file, or the record behind it."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.surroundings import Surroundings, here
from consult.domain.pack_options import EXEMPT, PUBLIC, Options, Order
from consult.files import write_whole
from consult.jobs.packs import drafted
from consult.pack import enclosures, formats
from consult.pack.attachments import Attachment
from consult.pack.press import RenderFailed
from consult.queries import people
from consult.store.consultations import Consultation

KINDS = tuple(formats.MEDIA_TYPES)
_CHOICES = (
    click.option(
        "--part", type=click.Choice([str(PUBLIC), str(EXEMPT)]), default=str(PUBLIC), help="Part 2 is exempt."
    ),
    click.option("--order", type=click.Choice([order.value for order in Order]), default=Order.DRAFT.value),
    click.option("--whole-draft", is_flag=True, help="Every paragraph, also those nobody commented on."),
    click.option("--only-unanswered", is_flag=True, help="Only what is unanswered."),
    click.option("--authority", metavar="NAME", help="Only what is put to that authority."),
    click.option("--meeting", "meeting_on", type=click.DateTime(["%Y-%m-%d"]), help="Only what is for that meeting."),
    click.option("--large-print", is_flag=True, help="In 18 point."),
)


def choices(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the choices of a pack, as it is made on the clerk's page."""
    for option in reversed(_CHOICES):
        command = option(command)
    return command


@click.command(short_help="Write the comments digest, or all of the record, to a file.")
@click.argument("slug")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write; else it is printed.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="Where the file's ending does not say it.")
@choices
@here
def export(outside: Surroundings, /, slug: str, out: Path | None, kind: str | None, **chosen: Any) -> None:
    """Write the comments digest of SLUG, as the public may read it now: as a draft, with what is chosen.

    As JSON, it is the whole record, whatever is chosen: draft, people without their addresses, comments, questions and
    released answers, which `consult load` makes into the same consultation elsewhere.
    """
    form = _kind(out, kind)
    settings = outside.settings
    with database(settings) as session:
        consultation = consultation_at(session, slug)
        options = _options(session, consultation, outside.clock(), **chosen)
        held, enclosed = _contents(session, consultation, form, options, outside)
    try:
        data = formats.render_as(held, form, attachments=enclosed)
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


def _contents(
    session: Session, consultation: Consultation, kind: str, options: Options, outside: Surroundings
) -> tuple[formats.Contents, tuple[Attachment, ...]]:
    settings, now = outside.settings, outside.clock()
    publication = drafted(session, consultation, settings)
    if kind == "pdf":
        digest, told = enclosures.gathered(
            session, consultation, options=options, publication=publication, made_at=now, timezone=settings.timezone
        )
        return digest, enclosures.enclosed(digest, told)
    held = formats.contents(
        session, consultation, kind, made_at=now, timezone=settings.timezone, options=options, publication=publication
    )
    return held, ()


def _options(
    session: Session, consultation: Consultation, now: datetime, *, part: str, order: str, authority: str | None,
    meeting_on: datetime | None, **flags: bool,
) -> Options:  # fmt: skip
    """What was chosen. Raises Failure where there is no such authority."""
    found = None
    if authority is not None:
        names = {body.name: body.id for body in people.authorities(session, consultation, now.date())}
        if authority not in names:
            raise Failure(f"There is no authority {authority} here. There is: {', '.join(sorted(names))}")
        found = names[authority]
    day = meeting_on.date() if meeting_on else None
    return Options(part=int(part), order=Order(order), authority_id=found, meeting_on=day, **flags)


def _kind(out: Path | None, kind: str | None) -> str:
    """The format meant; raises UsageError where nothing says it, and Failure where there is no place for it."""
    if out is None:
        if kind is None:
            raise click.UsageError("Missing option '--out' or '--format'", click.get_current_context())
        if kind in ("pdf", "docx", "xlsx") and sys.stdout.isatty():
            raise Failure(f"A file of that kind ({kind}) cannot be shown here. Say which file to write with --out")
        return kind
    chosen = kind or out.suffix.lower().removeprefix(".")
    if chosen not in KINDS:
        endings = [f".{one}" for one in KINDS if "-" not in one]
        said = f"{', '.join(endings[:-1])} and {endings[-1]}"
        raise Failure(f"{out} ends in none of {said}. Say which is meant with --format")
    ensure_folder(out)
    return chosen


def ensure_folder(out: Path) -> None:
    """Raises Failure where there is no folder for a file."""
    if not out.absolute().parent.is_dir():
        raise Failure(f"{out.absolute().parent} is not a folder. Make it first")
