"""What comments and questions have in common when they come in."""

from sqlalchemy import update
from sqlalchemy.orm import InstrumentedAttribute, Session

from consult.domain.people import PANEL, Actor
from consult.domain.refusals import Refused
from consult.queries import groups
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.questions import Question

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


def take_approvals_back(session: Session, item: Comment | Question) -> dict[str, list[int]]:
    """An item was changed: what a lead officer approved answers other words now, and waits to be approved again.

    An answer given to several comments together waits for all of them. Returns what the record is to say of it: the
    authorities concerned, nothing where there are none. `item.responses` must be loaded.
    """
    approved = [one for one in item.responses if one.approved_at is not None and one.released_at is None]
    for response in approved:
        for _, carrier in groups.together(session, item, response):
            carrier.approved_at = carrier.approved_by_id = None
    return {"approvals_taken_back": [response.authority_id for response in approved]} if approved else {}
