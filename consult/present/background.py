"""Background papers in words."""

from sqlalchemy.orm import Session

from consult.domain.background import PaperEntry
from consult.queries import background
from consult.store.consultations import Consultation


def paper_entries(session: Session, consultation: Consultation) -> tuple[PaperEntry, ...]:
    """All of them, in the clerk's order; they are as public as the report that lists them."""
    return tuple(
        PaperEntry(title=one.title, place=one.place, link=one.link, dated_on=one.dated_on)
        for one in background.papers(session, consultation)
    )
