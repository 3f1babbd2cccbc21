"""Sharing work out: what the form begins with, the letter to the officer, and what is said afterwards."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from consult.domain.calendar import long_day
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.places import WHOLE_DRAFT
from consult.mail import letters
from consult.queries import people, work
from consult.store.comments import Comment
from consult.store.people import Person
from consult.web.answering import Item
from consult.web.guards import Here
from consult.web.links import public_url


def as_they_are(here: Here, items: Sequence[Item], authority_id: int) -> dict[str, Any]:
    """Who has the items and until when, where that is the same for all; the person asking where nobody has them."""
    found = {
        (held.person_id, held.due_on) if (held := work.assignment(here.session, item, authority_id)) else None
        for item in items
    }
    only = found.pop() if len(found) == 1 else None
    return {"officer": str(only[0] if only else here.person.id), "due": only[1] if only else None}


def write_to_officer(here: Here, items: Sequence[Item], person_id: int, due_on: date | None) -> Person | None:
    """One letter for all of them, to an officer who has been given work by somebody else. Returns who was written to."""
    person = people.by_id(here.session, person_id) if person_id and person_id != here.person.id else None
    if person is None or not items:
        return None
    slug = here.consultation.slug
    letters.write(
        here.session, "assigned", to=person.email, now=here.now,
        name=person.name,
        by=here.person.name,
        consultation=here.consultation.title,
        due=long_day(due_on) if due_on else "",
        items=[(name(item), _place(item), public_url(_page(item), slug=slug, ref=name(item))) for item in items],
        list_url=f"{public_url('work.index', slug=slug)}?who=mine",
    )  # fmt: skip
    return person


def in_words(changed: Sequence[Item], told: Person | None) -> str:
    """What has just happened."""
    if not changed:
        return "Nothing has changed: they were assigned like that already."
    what = name(changed[0]) if len(changed) == 1 else f"{len(changed)} items"
    return f"{what} assigned{f' to {told.name}, who has been sent an e-mail' if told else ''}."


def name(item: Item) -> str:
    """The item's reference."""
    return reference(COMMENT if isinstance(item, Comment) else QUESTION, item.number)


def _page(item: Item) -> str:
    return "comments.show" if isinstance(item, Comment) else "questions.show"


def _place(item: Item) -> str:
    if item.section is not None:
        return item.section.heading
    return WHOLE_DRAFT if isinstance(item, Comment) else "a question on no part in particular"
