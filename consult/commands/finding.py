"""A consultation by its slug, or a line that names those there are."""

from sqlalchemy.orm import Session

from consult.commands.failing import Failure
from consult.domain.refusals import NotFound
from consult.queries import consultations
from consult.store.consultations import Consultation

MOST_NAMED = 10


def consultation_at(session: Session, slug: str) -> Consultation:
    """Raises Failure naming the slug and what there is."""
    try:
        return consultations.by_slug(session, slug)
    except NotFound as error:
        slugs = [listed.consultation.slug for listed in consultations.every(session)]
        there = ", ".join(slugs[:MOST_NAMED]) + (", …" if len(slugs) > MOST_NAMED else "")
        raise Failure(f"There is no consultation {slug}. There is: {there or 'none yet'}") from error
