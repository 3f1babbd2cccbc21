"""The versions of an answer as their page shows them: each as a change from the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.actions.naming import subject_of
from consult.domain.dispositions import Disposition
from consult.domain.redline import Piece, changes
from consult.domain.visibility import sees_version
from consult.queries import records, versions
from consult.queries.versions import Version
from consult.web.answering import Item
from consult.web.guards import Here

_BECAME = {"approve": "Approved", "send back": "Sent back", "release": "Released"}


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version in words. Of its events: what became of it, who did it, when, and why."""

    number: int
    by: str
    at: datetime
    disposition: str
    text: tuple[Piece, ...]
    reason: tuple[Piece, ...]
    wording: tuple[Piece, ...]
    events: tuple[tuple[str, str, datetime, str], ...]
    redacted: bool = False  # the clerk took words out of it


def versions_shown(here: Here, item: Item, authority_id: int, *, holding: bool) -> list[VersionShown]:
    """Those the viewer may read, the latest first; [] for those who may read none."""
    told = versions.versions(here.session, here.consultation, item, authority_id, holding=holding)
    readable = [one for one in told if sees_version(here.actor, authority_id=authority_id, approved=one.approved)]
    return list(reversed(list(_shown(readable))))


def versions_erased(here: Here, item: Item) -> bool:
    """True where there were answers, and what they said before was personal data whose time has passed (R23)."""
    told = records.of_subject(here.session, here.consultation, subject_of(item))
    return any(entry.act == "answer" and entry.erased and not entry.redacted for entry in told)


def _shown(readable: Sequence[Version]) -> Iterator[VersionShown]:
    for before, one in zip([None, *readable], readable, strict=False):
        yield VersionShown(
            number=one.revision,
            by=one.by,
            at=one.at,
            disposition=Disposition(one.disposition).wording if one.disposition else "",
            text=changes(before.text if before else one.text, one.text),
            reason=changes(before.reason if before else one.reason, one.reason),
            wording=changes(before.wording if before else one.wording, one.wording),
            events=tuple((_BECAME[event.act], event.by, event.at, event.reason) for event in one.events),
            redacted=one.redacted,
        )
