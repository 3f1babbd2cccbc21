"""A consultation in which there is one of everything that is not for everybody, each with a word that stands nowhere else,
and who may read that word.

To what is kept from the papers (tests/pack/kept_back.py) comes what is kept within the authorities, with the clerk, with one
member, and in another consultation.
"""

from sqlalchemy import select

from consult.actions import responses, unsent, work
from consult.actions.responses import Answering
from consult.actions.unsent import Begun
from consult.domain.draft import Draft, Paragraph, Section
from consult.domain.supplied_files import FileBrought
from consult.store.comments import Comment
from consult.store.consultations import Consultation
from consult.store.people import Person
from tests import registers
from tests.factories import ELSEWHERE, PARTS, POLICE, Play, address
from tests.pack import kept_back
from tests.web import sealed_matter as sealed
from tests.web.brought import IN_A_FILE, brought

PANEL = frozenset({"member", "other_member", "co_opted", "chair"})
COUNTYS, POLICES = frozenset({"lead", "officer"}), frozenset({"other_lead", "other_officer"})
CLERK = frozenset({"clerk"})
IN_IT = PANEL | COUNTYS | POLICES | CLERK | {"observer"}

READ_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(kept_back.PUBLIC, IN_IT),
    # What is exempt is put to the county council: the panel, the clerk and its officers read it (R13).
    **dict.fromkeys(kept_back.EXEMPT, PANEL | CLERK | COUNTYS),
    "phalarope-inside": PANEL | CLERK | COUNTYS,  # in a file that was supplied to an exempt request
    **dict.fromkeys(sealed.REJECTED, CLERK | {"member"}),  # R12
    sealed.REDACTED: CLERK,  # R17
    "fieldfare-waiting": PANEL | CLERK,  # a question the clerk has not accepted
    # Not released: its authority's, and the clerk's once it is approved (R20).
    **dict.fromkeys(("gannet-draft", "petrel-reason", "skua-wording", "redwing-unreleased"), COUNTYS | CLERK),
    "brambling-reply": COUNTYS | CLERK,
    "numbat-drafted": COUNTYS,
    "gerbil-holding": COUNTYS | CLERK,
    "quokka-police": POLICES,
    "kakapo-supply": COUNTYS,
    "tapir-file": COUNTYS,  # what stands in a file of that supply
    "chough-note": frozenset(),  # on a comment that was withdrawn: it is in the record, and on no page any more
    "dipper-kept": COUNTYS,
    "okapi-note": POLICES,
    "wryneck-typing": frozenset({"member"}),
    "bongo-typing": frozenset({"chair"}),
    IN_A_FILE: CLERK,
    "tamarin-not-issued": CLERK,
    "saola-in-check": CLERK,
    "kiwi-elsewhere": frozenset({"outsider"}),
}

ADDRESSES = frozenset(address(part) for part in (*PARTS, "clerk"))
"""E-mail addresses: the clerk reads them on the page of the people, who invites them by these, and nobody anywhere else (R18)."""


def hoard(play: Play) -> Play:
    """Plays it, in an open window."""
    cast = play.cast
    kept_back.kept_back(play)
    play.answer(play.comment(on="1", text="crossbill-open"), "numbat-drafted", by=cast.officer)
    hold(play, play.comment(on="1", text="crossbill-open"), "gerbil-holding", cast.lead)
    theirs = play.comment(on="4", text="goosander-asked", by=cast.chair)
    play.answer(theirs, "quokka-police", by=cast.other_officer)
    work.note(
        play.session, consultation=play.consultation, item=theirs, authority_id=play.body(POLICE).id, text="okapi-note",
        by=play.actor(cast.other_officer), now=play.now,
    )  # fmt: skip
    owed = play.request("A list")
    play.supply(owed, "kakapo-supply", by=cast.officer, files=[FileBrought("list.csv", b"who\r\ntapir-file\r\n")])
    registers.recommend(play, "tamarin-not-issued")
    brought(play)
    begun = Begun("question", {"parts": "bongo-typing"}, unsent.new_key())
    unsent.keep(play.session, consultation=play.consultation, begun=begun, by=play.actor(cast.chair), now=play.now)
    words = "saola-in-check"
    play.check(Draft("The next", (Section("Prevent", paragraphs=(Paragraph(words, words),)),), (), ()))
    _elsewhere(play)
    play.session.commit()
    return play


def hold(play: Play, item: Comment, text: str, by: Person) -> None:
    """A holding reply; by the lead officer, and so approved."""
    responses.answer(
        play.session, consultation=play.consultation, item=item, authority_id=item.authority_id,
        answering=Answering(text, holding=True), revision=0, by=play.actor(by), now=play.now,
    )  # fmt: skip


def _elsewhere(play: Play) -> None:
    """The outsider says something in the other consultation."""
    found = play.session.scalars(select(Consultation).where(Consultation.slug == ELSEWHERE)).one()
    other = Play(play.session, found, play.cast, play.clock)
    other._keys = iter(range(1_000_000, 2_000_000))
    other.publish(other.import_draft())
    other.set_window()
    other.comment(on="1", text="kiwi-elsewhere", by=play.cast.outsider)
