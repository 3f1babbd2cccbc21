"""What the public will see of an item, before the clerk decides it."""

from collections.abc import Sequence
from dataclasses import replace

from consult.actions.exempting import Matter
from consult.domain.digest import CommentEntry, QuestionEntry
from consult.domain.exemption import Sealed
from consult.present.entries import Presenter, together_with
from consult.store.comments import Comment
from consult.store.commitments import Commitment
from consult.store.people import Body
from consult.store.questions import Question
from consult.web.guards import Here

Entry = CommentEntry | QuestionEntry


def public_view(here: Here, matter: Matter, sealed: Sealed) -> Entry | None:
    """A comment or question as the public reads it once it, or the answer named, is marked; None of anything else.

    The marks that are there already stay, but for an exemption, which the new one takes the place of.
    """
    if isinstance(matter.item, Commitment):
        return None
    entry = _entry(here, matter.item)
    if matter.response is None:
        kept = tuple(mark for mark in entry.marks if not mark.startswith(("Exempt", "Confidential")))
        hidden = replace(entry, text="", answers=(), marks=(*kept, sealed.mark), notes=())
        return replace(hidden, stance="", quote="", supporters=()) if isinstance(hidden, CommentEntry) else hidden
    authority = next(body.name for body in _asked(matter.item) if body.id == matter.response.authority_id)
    answers = tuple(
        replace(one, text="", disposition="", reason="", resulting_wording=(), exempt=sealed.mark, unsettled=())
        if one.authority == authority
        else one
        for one in entry.answers
    )
    return replace(entry, answers=answers)


def readers_of(matter: Matter) -> tuple[str, ...]:
    """Who may read it all the same."""
    if isinstance(matter.item, Commitment):
        asked = [matter.item.authority]
    elif matter.response is not None:
        asked = [body for body in _asked(matter.item) if body.id == matter.response.authority_id]
    else:
        asked = list(_asked(matter.item))
    return ("members of the panel", "clerks", *(f"officers of {body.name}" for body in asked))


def shared_with(matter: Matter) -> tuple[str, ...]:
    """The other comments that the same answer is given to."""
    if matter.response is not None:
        return together_with(matter.response)
    if not isinstance(matter.item, Comment):
        return ()
    return tuple(ref for response in matter.item.responses for ref in together_with(response))


def _entry(here: Here, item: Comment | Question) -> Entry:
    presenter = Presenter(None, here.zone)
    return presenter.comment(item) if isinstance(item, Comment) else presenter.question(item)


def _asked(item: Comment | Question) -> Sequence[Body]:
    return [item.authority] if isinstance(item, Comment) else item.asked
