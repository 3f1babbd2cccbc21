"""`consult retention`: what is kept longer than it needs to be, and taking it away."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click
from sqlalchemy.orm import Session

from consult.actions import erasing_people
from consult.actions.retaining import Retention
from consult.commands.databases import database
from consult.commands.failing import Failure
from consult.commands.listing import print_json
from consult.commands.surroundings import Surroundings, here
from consult.domain.calendar import short_day
from consult.domain.retention import Due, Periods, Rule
from consult.jobs import retaining as outside_tables
from consult.queries import consultations


@click.command(short_help="Say, or do, what is to be erased by now.")
@click.option("--dry-run", "how", flag_value="dry-run", help="Say what would go, and when; change nothing.")
@click.option("--apply", "how", flag_value="apply", help="Take away what is due.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for other programs.")
@here
def retention(outside: Surroundings, how: str | None, as_json: bool) -> None:
    """Erase personal data and remove papers whose time has passed: of every consultation, with the day and the rule.

    Run it every night with --apply. Broken off, it is taken up by the next run; what is done is done once.
    """
    if how is None:
        raise click.UsageError("Say --dry-run or --apply", click.get_current_context())
    settings = outside.settings
    with database(settings) as session:
        found = _rules(outside, session).found()
    done = _carried_out(outside, found) if how == "apply" else {}
    if as_json:
        print_json([_as_json(due, settings.periods, done.get(at)) for at, due in enumerate(found)])
    else:
        for line in _lines(found, settings.periods, done, dry=how != "apply"):
            click.echo(line)
    if how == "apply" and not outside_tables.compact(settings):
        raise Failure("What was erased may stand in the database file still: others were reading it. Run this again")


def _rules(outside: Surroundings, session: Session) -> Retention:
    return Retention(session, outside.settings.periods, outside.clock(), outside.settings.timezone)


def _carried_out(outside: Surroundings, found: Sequence[Due]) -> dict[int, Mapping[str, int]]:
    """Each in a transaction of its own; what was taken, by the place in the list. What lies in files goes first."""
    settings, done = outside.settings, {}
    _clear_files(outside, found)
    for at, due in enumerate(found):
        if due.is_due:
            with database(settings, writes=True) as session:
                done[at] = _rules(outside, session).carry_out(due)
    return done


def _clear_files(outside: Surroundings, found: Sequence[Due]) -> None:
    """Also for what an earlier run erased: should that have been broken off, they are still there."""
    settings = outside.settings
    past = {due.consultation for due in found if due.rule is Rule.PERSONAL and due.on and due.on <= due.today}
    with database(settings) as session:
        ids = [one.consultation.id for one in consultations.every(session) if one.consultation.slug in past]
        addresses = [person.email for person in erasing_people.to_erase(session, ids)]
    outside_tables.forget_layouts(settings, ids)
    for file in outside_tables.letters_in_files(settings, addresses, now=outside.clock()):
        file.unlink(missing_ok=True)


def _as_json(due: Due, periods: Periods, done: Mapping[str, int] | None) -> dict[str, Any]:
    return {
        "consultation": due.consultation or None,
        "rule": due.rule.value,
        "why": due.rule.in_words(periods),
        "on": due.on.isoformat() if due.on else None,
        "due": due.is_due,
        "what": dict(due.what),
        "done": None if done is None else dict(done),
    }


def _lines(
    found: Sequence[Due], periods: Periods, done: Mapping[int, Mapping[str, int]], *, dry: bool
) -> Iterator[str]:
    shown = ""
    there = [(at, due) for at, due in enumerate(found) if due.what or done.get(at)]
    for at, due in there:
        name = due.consultation or "The whole installation"
        if name != shown:
            yield name
            shown = name
        yield f"  {_when(due, dry=dry)}: {due.rule.value}, {due.rule.in_words(periods)}"
        taken = done.get(at, due.what)
        yield f"    {', '.join(f'{count} {what}' for what, count in taken.items()) or 'nothing left'}"
    if not there:
        yield "Nothing is kept that has a day to go."


def _when(due: Due, *, dry: bool) -> str:
    if not due.is_due:
        return f"On {short_day(due.on)}" if due.on else "Not yet"
    return "Due" if dry else "Done"
