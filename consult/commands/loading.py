"""`consult load`: a record kept elsewhere, entered in bulk."""

from collections import Counter
from datetime import datetime
from pathlib import PurePath

import click
from sqlalchemy.orm import Session

from consult.actions import loading
from consult.actions.loading import Loaded
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.finding import consultation_at
from consult.commands.listing import as_json as json_option
from consult.commands.listing import print_json
from consult.commands.surroundings import Surroundings, here
from consult.domain.record import Fault, Faulty, Record
from consult.domain.refusals import NotFound
from consult.importing import Unreadable
from consult.importing.records import read_record
from consult.pack.record import gather_record
from consult.queries import consultations
from consult.store.consultations import Consultation

_NOUNS = {
    "people": ("part", "parts"),
    "declarations": ("declaration", "declarations"),
    "comments": ("comment", "comments"),
    "questions": ("question", "questions"),
    "lines of enquiry": ("line of enquiry", "lines of enquiry"),
    "answers": ("answer", "answers"),
    "requests and undertakings": ("request or undertaking", "requests and undertakings"),
    "change log": ("change log entry", "change log entries"),
    "bodies of the partnership": ("body of the partnership", "bodies of the partnership"),
    "recommendations": ("recommendation", "recommendations"),
    "statutory coverage": ("duty covered or explained", "duties covered or explained"),
    "background papers": ("background paper", "background papers"),
}


@click.command(short_help="Enter people, comments, questions and answers in bulk.")
@click.argument("slug")
@click.argument("file")
@json_option
@here
def load(outside: Surroundings, slug: str, file: str, as_json: bool) -> None:
    """Enter a record kept elsewhere into SLUG: all of FILE (- is standard input), or nothing.

    FILE holds one JSON object a line: people, comments, questions and answers. Or it is what `consult export --format json`
    wrote, which makes the consultation SLUG itself. What was loaded before is left as it is.
    """
    data = _read(file)
    try:
        reading = read_record(data)
        with database(outside.settings, writes=True) as session:
            loaded = _enter(session, slug, reading.record, PurePath(file).name, data, outside.clock())
    except Unreadable as error:
        raise Failure(f"{file} cannot be loaded: {error.reason}") from error
    except Faulty as error:
        _report(error.faults)
        raise Failure(f"Nothing was loaded: {_count(len(error.faults), 'fault', 'faults')} in {file}") from error
    _report((*reading.warnings, *loaded.warnings))
    if as_json:
        print_json({"references": loaded.references})
    else:
        click.echo(in_words(loaded, slug))


def _read(file: str) -> bytes:
    try:
        with click.open_file(file, "rb") as opened:
            data: bytes = opened.read()
            return data
    except OSError as error:
        raise Failure(f"{file} cannot be read: {error.strerror}") from error


def _enter(session: Session, slug: str, record: Record, source: str, data: bytes, now: datetime) -> Loaded:
    if record.about is None:
        consultation = consultation_at(session, slug)
        return loading.load(session, consultation=consultation, record=record, source=source, now=now)
    try:
        return _unchanged(session, consultations.by_slug(session, slug), record)
    except NotFound:
        return loading.make(session, slug=slug, record=record, source=source, data=data, now=now)


def _unchanged(session: Session, consultation: Consultation, record: Record) -> Loaded:
    """A whole record is made into a consultation once; the same again changes nothing."""
    if gather_record(session, consultation) != record:
        raise Failure(
            f"{consultation.slug} is there already and is not what the file holds. Load it into another slug, or give "
            "what is to be added as lines"
        )
    ids = [*(line.id for line in record.comments), *(line.id for line in record.questions)]
    return Loaded(dict(zip(ids, ids, strict=True)), Counter(), ())


def _report(told: tuple[Fault, ...]) -> None:
    for fault in told:
        click.echo(f"consult: {' '.join(str(fault).split())}", err=True)


def in_words(loaded: Loaded, slug: str) -> str:
    """What of a record was new."""
    entered = [_count(loaded.new[what], *nouns) for what, nouns in _NOUNS.items() if loaded.new[what]]
    if not entered:
        return f"Everything in it was in {slug} already."
    return f"Loaded {', '.join(entered)} into {slug}."


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
