"""A comment, a question, a request or an undertaking by its reference alone: for what can be done to any of them."""

from flask import url_for

from consult.actions.allowing import Contribution
from consult.actions.naming import reference_of
from consult.domain.calendar import short_day
from consult.domain.numbering import parse_reference
from consult.present.entries import lettered
from consult.queries import commitments
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.questions import Question
from consult.web.answering import find_item
from consult.web.guards import Here

_PAGES = {Comment: "comments.show", Question: "questions.show", Commitment: "register.show"}


def find_contribution(here: Here, ref: str) -> Contribution:
    """The item of that reference, loaded as its page loads it; raises NotFound."""
    parsed = parse_reference(ref)
    if parsed and parsed[0] in commitments.KINDS:
        return commitments.by_reference(here.session, here.consultation, ref)
    return find_item(here, ref)


def href_of(here: Here, item: Contribution) -> str:
    """Its page."""
    return url_for(_PAGES[type(item)], slug=here.consultation.slug, ref=reference_of(item))


def words_of(item: Contribution) -> str:
    """What its author said or asked."""
    return lettered([part.text for part in item.parts]) if isinstance(item, Question) else item.text


def origin_of(here: Here, item: Contribution) -> str:
    """ "Member for Norwich City Council, Norwich City Council, 8 February 2021"."""
    author = item.author.name if item.author else ""
    day = short_day(item.received_at.astimezone(here.zone).date())
    return ", ".join(part for part in (author, item.body.name if item.body else "", day) if part)
