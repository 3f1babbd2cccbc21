"""Who takes part, as the clerk looks at them: the panel, the officers of each authority, clerks and observers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from consult.domain.interests import Interest
from consult.domain.people import OFFICERS, PANEL, Role
from consult.domain.places import owners
from consult.queries import drafts, interests, people
from consult.store.interests import Declaration
from consult.store.people import MembershipRow
from consult.web.guards import Here


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of one person."""

    membership_id: int
    name: str
    part: str
    email: str
    signed_in: bool
    interest: str = ""  # what a member of the panel has declared, "" for others


@dataclass(frozen=True, slots=True)
class Group:
    """People under one heading; officers are grouped once more, by authority."""

    heading: str
    what: str
    entries: tuple[Entry, ...] = ()
    authorities: tuple[tuple[str, tuple[Entry, ...]], ...] = ()


_PANEL_ORDER = (Role.CHAIR, Role.MEMBER, Role.CO_OPTED)


def groups(here: Here) -> list[Group]:
    """Everybody who takes part; groups nobody is in are left out."""
    rows = people.taking_part(here.session, here.consultation)
    seen = people.signed_in(here.session, here.consultation)
    declared = interests.every(here.session, here.consultation)
    panel = sorted((r for r in rows if r.role in PANEL), key=lambda r: _PANEL_ORDER.index(Role(r.role)))
    found = [
        Group(
            "Panel",
            "They comment and put questions while the window is open.",
            _with_interests(_entries(panel, seen, with_body=True), panel, declared),
        ),
        Group("Officers", "They answer for their authority.", authorities=tuple(_by_authority(rows, seen))),
        Group("Clerks", "They run the consultation.", _entries(_with(rows, Role.CLERK), seen, with_body=True)),
        Group("Observers", "They read.", _entries(_with(rows, Role.OBSERVER), seen, with_body=True)),
    ]
    return [group for group in found if group.entries or group.authorities]


def authorities_without_officers(here: Here) -> list[str]:
    """The authorities that answer for a part of the draft, or lead, for which nobody is here to answer; by name."""
    about = here.consultation
    staffed = {r.body_id for r in people.taking_part(here.session, about) if r.role in OFFICERS}
    needed = {about.lead_authority_id}
    if about.current_version:
        version = drafts.version(here.session, about, about.current_version)
        needed |= set(owners(drafts.sections(here.session, version), about.lead_authority_id))
    return [body.name for body in people.bodies(here.session) if body.id in needed - staffed]


def _with(rows: Iterable[MembershipRow], role: Role) -> list[MembershipRow]:
    return [row for row in rows if row.role == role]


def _by_authority(rows: Iterable[MembershipRow], seen: set[int]) -> Iterable[tuple[str, tuple[Entry, ...]]]:
    officers = sorted(
        (row for row in rows if row.role in OFFICERS), key=lambda r: (_body(r), r.role != Role.LEAD_OFFICER)
    )
    for body, theirs in groupby(officers, key=_body):
        yield body, _entries(list(theirs), seen, with_body=False)


def _body(row: MembershipRow) -> str:
    return row.body.name if row.body else ""


def _with_interests(
    entries: Iterable[Entry], rows: Iterable[MembershipRow], declared: Mapping[int, Declaration]
) -> tuple[Entry, ...]:
    """What members of the panel have declared (R19)."""
    made = (declared.get(row.person_id) for row in rows)
    return tuple(replace(entry, interest=_in_words(one)) for entry, one in zip(entries, made, strict=True))


def _in_words(declared: Declaration | None) -> str:
    if declared is None:
        return "Has not declared yet"
    words = Interest(declared.interest).wording
    return f"{words}: {declared.text}" if declared.text else words


def _entries(rows: Sequence[MembershipRow], seen: set[int], *, with_body: bool) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            membership_id=row.id,
            name=row.person.name,
            part=", ".join(filter(None, [Role(row.role).wording, _body(row) if with_body else ""])),
            email=row.person.email,
            signed_in=row.person_id in seen,
        )
        for row in rows
    )
