"""`consult audit verify`: is the record of every change as it was written."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlalchemy.orm import Session

from consult.actions.recording import NO_CONSULTATION
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.listing import print_json
from consult.commands.surroundings import Surroundings, here
from consult.domain.audit_chain import FIRST, Broken, Checked, Head, checked
from consult.domain.calendar import moment
from consult.queries import auditing, consultations
from consult.store.people import Person

BROKEN = 3
"""What the command leaves with where a chain does not verify; 1 and 2 are for what goes wrong, as with every command."""

INSTALLATION = "(installation)"
"""The chain of what concerns no consultation."""

_LISTED = 10_000_000  # bytes: what an earlier run printed, of any installation there can be


@click.group()
def audit() -> None:
    """Look into the record of every change."""


@dataclass(frozen=True, slots=True)
class _Chain:
    name: str
    found: Checked
    who: str = ""  # did what stands where it breaks

    def as_json(self) -> dict[str, Any]:
        broken = self.found.broken
        return {
            "chain": self.name,
            "entries": self.found.entries,
            "head": self.found.head,
            "broken": broken and {"sequence": broken.sequence, "why": broken.why, **self._at_it()},
        }

    def _at_it(self) -> dict[str, Any]:
        entry = self.found.broken and self.found.broken.entry
        if not entry:
            return {}
        return {"who": self.who, "act": entry.act, "subject": entry.subject, "at": entry.at.isoformat()}

    def in_words(self, zone: ZoneInfo) -> str:
        broken, many = self.found.broken, f"{self.found.entries} entries"
        if broken is None:
            return f"{self.name}: whole, {many}, head {self.found.head}"
        entry = broken.entry
        said = f" ({entry.act}, {entry.subject}, by {self.who}, {moment(entry.at, zone)})" if entry else ""
        return f"{self.name}: BROKEN at entry {broken.sequence}{said}: {broken.why}. Before it, {many} are whole"


@audit.command(short_help="Say whether the record of every change is as it was written.")
@click.argument("slug", required=False)
@click.option(
    "--kept",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="What an earlier run printed with --json, kept elsewhere: tells of entries that were cut off at the end since.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs and for --kept.")
@click.pass_context
@here
def verify(outside: Surroundings, context: click.Context, slug: str | None, kept: Path | None, as_json: bool) -> None:
    """Go through the record of SLUG, or of everything, and name the first entry of each that is not as it was written.

    Leaves with 0 where all are, and with 3 where one is not.
    """
    heads = _heads_in(kept) if kept else {}
    with database(outside.settings) as session:
        found = list(_one(session, slug, heads) if slug else _all(session, heads))
    if as_json:
        print_json([chain.as_json() for chain in found])
    else:
        for chain in found:
            click.echo(chain.in_words(outside.settings.timezone))
    context.exit(BROKEN if any(chain.found.broken for chain in found) else 0)


def _one(session: Session, slug: str, kept: Mapping[str, Head]) -> Iterator[_Chain]:
    consultation = consultations.by_slug(session, slug)
    heads = [*auditing.heads(session, consultation), *_told(kept, slug)]
    yield _gone_through(session, slug, consultation.id, heads)


def _all(session: Session, kept: Mapping[str, Head]) -> Iterator[_Chain]:
    yield _gone_through(session, INSTALLATION, NO_CONSULTATION, _told(kept, INSTALLATION))
    there = {listed.consultation.id: listed.consultation.slug for listed in consultations.every(session)}
    for slug in there.values():
        yield from _one(session, slug, kept)
    for chain in auditing.chains(session):
        if chain not in there and chain != NO_CONSULTATION:
            yield _Chain(
                f"(chain {chain})", Checked(0, FIRST, Broken(1, "it is the record of no consultation there is"))
            )
    for name in kept.keys() - {INSTALLATION, *there.values()}:
        yield _Chain(name, checked((), _told(kept, name)))


def _told(kept: Mapping[str, Head], name: str) -> list[Head]:
    return [kept[name]] if name in kept else []


def _gone_through(session: Session, name: str, chain: int, heads: list[Head]) -> _Chain:
    found = checked(auditing.entries(session, chain), heads)
    entry = found.broken and found.broken.entry
    if not entry:
        return _Chain(name, found)
    person = session.get(Person, entry.actor_id) if entry.actor_id else None
    return _Chain(name, found, person.name if person else "nobody there is" if entry.actor_id else "the operator")


def _heads_in(file: Path) -> dict[str, Head]:
    """The ends of the chains as an earlier run printed them. Raises Failure where the file holds something else."""
    try:
        if file.stat().st_size > _LISTED:
            raise ValueError
        rows = json.loads(file.read_bytes())
        return {str(row["chain"]): Head(int(row["entries"]), str(row["head"]), "what was kept") for row in rows}
    except (ValueError, TypeError, KeyError) as error:
        raise Failure(f"{file} is not what consult audit verify --json prints") from error
