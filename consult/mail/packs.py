"""Who is told of a pack: whoever asked, when it is made; and the panel and the officers, when one is published."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from consult.domain.people import OFFICERS, PANEL
from consult.mail import letters
from consult.queries import people
from consult.store.consultations import Consultation
from consult.store.packs import Issue, Pack
from consult.store.people import Person

Address = Callable[[str], str]
"""The full address of a page of the consultation, by its path within it: "packs/3"."""

_PAPERS = {"digest": "comments digest", "report": "representative’s report", "statement": "consultation statement"}


def tell_asker(session: Session, consultation: Consultation, pack: Pack, *, address: Address, now: datetime) -> None:
    """That what they asked for is ready, or why it is not; nobody is told of what the operator asked for."""
    person = session.get(Person, pack.requested_by_id) if pack.requested_by_id else None
    if person is None:
        return
    letters.write(
        session, "pack_made", to=person.email, now=now, name=person.name, consultation=consultation.title,
        paper=_PAPERS[pack.paper], kind=pack.format, failure=pack.failure, pages=pack.pages,
        url=address(_page_of(pack)),
    )  # fmt: skip


def _page_of(pack: Pack) -> str:
    """Where one that asked for it looks, within the consultation: a member does not see the clerk's list of packs."""
    if pack.paper == "report":
        return f"reports/{pack.person_id}/made/{pack.id}"
    return f"statement/made/{pack.id}" if pack.paper == "statement" else f"packs/{pack.id}"


def tell_everybody(
    session: Session, consultation: Consultation, issue: Issue, *, address: Address, now: datetime
) -> int:
    """Writes one letter to each member of the panel and each officer; returns how many."""
    told: dict[int, Person] = {}
    for row in people.taking_part(session, consultation):
        if row.role in {role.value for role in PANEL | OFFICERS}:
            told[row.person_id] = row.person
    for person in told.values():
        letters.write(
            session, "pack_issued", to=person.email, now=now, name=person.name, consultation=consultation.title,
            number=issue.number, supplement_to=issue.supplement_to, meeting_on=issue.meeting_on,
            url=address("packs/published"),
        )  # fmt: skip
    return len(told)
