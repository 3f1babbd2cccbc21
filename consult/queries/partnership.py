"""The bodies of a partnership: the responsible authorities and those that co-operate with them (R6, R21)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from consult.domain.partnership import Lifetime, PartnerKind
from consult.domain.people import OFFICERS
from consult.store.consultations import Consultation
from consult.store.people import Body, MembershipRow, Partner


@dataclass(frozen=True, slots=True)
class Belonging:
    """A body and in which part it belongs; `listed` where a row says so, else because it has officers here."""

    body: Body
    kind: PartnerKind
    listed: bool

    @property
    def lifetime(self) -> Lifetime:
        """From when to when it exists."""
        return Lifetime(self.body.valid_from, self.body.valid_to)


def everyone(session: Session, consultation: Consultation) -> list[Belonging]:
    """All bodies that belong or belonged to it: responsible authorities first, each kind by name."""
    rows = session.scalars(
        select(Partner).where(Partner.consultation_id == consultation.id).options(joinedload(Partner.body))
    ).all()
    found = {row.body_id: Belonging(row.body, PartnerKind(row.kind), listed=True) for row in rows}
    for body in _answering(session, consultation):
        found.setdefault(body.id, Belonging(body, PartnerKind.RESPONSIBLE, listed=False))
    return sorted(found.values(), key=lambda one: (one.kind is not PartnerKind.RESPONSIBLE, one.body.name))


def on(session: Session, consultation: Consultation, day: date) -> list[Belonging]:
    """Those that existed on a day."""
    return [one for one in everyone(session, consultation) if one.lifetime.includes(day)]


def _answering(session: Session, consultation: Consultation) -> list[Body]:
    """The lead authority, and those that have or had officers in the consultation."""
    officers = select(MembershipRow.body_id).where(
        MembershipRow.consultation_id == consultation.id, MembershipRow.role.in_([role.value for role in OFFICERS])
    )
    return list(
        session.scalars(select(Body).where(Body.id.in_(officers) | (Body.id == consultation.lead_authority_id)))
    )
