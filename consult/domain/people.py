"""Who takes part in a consultation, and as what."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A part somebody plays in one consultation; the same person can play another part elsewhere."""

    MEMBER = "member"
    CO_OPTED = "co-opted"
    CHAIR = "chair"
    CLERK = "clerk"
    LEAD_OFFICER = "lead-officer"
    OFFICER = "officer"
    OBSERVER = "observer"

    @property
    def wording(self) -> str:
        """As screens and papers write it."""
        return _WORDING[self]


_WORDING = {
    Role.MEMBER: "Panel member",
    Role.CO_OPTED: "Co-opted member",
    Role.CHAIR: "Chair",
    Role.CLERK: "Clerk",
    Role.LEAD_OFFICER: "Lead officer",
    Role.OFFICER: "Responding officer",
    Role.OBSERVER: "Observer",
}

PANEL = frozenset({Role.MEMBER, Role.CO_OPTED, Role.CHAIR})
"""Those who comment and ask."""

OFFICERS = frozenset({Role.LEAD_OFFICER, Role.OFFICER})
"""Those who answer for a responsible authority."""

NEEDS_BODY = frozenset({Role.MEMBER, Role.CHAIR}) | OFFICERS
"""A member speaks for the council that appointed them, an officer for an authority; others may stand alone."""


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of one person in one consultation; `body_id` is the appointing council or the responsible authority."""

    role: Role
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """The person acting, with the roles they hold in the consultation acted on.

    `loaded`: what they did elsewhere is entered on their behalf by the operator, at the time it was done (`consult load`).
    `convenes`: they may start consultations of their own. `operates`: the operator, at the command line (`OPERATOR`).
    """

    person_id: int
    name: str
    memberships: tuple[Membership, ...] = ()
    loaded: bool = False
    convenes: bool = False
    operates: bool = False

    def holds(self, roles: frozenset[Role]) -> bool:
        """True when one of their roles here is among `roles`."""
        return any(membership.role in roles for membership in self.memberships)

    def authorities(self, roles: frozenset[Role] = OFFICERS) -> frozenset[int]:
        """The ids of the bodies they act for in one of `roles`."""
        return frozenset(m.body_id for m in self.memberships if m.role in roles and m.body_id is not None)


OPERATOR = Actor(0, "The operator", operates=True)
"""Whoever runs the service, at the command line: takes part in nothing, and does what the table says an operator may do."""
