"""Who somebody is, and who takes part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from consult.domain.people import OFFICERS, Actor, Membership, Role
from consult.domain.refusals import NotFound
from consult.store.accounts import Identity
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Person, SignInLink


def by_email(session: Session, email: str) -> Person | None:
    """The person with that address, however it was typed."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def by_id(session: Session, person_id: int) -> Person | None:
    """A person by id."""
    return session.get(Person, person_id)


def actor(session: Session, person: Person, consultation: Consultation | None) -> Actor:
    """The person as they act in a consultation, with the roles that have not ended; without one, with none."""
    if consultation is None:
        return Actor(person.id, person.name, convenes=person.may_convene)
    rows = session.execute(
        select(MembershipRow.role, MembershipRow.body_id)
        .where(
            MembershipRow.consultation_id == consultation.id,
            MembershipRow.person_id == person.id,
            MembershipRow.ended_at.is_(None),
        )
        .order_by(MembershipRow.id)
    )
    return Actor(person.id, person.name, tuple(Membership(Role(row.role), row.body_id) for row in rows))


def actor_by_email(session: Session, email: str, consultation: Consultation) -> Actor:
    """The actor with that address; raises NotFound where nobody has it."""
    person = by_email(session, email)
    if person is None:
        raise NotFound
    return actor(session, person, consultation)


def taking_part(session: Session, consultation: Consultation) -> Sequence[MembershipRow]:
    """Every part that has not ended, with person and body: by role, then body, then name."""
    return session.scalars(
        select(MembershipRow)
        .join(MembershipRow.person)
        .outerjoin(MembershipRow.body)
        .where(MembershipRow.consultation_id == consultation.id, MembershipRow.ended_at.is_(None))
        .options(joinedload(MembershipRow.person), joinedload(MembershipRow.body))
        .order_by(MembershipRow.role, Body.name, Person.name, MembershipRow.id)
    ).all()


def parts_ever(session: Session, consultation: Consultation) -> Sequence[MembershipRow]:
    """Every part anybody has or had, with person and body, in the order they were given."""
    return session.scalars(
        select(MembershipRow)
        .where(MembershipRow.consultation_id == consultation.id)
        .options(joinedload(MembershipRow.person), joinedload(MembershipRow.body))
        .order_by(MembershipRow.id)
    ).all()


def membership(session: Session, consultation: Consultation, membership_id: int) -> MembershipRow:
    """One part that has not ended, with person and body; raises NotFound."""
    row = session.scalar(
        select(MembershipRow)
        .where(
            MembershipRow.id == membership_id,
            MembershipRow.consultation_id == consultation.id,
            MembershipRow.ended_at.is_(None),
        )
        .options(joinedload(MembershipRow.person), joinedload(MembershipRow.body))
    )
    if row is None:
        raise NotFound
    return row


def authorities(session: Session, consultation: Consultation, on: date) -> Sequence[Body]:
    """The authorities that can be asked, by name: those with officers here that exist on that day (R21)."""
    return session.scalars(
        select(Body)
        .where(
            Body.id.in_(
                select(MembershipRow.body_id).where(
                    MembershipRow.consultation_id == consultation.id,
                    MembershipRow.ended_at.is_(None),
                    MembershipRow.role.in_([role.value for role in OFFICERS]),
                )
            )
            | (Body.id == consultation.lead_authority_id),
            or_(Body.valid_from.is_(None), Body.valid_from <= on),
            or_(Body.valid_to.is_(None), Body.valid_to >= on),
        )
        .order_by(Body.name)
    ).all()


def bodies(session: Session) -> Sequence[Body]:
    """Every council and authority known, by name."""
    return session.scalars(select(Body).order_by(Body.name)).all()


@dataclass(frozen=True, slots=True)
class Listed:
    """A person as `consult users` lists them."""

    email: str
    name: str
    parts: tuple[tuple[str, str, str], ...]  # (consultation's slug, role, body or "")


def everyone(session: Session) -> list[Listed]:
    """Everyone who can sign in, by address."""
    rows = session.execute(
        select(Person.email, Person.name, Consultation.slug, MembershipRow.role, Body.name)
        .outerjoin(MembershipRow, (MembershipRow.person_id == Person.id) & MembershipRow.ended_at.is_(None))
        .outerjoin(Consultation, Consultation.id == MembershipRow.consultation_id)
        .outerjoin(Body, Body.id == MembershipRow.body_id)
        .order_by(Person.email, Consultation.slug, MembershipRow.role)
    )
    found: dict[str, Listed] = {}
    for email, name, slug, role, body in rows:
        listed = found.get(email, Listed(email, name, ()))
        part = ((slug, role, body or ""),) if slug else ()
        found[email] = Listed(email, name, listed.parts + part)
    return list(found.values())


def head_count(session: Session) -> int:
    """How many people can sign in."""
    return session.scalar(select(func.count()).select_from(Person)) or 0


def clerk_name(session: Session, consultation: Consultation) -> str:
    """The name of the consultation's clerk, of the first where there are several; "" where there is none."""
    return (
        session.scalar(
            select(Person.name)
            .join(MembershipRow, MembershipRow.person_id == Person.id)
            .where(
                MembershipRow.consultation_id == consultation.id,
                MembershipRow.role == Role.CLERK.value,
                MembershipRow.ended_at.is_(None),
            )
            .order_by(MembershipRow.id)
            .limit(1)
        )
        or ""
    )


def signed_in(session: Session, consultation: Consultation) -> set[int]:
    """The ids of those taking part who have ever signed in: by a link, or with an account at a provider."""
    taking_part = select(MembershipRow.person_id).where(MembershipRow.consultation_id == consultation.id)
    by_link = select(SignInLink.person_id).where(SignInLink.used_at.is_not(None), SignInLink.person_id.in_(taking_part))
    by_account = select(Identity.person_id).where(Identity.person_id.in_(taking_part))
    return set(session.scalars(by_link.union(by_account)))
