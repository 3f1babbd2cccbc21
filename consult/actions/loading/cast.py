"""Who is who in a record, and for whom they can speak."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from consult.actions import people as actions
from consult.domain.people import OFFICERS, PANEL, Actor, Membership, Role
from consult.domain.record import Part
from consult.domain.refusals import Refused
from consult.queries import people
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Person


class Cast:
    """Everyone who has, or had, a part in a consultation; those a record names are invited into it.

    Who is not named by an e-mail address has one made: person-3 of "strategy" is person-3@strategy.invalid, which can never
    be written to (RFC 2606).
    """

    def __init__(self, session: Session, consultation: Consultation) -> None:
        self.session, self.consultation = session, consultation
        self._parts: dict[str, list[tuple[Person, Role, Body | None]]] = {}
        for row in people.parts_ever(session, consultation):
            self._add(row.person, row)
        self._bodies = {body.name.casefold(): body for body in people.bodies(session)}

    def _add(self, person: Person, row: MembershipRow) -> None:
        parts = self._parts.setdefault(person.email, [])
        parts.append((person, Role(row.role), row.body))

    def invite(self, part: Part, *, now: datetime) -> bool:
        """Gives somebody a part; False where they had it. Raises Refused where a council or authority is wanted."""
        address = address_of(part.who, self.consultation)
        body = self._bodies.get(part.body.casefold())
        known = {(role, its.id if its else None) for _, role, its in self._parts.get(address, ())}
        if (part.role, body.id if body else None) in known:
            return False
        row = actions.invite(
            self.session, consultation=self.consultation, email=address, name=part.name, role=part.role,
            body=body.name if body else part.body, by=None, now=now,
        )  # fmt: skip
        self.session.refresh(row, ["person", "body"])
        if row.body is not None:
            self._bodies[row.body.name.casefold()] = row.body
        self._add(row.person, row)
        return True

    def body(self, name: str) -> Body | None:
        """The council or authority of that name, whatever its capitals."""
        return self._bodies.get(name.casefold())

    def name_body(self, name: str) -> Body:
        """The same, made where it is new."""
        body = self.body(name) or actions.body_named(self.session, name)
        self._bodies[body.name.casefold()] = body
        return body

    def member(self, who: str, body: str | None) -> Actor:
        """Somebody as a member of the panel, speaking for `body` (None: for their own). Raises Refused where they are none."""
        own = [(person, role, its) for person, role, its in self._of(who) if role in PANEL]
        fitting = [part for part in own if body is None or (part[2].name if part[2] else "") == body]
        if not fitting:
            what = "is not on the panel" if not own else f"does not speak for {body or 'nobody but themselves'}"
            raise Refused(f"{who} {what}. Add a line of type person that says so.")
        return _loaded(fitting[0])

    def officer(self, who: str, authorities: Sequence[int] | None, named: str | None = None) -> tuple[Actor, int]:
        """Somebody as an officer of the one of `authorities` (None: of any) they answer for, and its id.

        Raises Refused where they answer for none of them, or for several and none is `named`.
        """
        own = {its.id: (person, Role.OFFICER, its) for person, role, its in self._of(who) if role in OFFICERS and its}
        if not own:
            raise Refused(f"{who} answers for no authority. Add a line of type person with the role officer.")
        if named is not None:
            body = self.body(named)
            own = {n: part for n, part in own.items() if body is not None and n == body.id}
            if not own:
                raise Refused(f"{who} does not answer for {named}. Add a line of type person that says so.")
        fitting = {n: part for n, part in own.items() if authorities is None or n in authorities}
        if not fitting:
            theirs = " and ".join(its.name for _, _, its in own.values())
            raise Refused(f"It was put to another authority; {who} answers for {theirs}.")
        if len(fitting) > 1:
            raise Refused(f"{who} answers for more than one authority. Say which with “authority”.")
        authority_id = next(iter(fitting))
        return _loaded(fitting[authority_id]), authority_id

    def anyone(self, who: str) -> Actor:
        """Somebody with all the parts they have, or had. Raises Refused where they take no part."""
        parts = self._of(who)
        held = tuple(Membership(role, body.id if body else None) for _, role, body in parts)
        return Actor(parts[0][0].id, parts[0][0].name, held, loaded=True)

    def standing_in(self, role: Role, authority_id: int | None, otherwise: Actor) -> Actor:
        """On whose behalf the operator approves or releases: the first with that role, or else who wrote the answer."""
        for parts in self._parts.values():
            for person, its_role, body in parts:
                if its_role is role and (authority_id is None or (body is not None and body.id == authority_id)):
                    return _loaded((person, role, body))
        return otherwise

    def first_authority(self) -> Body | None:
        """The first authority that has an officer."""
        officers = (body for parts in self._parts.values() for _, role, body in parts if role in OFFICERS)
        return next((body for body in officers if body is not None), None)

    def _of(self, who: str) -> list[tuple[Person, Role, Body | None]]:
        found = self._parts.get(address_of(who, self.consultation))
        if not found:
            raise Refused(f"{who} takes no part in this consultation. Add a line of type person for them.")
        return found


def address_of(who: str, consultation: Consultation) -> str:
    """The e-mail address of somebody in a record; raises Refused for what cannot be one."""
    return actions.normal_email(who if "@" in who else f"{who}@{consultation.slug}.invalid")


def _loaded(part: tuple[Person, Role, Body | None]) -> Actor:
    person, role, body = part
    return Actor(person.id, person.name, (Membership(role, body.id if body else None),), loaded=True)
