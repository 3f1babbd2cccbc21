"""What stands beside an item's reference, on a page as on a paper: late, on behalf, rejected, exempt, redacted, withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from consult.actions.allowing import Contribution
from consult.domain.arriving import Way
from consult.domain.calendar import short_day
from consult.domain.exemption import Sealed
from consult.domain.lifecycle import ItemState
from consult.domain.people import Actor
from consult.domain.questions import WAITING
from consult.domain.rejections import Rejection
from consult.domain.visibility import sees_exempt, sees_rejected, sees_waiting
from consult.store.questions import Question
from consult.store.sealing import Exemption

LATE, ON_BEHALF, REDACTED = "Late", "On behalf", "Redacted"

ASIDE = frozenset({LATE, ON_BEHALF, REDACTED})
"""The marks of what is shown all the same; each of the others takes the place of an item's words."""


@dataclass(frozen=True, slots=True)
class About:
    """The marks, a note that explains each where it needs one, and whether the item's words are hidden from the viewer."""

    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    hidden: bool = False


def about(item: Contribution, viewer: Actor | None, authorities: frozenset[int], zone: ZoneInfo) -> About:
    """What `viewer` is told of an item put to `authorities`; its exemption and redactions must be loaded."""
    sealed = sealed_as(item.exemption)
    if item.state == ItemState.WITHDRAWN.value:
        hidden = True
    elif item.state == ItemState.REJECTED.value:
        hidden = not sees_rejected(viewer, author_id=item.author_id)
    else:
        hidden = waits(item) and not sees_waiting(viewer)
    if sealed and not sees_exempt(viewer, authorities=authorities):
        hidden = True
    told = tuple(_told(item, sealed, zone, inside=sees_rejected(viewer, author_id=item.author_id)))
    notes = tuple(note for mark, note in told if note and (mark in _OPEN or not (sealed and hidden)))
    return About(tuple(mark for mark, _ in told), notes, hidden)


_OPEN = {ItemState.REJECTED.wording}
"""The marks whose note is told even of exempt matter: it is one of a list. Other notes may say what the matter is."""


def waits(item: Contribution) -> bool:
    """True of a question the clerk has still to accept: no authority has it yet (R12)."""
    return isinstance(item, Question) and item.state == ItemState.RECEIVED.value and item.accepted_at is None


def sealed_as(exemption: Exemption | None) -> Sealed | None:
    """Why something is not for the public; None where it is."""
    return None if exemption is None else Sealed(exemption.paragraph, exemption.reason)


def _told(item: Contribution, sealed: Sealed | None, zone: ZoneInfo, *, inside: bool) -> Iterator[tuple[str, str]]:
    """Each mark with its note ("" for none). `inside`: for its author and the clerk."""
    if item.state != ItemState.RECEIVED.value:
        yield ItemState(item.state).wording, _rejected(item, inside=inside) if item.rejection else ""
    elif waits(item):
        yield WAITING, ""
    if sealed:
        yield sealed.mark, f"Why it is kept from the public: {sealed.reason}" if sealed.reason else ""
    if item.late_reason:
        yield LATE, f"Taken after the closing date: {item.late_reason}"
    if item.came_by and item.came_at:
        came = short_day(item.came_at.astimezone(zone).date())
        yield ON_BEHALF, f"It came {Way(item.came_by).wording} on {came} and was entered by the clerk."
    for redaction in item.redactions:
        yield REDACTED, f"Words redacted by the clerk: {redaction.reason}"


def _rejected(item: Contribution, *, inside: bool) -> str:
    why = f"Rejected: {_lower(Rejection(item.rejection).wording)}."
    return (
        f"{why} The clerk adds, for its author alone: {item.rejection_note}" if inside and item.rejection_note else why
    )


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
