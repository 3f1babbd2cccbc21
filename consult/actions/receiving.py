"""What comments and questions have in common when they come in."""

from sqlalchemy import update
from sqlalchemy.orm import InstrumentedAttribute, Session

from consult.domain.people import PANEL, Actor
from consult.domain.refusals import Refused
from consult.store.consultations import Consultation

LONGEST_TEXT = 10_000
"""Characters of a comment, a question's part or an answer: about four printed pages."""


def next_number(session: Session, consultation: Consultation, counter: InstrumentedAttribute[int]) -> int:
    """The next number of a series; two writers at once never get the same one, and none is used twice."""
    return session.scalars(
        update(Consultation)
        .where(Consultation.id == consultation.id)
        .values({counter: counter + 1})
        .returning(counter)
        .execution_options(synchronize_session=False)
    ).one()


def speaks_for(actor: Actor) -> int | None:
    """The council a member of the panel speaks for; None for a co-opted member who stands alone."""
    return next((m.body_id for m in actor.memberships if m.role in PANEL), None)


def ensure_text(text: str, *, what: str, field: str = "text") -> str:
    """The text as it is stored; raises Refused where it is empty or too long."""
    words = text.strip()
    if not words:
        raise Refused(f"Write {what}", field=field)
    if len(words) > LONGEST_TEXT:
        raise Refused(f"That is {len(words):,} characters; {LONGEST_TEXT:,} is the most that is taken", field=field)
    return words
