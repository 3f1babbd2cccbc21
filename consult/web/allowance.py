"""What a member may still ask, in words: how many questions, until when, in how many parts (R12)."""

from dataclasses import dataclass
from datetime import date

from consult.actions.question_rules import ensure_within_limits, last_day, limits_of
from consult.domain.calendar import long_day
from consult.domain.permissions import Act, Verdict
from consult.domain.refusals import Refused
from consult.queries import questions
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether the person may ask now, and the panel's rules as they bear on them."""

    may: Verdict
    rules: tuple[str, ...]


def allowance_of(here: Here) -> Allowance:
    """That of the person asking, at this moment."""
    return Allowance(_verdict(here), tuple(_rules(here)))


def today(here: Here) -> date:
    """The day by the panel's clock."""
    return here.now.astimezone(here.zone).date()


def last_day_in_words(here: Here) -> str:
    """ "Questions must be in by the end of Tuesday 9 March 2021."; "" where no notice is asked for, or no meeting named."""
    last = last_day(here.consultation)
    return f"Questions must be in by the end of {long_day(last)}." if last else ""


def _verdict(here: Here) -> Verdict:
    verdict = here.may(Act.ASK)
    if not verdict:
        return verdict
    try:
        ensure_within_limits(here.session, here.consultation, here.actor, today(here))
    except Refused as refusal:
        return Verdict(False, refusal.reason)
    return verdict


def _rules(here: Here) -> list[str]:
    limits, last = limits_of(here.consultation), last_day(here.consultation)
    left = (
        limits.left(questions.count_of_author(here.session, here.consultation, here.person.id)) if limits.each else None
    )
    said = []
    if left is not None:
        said.append(
            f"You may ask {left} {'question' if left == limits.each else 'more question'}{'' if left == 1 else 's'}."
        )
    closes_at = here.consultation.closes_at
    if last is not None and (closes_at is None or last < closes_at.astimezone(here.zone).date()):
        said.append(last_day_in_words(here))
    said.append(f"A question has {'1 part' if limits.parts == 1 else f'{limits.parts} parts'} at most.")
    return said
