"""Who may read what, by rules of its own: worked out from the rows and the parts people were given, without the program's."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.store.comments import Comment, Response
from consult.store.commitments import Commitment, Supply
from consult.store.questions import Question
from consult.store.recommendations import Reply
from tests.factories import COUNTY, POLICE
from tests.machine.world import PANEL, World

STANDS = "received"
BODIES = {"lead": COUNTY, "officer": COUNTY, "other_lead": POLICE, "other_officer": POLICE}
READERS = (None, "observer", "member", "other_member", "co_opted", "chair", *BODIES, "clerk")
"""None is the public, for whom papers are printed."""

SAID, ASIDE = "said", "aside"
"""What is said is in whatever is given out; what is said aside need not be, but may."""

Item = Comment | Question
Told = Iterator[tuple[str, str]]


@dataclass(frozen=True)
class Reader:
    """Somebody of the cast, as the rules see them."""

    part: str | None
    person_id: int | None
    body_id: int | None  # of an officer

    @property
    def is_clerk(self) -> bool:
        return self.part == "clerk"

    @property
    def is_panel(self) -> bool:
        return self.part in PANEL

    def inside(self, *asked: int) -> bool:
        """Of those exempt matter is put before: the panel, the clerk, and officers of the authorities asked."""
        return self.is_panel or self.is_clerk or self.body_id in asked

    def reads(self, given: Response | Supply | Reply, body_id: int) -> bool:
        """An answer is everybody's once it is released; before, its authority's, and the clerk's once it is approved."""
        if given.released_at is not None:
            return True
        return self.body_id == body_id or (self.is_clerk and given.approved_at is not None)


def reader(world: World, part: str | None) -> Reader:
    """A part's reader."""
    person = None if part is None else getattr(world.play.cast, part).id
    name = BODIES.get(part or "")
    return Reader(part, person, world.play.body(name).id if name else None)


def told(world: World, who: Reader) -> Told:
    """(how, text) of everything they may read of what was contributed."""
    for item in world.items():
        yield from _item(item, who)
    for one in world.everything():
        if isinstance(one, Commitment):
            yield from _commitment(one, who)
    yield from _recommended(world, who)


def _asked(item: Item | Commitment) -> set[int]:
    return {body.id for body in item.asked} if isinstance(item, Question) else {item.authority_id}


def _notes(item: Item | Commitment, who: Reader, asked: set[int]) -> Told:
    """Why it is late, was redacted, exempt or rejected."""
    if item.exemption is None or who.inside(*asked):
        yield ASIDE, item.late_reason
        yield from ((ASIDE, one.reason) for one in item.redactions)
        yield ASIDE, item.exemption.reason if item.exemption else ""
    if who.is_clerk or item.author_id == who.person_id:
        yield ASIDE, item.rejection_note or ""


def _is_read(item: Item | Commitment, who: Reader, asked: set[int]) -> bool:
    if item.state == "withdrawn" or (item.exemption is not None and not who.inside(*asked)):
        return False
    if item.state == "rejected":
        return who.is_clerk or item.author_id == who.person_id
    waits = isinstance(item, Question) and not item.accepted_at
    return not waits or who.is_panel or who.is_clerk


def _item(item: Item, who: Reader) -> Told:
    asked = _asked(item)
    yield from _notes(item, who, asked)
    if not _is_read(item, who, asked):
        return
    how = SAID if item.state == STANDS else ASIDE
    yield from ((how, text) for text in _texts(item))
    if item.state != STANDS or (isinstance(item, Question) and not item.accepted_at):
        return
    for response in item.responses:
        yield from _answer(response, who, asked)


def _texts(item: Item) -> Iterator[str]:
    if isinstance(item, Comment):
        yield item.text
        yield item.suggested_wording or ""
    else:
        yield from (part.text for part in item.parts)


def _answer(response: Response, who: Reader, asked: set[int]) -> Told:
    sealed = response.exemption
    if not who.reads(response, response.authority_id) or (sealed and not who.inside(response.authority_id)):
        return
    stays = response.released_at is not None and not response.holding and response.authority_id in asked
    how = SAID if stays else ASIDE
    yield from ((how, text) for text in (response.text, response.reason, response.resulting_wording))
    yield from ((how, one.reason) for one in response.unsettled)
    yield ASIDE, sealed.reason if sealed else ""


def _commitment(one: Commitment, who: Reader) -> Told:
    asked = _asked(one)
    yield from _notes(one, who, asked)
    given = (one.response, one.comment, one.question, one.promised_in)
    elsewhere = any(it is not None and it.exemption is not None for it in given) and not who.inside(*asked)
    if elsewhere or not _is_read(one, who, asked):
        return
    how = SAID if one.state == STANDS else ASIDE
    yield how, one.text
    yield how, one.closing_note
    for supply in one.supplies:
        if who.reads(supply, one.authority_id):
            so = how if supply.released_at is not None else ASIDE
            yield from ((so, text) for text in (supply.text, supply.delay_reason, supply.identification_reason))


def _recommended(world: World, who: Reader) -> Told:
    """Of what was not issued nobody but the clerk knows; that one was withdrawn, and why, is told."""
    for one in world.recommended():
        if one.issued_at is None and not who.is_clerk:
            yield ASIDE, one.withdrawal_reason if one.withdrawn_at else ""
            continue
        yield (SAID if one.issued_at and not one.withdrawn_at else ASIDE), one.text
        yield from ((ASIDE, text) for text in (one.closing_note, one.withdrawal_reason))
        for to in one.recipients:
            yield from ((ASIDE, given.text) for given in to.replies if who.reads(given, to.body_id))
