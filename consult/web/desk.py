"""What an authority keeps to itself about an item, for one of its own officers: who has it in hand, and the notes on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import g, url_for
from wtforms import Form as AnyForm

from consult.domain.due import due_in_words, is_overdue
from consult.domain.visibility import sees_desk
from consult.queries import work
from consult.store.comments import Comment
from consult.store.questions import Question
from consult.store.work import Assignment
from consult.web.forms.responses import NoteForm
from consult.web.guards import Here

Item = Comment | Question
Key = tuple[str, int, int]  # ("comment" or "question", the item's id, the authority)


@dataclass(frozen=True, slots=True)
class InHand:
    """Who has an item in hand and until when, in words; "" where nobody has."""

    person: str = ""
    due: str = ""
    overdue: bool = False


NOBODY = InHand()


@dataclass(frozen=True, slots=True)
class Said:
    """A note among an authority's officers."""

    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Thread:
    """The notes among an authority's officers on an item, in the order written, and the form for another."""

    authority_id: int
    notes: Sequence[Said]
    form: AnyForm
    action: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The desks of the authorities the viewer answers for; empty for everyone else."""

    viewer: Here
    assigned: Mapping[Key, Assignment]
    noted: Mapping[Key, int]

    def in_hand(self, item: Item, authority_id: int) -> InHand:
        """Who has an item in hand."""
        found = self.assigned.get(key_of(item, authority_id))
        return in_hand(found.person.name, found.due_on, self.viewer) if found else NOBODY

    def note_count(self, item: Item, authority_id: int) -> int:
        """How many notes there are on an item."""
        return self.noted.get(key_of(item, authority_id), 0)


def desk_of(here: Here) -> Desk:
    """The viewer's; two queries for a whole page, none for those who answer for nobody."""
    found: Desk | None = g.get("desk")
    if found is None:
        mine = here.actor.authorities()
        assigned = work.assignments(here.session, here.consultation, mine) if mine else []
        found = Desk(
            here,
            {_key_of_assignment(one): one for one in assigned},
            work.note_counts(here.session, here.consultation, mine) if mine else {},
        )
        g.desk = found
    return found


def thread_of(here: Here, item: Item, ref: str, authority_id: int) -> Thread | None:
    """What an authority's officers noted on an item; None for those outside it."""
    if not sees_desk(here.actor, authority_id=authority_id):
        return None
    return Thread(
        authority_id=authority_id,
        notes=[Said(one.author.name, one.written_at, one.text) for one in work.notes(here.session, item, authority_id)],
        form=note_form(authority_id, empty=True),
        action=url_for("work.add_note", slug=here.consultation.slug, ref=ref, authority_id=authority_id),
    )


def note_form(authority_id: int, *, empty: bool = False) -> NoteForm:
    """The form for a note; its fields bear the authority's id, so that several can stand on a page."""
    prefix = f"notes-{authority_id}"
    return NoteForm(formdata=None, prefix=prefix) if empty else NoteForm(prefix=prefix)


def in_hand(person: str, due_on: date | None, here: Here) -> InHand:
    """In words, as of today."""
    today = here.now.astimezone(here.zone).date()
    return InHand(person, due_in_words(due_on, today), is_overdue(due_on, today))


def key_of(item: Item, authority_id: int) -> Key:
    """The desk's key for an item."""
    return ("comment" if isinstance(item, Comment) else "question", item.id, authority_id)


def _key_of_assignment(one: Assignment) -> Key:
    kind, number = ("comment", one.comment_id) if one.comment_id is not None else ("question", one.question_id)
    return (kind, number or 0, one.authority_id)
