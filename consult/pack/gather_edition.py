"""One edition of a digest out of all of it: Part 1 or Part 2, and what the clerk narrowed it to."""

from collections.abc import Iterator, Sequence
from datetime import date

from consult.actions.naming import reference_of
from consult.domain.calendar import short_day
from consult.domain.digest import Digest, Seal
from consult.domain.lifecycle import ItemState
from consult.domain.numbering import COMMENT, QUESTION, reference
from consult.domain.pack_choice import Item, Wanted, chosen
from consult.domain.pack_narrowing import narrowed, only_commented
from consult.domain.pack_options import EXEMPT
from consult.domain.pack_sealing import sealed_only
from consult.domain.people import Actor, Membership, Role
from consult.domain.refusals import Refused
from consult.pack.gather_read import Read
from consult.present.about import waits
from consult.present.commitments import sealed_where_given
from consult.store.comments import Comment, Response
from consult.store.questions import Question
from consult.store.sealing import Exemption

_PANEL = Actor(0, "", (Membership(Role.MEMBER),))
"""Whom Part 2 is put before: a member of the panel, and nobody in particular, so that nothing is shown as one's own."""


def shown_in(part: int) -> Actor | None:
    """For whom a part is worded: Part 1 for the public, Part 2 for the panel."""
    return _PANEL if part == EXEMPT else None


def edition(digest: Digest, record: Read, items: Sequence[Item], only: frozenset[str] | None) -> Digest:
    """What the digest's options ask for, of all that was gathered; `items` are all that were numbered.

    Raises Refused where there is no such authority.
    """
    options = digest.options
    wanted = _wanted(digest, record, only)
    if wanted != Wanted():
        digest = narrowed(digest, chosen(items, wanted), list(_words(digest, wanted)))
    if options.part == EXEMPT:
        digest = sealed_only(digest, tuple(seals(record)))
    return digest if options.whole_draft and options.part != EXEMPT else only_commented(digest)


def _wanted(digest: Digest, record: Read, only: frozenset[str] | None) -> Wanted:
    options = digest.options
    if options.authority_id is not None and options.authority_id not in record.authorities:
        raise Refused("There is no such authority to make a pack for.")
    meeting = options.meeting_on
    return Wanted(
        authority=record.authorities[options.authority_id] if options.authority_id is not None else "",
        unanswered=options.only_unanswered,
        since=_meeting_before(record, meeting) if meeting else None,
        until=meeting,
        only=only,
    )


def _meeting_before(record: Read, meeting: date) -> date | None:
    """The last meeting before that day that the record knows of."""
    met = {one.meeting_on for one in record.commitments} | {record.consultation.meeting_on}
    return max((day for day in met if day is not None and day < meeting), default=None)


def _words(digest: Digest, wanted: Wanted) -> Iterator[str]:
    """What the items of this edition have in common, each to follow "those"."""
    if wanted.authority:
        yield f"put to {wanted.authority}"
    if wanted.unanswered:
        yield "still unanswered"
    if wanted.until is not None:
        since = f"after the meeting on {short_day(wanted.since)} and " if wanted.since else ""
        yield f"received {since}up to the meeting on {short_day(wanted.until)}"
    if wanted.only is not None:
        before = digest.publication.supplement_to or digest.options.since
        yield f"new or changed since pack {before}" if before else "chosen for it"


def seals(record: Read) -> Iterator[Seal]:
    """Why each thing that is exempt, and has been received or released, is not for publication, in reference order."""
    for comment in record.standing:
        yield from _of_item(comment, reference(COMMENT, comment.number), comment.responses)
    for question in record.questions:
        if question.state == ItemState.RECEIVED.value and not waits(question):
            yield from _of_item(question, reference(QUESTION, question.number), question.responses)
    for one in sorted(record.commitments, key=reference_of):
        given = sealed_where_given(one)
        if one.state != ItemState.RECEIVED.value:
            continue
        if one.exemption is not None:
            yield _seal(reference_of(one), one.exemption)
        elif given is not None:
            yield Seal(reference_of(one), given.paragraph, given.reason)


def _of_item(item: Comment | Question, name: str, responses: Sequence[Response]) -> Iterator[Seal]:
    if item.exemption is not None:
        yield _seal(name, item.exemption)
    for response in responses:
        if response.exemption is not None and response.released_at is not None:
            yield _seal(name, response.exemption, whole=False)


def _seal(name: str, exemption: Exemption, *, whole: bool = True) -> Seal:
    return Seal(name, exemption.paragraph, exemption.reason, whole)
